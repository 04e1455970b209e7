import { type Day, namedDay, shortDay, throughDay } from '../domain/day.js';
import { objectionUntil } from '../domain/inspections.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedItem } from '../storage/stores/inspections.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { type Occasion } from './history.js';
import { tellUnit } from './tell-unit.js';

const nameOf = ({ measureNumber, measureTitle }: NamedRectification) => `${measureNumber}${measureTitle}`;

/** Tells the unit what an inspection found, what is asked of it and until when; `rectifyBy` is the first of the days. */
export async function tellIssued(
  stores: Stores,
  item: NamedItem,
  issued: readonly NamedRectification[],
  rectifyBy: Day,
  occasion: Occasion,
): Promise<void> {
  const name = `${item.measureNumber}${item.measureTitle}`;
  const rule = `rectification:${item.id}`;
  const day = (on: Day) => shortDay(on, occasion.today);
  const first = issued[0];
  const many = new Set(issued.map(({ dueOn }) => dueOn)).size > 1;
  const words = {
    news: `“${name}”${issued.length}个问题限期整改，${many ? '最早' : ''}${day(rectifyBy)}前完成`,
    ask: `“${name}”经检查不达标，请按下列要求整改，${many ? '最早的一条' : ''}于${namedDay(rectifyBy)}前（含当日）报送整改情况并附佐证。`,
    paragraphs: [
      ...issued.flatMap((one) => [
        `${one.number}，期限${throughDay(one.dueOn)}。`,
        `事实：${one.fact}`,
        `对照标准：${one.standard}`,
        `整改要求：${one.requirement}`,
      ]),
      `对检查结论有异议的，可在${first ? namedDay(objectionUntil(first)) : ''}前（含当日）在整改页面提出，由未参加检查的人员30日内答复；异议期间不停止整改。`,
    ],
    why: '检查不达标时通知责任单位一次；整改期限前后的提醒与到期日相同。',
  };
  const { unitId, planId, assignmentId } = item;
  const told = { kind: 'rectification' as const, key: rule, unitId, planId, words };
  await tellUnit(stores, { ...told, items: [{ assignmentId, dueOn: rectifyBy, rule }] }, occasion);
}

/** What a recheck found, and how many of the item's findings are open after it. */
interface Rechecked {
  outcome: 'pass' | 'fail';
  reason: string;
  dueOn: Day;
  open: number;
  closed: boolean;
}

/** What comes after a pass: a finding is passed by itself, an item is closed as a whole. */
function nextOf(open: number, closed: boolean): string {
  if (closed) return '该事项已销号';
  if (open > 0) return `该事项还有${open}个问题没有复查通过，全部通过后才能销号`;
  return '该事项已办结、尚未销号，待下次检查验收达标后销号，目前不需要再报送';
}

/** Tells the unit what a recheck found, and where it failed what is asked of it by when. */
export async function tellRecheck(
  stores: Stores,
  finding: NamedRectification,
  { outcome, reason, dueOn, open, closed }: Rechecked,
  occasion: Occasion,
): Promise<void> {
  const passed = outcome === 'pass';
  const until = shortDay(dueOn, occasion.today);
  const words = {
    news: passed ? `${finding.number}复查通过` : `${finding.number}复查未通过，${until}前继续整改`,
    ask: passed
      ? `“${nameOf(finding)}”的${finding.number}经复查通过，${nextOf(open, closed)}。`
      : `“${nameOf(finding)}”的${finding.number}经复查未通过，请继续整改，${namedDay(dueOn)}前（含当日）再次报送整改情况并附佐证。`,
    paragraphs: [`问题：${finding.fact}`, ...(reason === '' ? [] : [`复查意见：${reason}`])],
    why: '每次复查后通知责任单位一次。',
  };
  await tell(stores, finding, `recheck:${finding.id}:${finding.round}`, dueOn, words, occasion);
}

/** Tells the unit what became of its objection. */
export async function tellAnswer(
  stores: Stores,
  finding: NamedRectification,
  { outcome, answer }: { outcome: 'upheld' | 'rejected'; answer: string },
  occasion: Occasion,
): Promise<void> {
  const upheld = outcome === 'upheld';
  const late = finding.dueOn < occasion.today;
  const stands = late
    ? `不成立。原整改期限（${shortDay(finding.dueOn, occasion.today)}）已过，请立即整改并报送`
    : `不成立，请按原要求整改，期限${throughDay(finding.dueOn)}`;
  const words = {
    news: `${finding.number}异议${upheld ? '成立，问题撤销' : '不成立'}`,
    ask: `你单位对${finding.number}提出的异议，经核${upheld ? '成立，该问题撤销，不再要求整改' : stands}。`,
    paragraphs: [`问题：${finding.fact}`, `答复：${answer}`],
    why: '异议有了答复，通知提出单位一次。',
  };
  await tell(stores, finding, `objection:${finding.id}`, finding.dueOn, words, occasion);
}

async function tell(
  stores: Stores,
  { unitId, planId, assignmentId }: NamedRectification,
  rule: string,
  dueOn: Day,
  words: { news: string; ask: string; paragraphs: string[]; why: string },
  occasion: Occasion,
): Promise<void> {
  const told = { kind: 'recheck' as const, key: rule, unitId, planId, words };
  await tellUnit(stores, { ...told, items: [{ assignmentId, dueOn, rule }] }, occasion);
}
