import { outageWords } from '../acts/alarms.js';
import { longDay, shortDay } from '../domain/day.js';
import { type EventMailKind, type EventWords } from '../domain/plan.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';

/** What happens to an item of the plan in a preview: the mail about it, and whether it names the item. */
export interface Sample {
  words: EventWords;
  about: 'item' | 'nothing';
}

/** One mail of each kind that is about an event, in the words of the acts that send it. */
export const SAMPLES: Readonly<Record<EventMailKind, (item: NamedAssignment, today: string) => Sample>> = {
  submitted: (item, today) =>
    ofItem({
      news: '已收到1项进展报告',
      ask: `你单位${longDay(today)}报送的${nameOf(item)}进展报告已收到，办公室审核后另行告知结果。`,
      paragraphs: [],
      why: '报送后告知报送单位一次。',
    }),
  returned: (item, today) =>
    ofItem({
      news: `${nameOf(item)}退回重报`,
      ask: `${nameOf(item)}的进展报告经审核退回，请按退回理由补充后尽快重新报送；到期日仍为${shortDay(item.dueOn, today)}。`,
      paragraphs: ['退回理由：请补充分乡镇的核查户数，并附走访记录。'],
      why: '报告退回时通知报送单位；退回后两个工作日内不催办这一项。',
    }),
  accepted: (item) =>
    ofItem({
      news: `${nameOf(item)}已办结`,
      ask: `${nameOf(item)}的办结申请已审核通过，待检查验收后销号，目前不需要再报送。`,
      paragraphs: [],
      why: '办结申请审核通过时通知责任单位一次。',
    }),
  extension: (item, today) =>
    ofItem({
      news: `同意延期，到期日改为${shortDay('2020-07-15', today)}`,
      ask: `${nameOf(item)}的到期日由${longDay(item.dueOn)}延至2020年7月15日（含当日），请按新的期限办理。`,
      paragraphs: ['你单位申请延期至2020年7月15日。', '审批意见：汛期道路中断，情况属实。'],
      why: '延期申请审批后通知申请单位一次；原期限保留备查。',
    }),
  rectification: (item, today) =>
    ofItem({
      news: `${nameOf(item)}1个问题限期整改，${shortDay('2020-07-10', today)}前完成`,
      ask: `${nameOf(item)}经检查不达标，请按下列要求整改，于2020年7月10日前（含当日）报送整改情况并附佐证。`,
      paragraphs: [
        '整改〔2020〕1号，期限2020年7月10日（含当日）。',
        '事实：抽查8户，2户档案缺少入户走访记录。',
        '对照标准：困难职工应逐户走访、逐户建档。',
        '整改要求：补齐2户走访记录，并对其余各户自查一遍。',
      ],
      why: '检查不达标时通知责任单位一次；整改期限前后的提醒与到期日相同。',
    }),
  recheck: (item) =>
    ofItem({
      news: '整改〔2020〕1号复查通过',
      ask: `${nameOf(item)}的整改〔2020〕1号经复查通过，该事项已销号。`,
      paragraphs: ['问题：抽查8户，2户档案缺少入户走访记录。', '复查意见：已补齐，自查记录完整。'],
      why: '每次复查后通知责任单位一次。',
    }),
  notice: (item) =>
    ofItem({
      news: '1项工作恢复办理',
      ask: `${nameOf(item)}恢复办理，请继续办理。期限${longDay(item.dueOn)}（含当日），请按期办结。`,
      paragraphs: ['理由：机构调整已完成。'],
      why: '领导小组办公室对你单位承担的工作作了处理，告知一次。',
    }),
  answer: (item) =>
    ofItem({
      news: '来信已收到，请确认',
      ask: `你单位关于${nameOf(item)}的来信已收到，内容已存为草稿，请打开链接核对后确认报送。`,
      paragraphs: ['来信内容：已走访42户，建档42户，其余下周完成。'],
      why: '回复提醒邮件即可报送进展；来信须经确认才算报送。',
    }),
  alarm: () => ({
    words: outageWords(
      { today: '2020-06-22', time: '10:05' },
      { today: '2020-06-24', time: '08:30' },
      '连接不上邮件服务器：Connection timeout',
    ),
    about: 'nothing',
  }),
};

const ofItem = (words: EventWords): Sample => ({ words, about: 'item' });
const nameOf = (item: NamedAssignment) => `“${item.measureNumber}${item.measureTitle}”`;
