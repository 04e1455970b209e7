import { type Day } from '../domain/day.js';
import { type MailKind } from '../domain/plan.js';
import { briefTitle, type PlanRules, rulesOf } from '../domain/rules.js';
import { type MailPart } from './sections.js';

const ONCE_A_DAY = '提醒、催办和报送提醒合为一封，同一单位一天最多一封。';
const ASSIGNED = '方案启用时，每个承担职责的单位收到一次交办通知。';

/** Why a mail of the timetable came and when the next would, by the own rules of each plan it tells of. */
export function whyOf(kind: MailKind, parts: readonly MailPart[], today: Day): string {
  if (kind === 'assigned') return ASSIGNED;
  const once = parts.some(({ assigned }) => assigned?.length)
    ? [ASSIGNED.replace(/。$/, ''), ONCE_A_DAY]
    : [ONCE_A_DAY];
  const [only, ...others] = parts;
  if (only && others.length === 0) return [...reasonsOf(only, kind === 'chase', today), ...once].join('；');
  const isChased = ({ items }: MailPart) => kind === 'chase' && items.some(({ dueOn }) => dueOn < today);
  const said = parts
    .map((part) => ({ brief: briefTitle(part.plan), reasons: reasonsOf(part, isChased(part), today).join('；') }))
    .filter(({ reasons }) => reasons !== '');
  const isAlike = new Set(said.map(({ reasons }) => reasons)).size === 1;
  const each = isAlike ? said.slice(0, 1).map(({ reasons }) => reasons) : said.map(withBrief);
  return [...each, ...once].join('；');
}

const withBrief = ({ brief, reasons }: { brief: string; reasons: string }) => `${brief}方案：${reasons}`;

function reasonsOf({ plan, items, asked }: MailPart, isChased: boolean, today: Day): string[] {
  const rules = rulesOf(plan);
  return [
    ...(items.some(({ dueOn }) => dueOn >= today) ? [remindedBy(rules)] : []),
    ...(isChased ? [chasedBy(rules)] : []),
    ...(asked.length > 0 ? [requestedBy(rules)] : []),
  ];
}

/** '到期日前第15、10、5、3、1个工作日和到期当日各提醒一次，办结后不再提醒'. */
function remindedBy({ remindBefore }: PlanRules): string {
  return `${daysBefore(remindBefore, '到期')}${each(remindBefore)}提醒一次，办结后不再提醒`;
}

/** '逾期后第1、3、5个工作日催办，其后每周二一次，每项每月最多3次，办结后停止'. */
function chasedBy({ chaseAfter, chaseEveryDays, chasesPerMonth }: PlanRules): string {
  const first = chaseAfter.length > 0 ? `逾期后第${[...chaseAfter].sort((a, b) => a - b).join('、')}个工作日催办` : '';
  const every = chaseEveryDays === 7 ? '每周二' : `每${chaseEveryDays}天`;
  const then = chaseEveryDays > 0 ? `${first ? '其后' : '逾期后'}${every}${first ? '' : '催办'}一次` : '';
  return [first, then, `每项每月最多${chasesPerMonth}次`, '办结后停止'].filter(Boolean).join('，');
}

/** '报送日前第2个工作日和报送当日各提醒一次，未报的次一工作日再提醒一次，报送后停止'. */
function requestedBy({ requestBefore }: PlanRules): string {
  return `${daysBefore(requestBefore, '报送')}${each(requestBefore)}提醒一次，未报的次一工作日再提醒一次，报送后停止`;
}

function daysBefore(numbers: readonly number[], what: string): string {
  const before = numbers.filter((n) => n > 0).sort((a, b) => b - a);
  const ahead = before.length > 0 ? `${what}日前第${before.join('、')}个工作日` : '';
  return [ahead, ...(numbers.includes(0) ? [`${what}当日`] : [])].filter(Boolean).join('和');
}

const each = (numbers: readonly number[]) => (numbers.length > 1 ? '各' : '');
