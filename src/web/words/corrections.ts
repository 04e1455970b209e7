import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'correction-same-unit': () => say(422, '不需要更正', '两处选的是同一个单位。', '请选择另一个单位。'),
  'correction-no-own-day': () =>
    say(422, '没有单独的期限', '这项措施没有单独的期限，各阶段末到期。', '请更正阶段到期日，或逐项更正。'),
  'correction-collective': (f) =>
    say(422, '不是一个单位', `“${word(f, 'name')}”不是一个单位，请写明具体单位。`, '有几个单位的，逐个增加。'),
  'correction-no-duty': () => say(422, '没有这项职责', '这个单位在所选措施里没有职责。', '请核对单位和措施。'),
  'correction-no-unit': () => say(422, '没有这个单位', '没有这个单位。', '请从列表里选择。'),
  'correction-no-measure': () => say(422, '没有这项措施', '本方案没有这项措施。', '请从列表里选择。'),
  'correction-has-duty': (f) =>
    say(
      422,
      '已有这项职责',
      `这个单位已是本措施的${f['role'] === 'lead' ? '牵头单位' : '责任单位'}。`,
      '请核对单位、措施和角色。',
    ),
  'correction-number-taken': (f) =>
    say(422, '序号已被使用', `方案里已有序号为“${word(f, 'number')}”的措施。`, '请换一个序号。'),
  'correction-title-taken': () => say(422, '措施已有', '方案里已有同名的措施。', '请核对标题。'),
  'correction-name-taken': (f) =>
    say(
      422,
      '名称已被使用',
      `已有单位使用“${word(f, 'name')}”这个名称或别名。`,
      '如是同一单位，请用“合并单位”；否则请换一个名称。',
    ),
  'correction-same-name': () => say(422, '没有变化', '新名称与原来的相同。', '请填写更正后的名称。'),
  'correction-same-day': () => say(422, '没有变化', '新的到期日与原来的相同。', '请填写更正后的日期。'),
  'correction-past-day': () => say(422, '日期已过', '新的到期日不能早于今天。', '请填写今天或以后的日期。'),
  'correction-before-start': (f) =>
    say(422, '日期有误', `到期日不能早于本阶段开始之日（${word(f, 'start')}）。`, '请核对日期。'),
  'correction-after-next': (f) =>
    say(422, '日期有误', `到期日不能晚于下一阶段的到期日（${word(f, 'next')}）。`, '请核对日期。'),
  'correction-no-phase': () => say(422, '没有这个阶段', '本方案没有这个阶段，或已取消。', '请从列表里选择。'),
  'correction-last-phase': () =>
    say(422, '不能取消', '方案只有这一个阶段，取消后没有事项可办。', '请先增加阶段；工作已结束的，请用“结束方案”。'),
  'correction-phase-taken': () => say(422, '阶段已有', '方案里已有同名的阶段。', '请核对名称。'),
  'correction-phase-day-taken': (f) =>
    say(
      422,
      '日期已有阶段',
      `阶段“${word(f, 'phase')}”也在这一天到期。`,
      '如是同一个阶段换了名称，请用“更正阶段名称”；否则请填写另外的日期。',
    ),
  'correction-before-issue': (f) =>
    say(422, '日期有误', `到期日不能早于方案印发之日（${word(f, 'issued')}）。`, '请核对日期。'),
  'correction-start-late': () => say(422, '日期有误', '开始日不能晚于到期日。', '请核对日期。'),
  'correction-item-over': () =>
    say(422, '不能更正', '这项责任事项已办结、销号或豁免，或不在本方案内。', '如需重新办理，请在事项页面操作。'),
  'correction-changed': () =>
    say(409, '情况有变化', '预览之后有事项又有了变化，请再看一遍下面的预览。', '核对无误后再确认更正。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  corrected: '已更正，并记入留痕。需告知的单位，十分钟后（在发信时段内）发出通知；接着作的更正合为一封。',
  'measure-added': '已增加措施，请接着为它增加职责，写明承担单位。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'correct-document': '更正方案标题、文号、印发机关或日期',
  'correct-unit-name': '更正单位名称',
  'correct-measure-title': '更正措施标题',
  'correct-merge': '合并单位',
  'correct-duty': '更正职责承担单位',
  'correct-duty-new': '增加职责',
  'correct-duty-role': '更正职责类别（牵头、责任）',
  'correct-duty-end': '取消职责',
  'correct-measure-new': '增加措施',
  'correct-measure-due': '更正措施的单独期限',
  'correct-phase-title': '更正阶段名称',
  'correct-phase-due': '更正阶段到期日',
  'correct-phase-new': '增加阶段',
  'correct-phase-end': '取消阶段',
  'correct-item-due': '更正事项到期日',
  'corrected-due': '到期日更正',
  'corrected-opens': '开始日更正',
  'corrected-phase': '改归另一阶段',
  'corrected-moved': '改由另一单位承担',
  'corrected-waived': '并入同一单位，不再重复办理',
  'corrected-new': '方案更正后交办',
  'corrected-again': '方案更正后重新交办',
  'corrected-role': '职责更正',
  'corrected-ended': '职责取消，不再办理',
  'corrected-dropped': '阶段取消，不再办理',
};
