import { type Calendar, isWorkday, nthWorkday, workdayOnOrBefore, workdaysAfter } from './calendar.js';
import { type Day, daysBetween, plusDays, shortDay, weekdayName } from './day.js';
import { type Assignment, type AssignmentStage } from './plan.js';
import { type PlanRules } from './rules.js';

/** 状态灯: what the facts of an assignment mean on a day; computed, never stored. Worst first. */
export const STANDINGS = [
  'overdue',
  'rectifying-late',
  'rectifying',
  'due-soon',
  'in-review',
  'on-track',
  'not-open',
  'suspended',
  'done-late',
  'done',
  'closed',
  'waived',
] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  overdue: '逾期',
  'rectifying-late': '整改逾期',
  rectifying: '整改中',
  'due-soon': '临期',
  'in-review': '待审核',
  'on-track': '正常',
  'not-open': '未到期',
  suspended: '中止',
  'done-late': '逾期后办结',
  done: '已办结',
  closed: '已销号',
  waived: '豁免',
};

/** Standings that count as 已办结 in a share "5/7". */
export const FINISHED: ReadonlySet<Standing> = new Set(['done', 'done-late', 'closed']);

/** What a standing is computed from. */
export type StandingFacts = Pick<Assignment, 'stage' | 'opensOn' | 'dueOn' | 'completedOn' | 'rectifyBy'>;

/** What a rule needs to know of the world: the working-day calendar and the plan's numbers. */
export interface Reckoning {
  calendar: Calendar;
  rules: Pick<PlanRules, 'dueSoonWithin'>;
}

/** Stages in which the unit has still to act on the assignment itself. */
export const WITH_UNIT: readonly AssignmentStage[] = ['assigned', 'underway', 'returned'];
/** Stages in which it is not done: what can be due, or overdue. */
export const OPEN: readonly AssignmentStage[] = [...WITH_UNIT, 'declined'];

/** The standing of an assignment on a day. "6月30日前" includes that whole day (domain §1): late begins the day after. */
export function standingOf(facts: StandingFacts, today: Day, { calendar, rules }: Reckoning): Standing {
  switch (facts.stage) {
    case 'closed':
    case 'waived':
    case 'suspended':
      return facts.stage;
    case 'rectifying':
      return facts.rectifyBy !== null && today > facts.rectifyBy ? 'rectifying-late' : 'rectifying';
    case 'accepted':
      return isLate(facts) ? 'done-late' : 'done';
    case 'reported':
      return 'in-review';
  }
  if (today > facts.dueOn) return 'overdue';
  if (today < facts.opensOn) return 'not-open';
  return workdaysAfter(calendar, today, facts.dueOn) <= rules.dueSoonWithin ? 'due-soon' : 'on-track';
}

/** The day that counts now: while rectifying that of the first finding that waits for the unit, else the due day. */
export function deadlineOf({ stage, dueOn, rectifyBy }: Pick<StandingFacts, 'stage' | 'dueOn' | 'rectifyBy'>): Day {
  return stage === 'rectifying' && rectifyBy !== null ? rectifyBy : dueOn;
}

/** Whether it was completed after its due day: a red dot that stays for ever. */
export function isLate(facts: Pick<StandingFacts, 'completedOn' | 'dueOn'>): boolean {
  return facts.completedOn !== null && facts.completedOn > facts.dueOn;
}

/** Plain bounds on indexed facts; all given ones hold together. */
export interface Bounds {
  stages?: AssignmentStage[];
  dueBefore?: Day;
  dueFrom?: Day;
  dueTo?: Day;
  opensAfter?: Day;
  opensOnOrBefore?: Day;
  lateOnly?: boolean;
  onTimeOnly?: boolean;
  rectifyBefore?: Day;
  rectifyFrom?: Day;
  /** 逾期（含整改逾期）: past its due day while not done, or past its rectification's. */
  lateOn?: Day;
}

/** The bounds that select exactly the assignments of a standing on a day: how a list is fetched without reading the table. */
export function boundsOf(standing: Standing, today: Day, { calendar, rules }: Reckoning): Bounds {
  const lastSoon = plusDays(nthWorkday(calendar, today, rules.dueSoonWithin + 1), -1);
  switch (standing) {
    case 'overdue':
      return { stages: [...OPEN], dueBefore: today };
    case 'not-open':
      return { stages: [...OPEN], opensAfter: today, dueFrom: today };
    case 'due-soon':
      return { stages: [...OPEN], opensOnOrBefore: today, dueFrom: today, dueTo: lastSoon };
    case 'on-track':
      return { stages: [...OPEN], opensOnOrBefore: today, dueFrom: plusDays(lastSoon, 1) };
    case 'in-review':
      return { stages: ['reported'] };
    case 'done':
      return { stages: ['accepted'], onTimeOnly: true };
    case 'done-late':
      return { stages: ['accepted'], lateOnly: true };
    case 'rectifying-late':
      return { stages: ['rectifying'], rectifyBefore: today };
    case 'rectifying':
      return { stages: ['rectifying'], rectifyFrom: today };
    case 'closed':
    case 'waived':
    case 'suspended':
      return { stages: [standing] };
  }
}

/** Why the light shows what it shows, as one Chinese sentence without a full stop. */
export function reasonOf(facts: StandingFacts, today: Day, reckoning: Reckoning): string {
  const due = `到期日${shortDay(facts.dueOn, today)}`;
  const done = facts.completedOn === null ? '' : shortDay(facts.completedOn, today);
  switch (standingOf(facts, today, reckoning)) {
    case 'overdue':
      return `${before(facts.stage)}${due}，${overdueBy(facts.dueOn, today, reckoning.calendar)}`;
    case 'not-open':
      return `${shortDay(facts.opensOn, today)}开始，${due}`;
    case 'due-soon':
    case 'on-track':
      return `${before(facts.stage)}${timeLeft(facts.dueOn, today, reckoning.calendar)}`;
    case 'in-review':
      return `${done}申请办结，待办公室审核`;
    case 'done':
      return `${done}办结，按期（${due}）`;
    case 'done-late':
      return `${done}办结，比到期日${shortDay(facts.dueOn, today)}晚${daysBetween(facts.dueOn, facts.completedOn ?? facts.dueOn)}天`;
    case 'rectifying':
    case 'rectifying-late':
      return rectifyReason(facts.rectifyBy, today, reckoning.calendar);
    case 'closed':
      return isLate(facts) ? `已销号；${done}办结，晚于${due}` : '验收合格，已销号';
    case 'waived':
      return '办公室已豁免，不再要求办理';
    case 'suspended':
      return '办公室已中止，恢复前不催办';
  }
}

/** The same where the due day stands beside it, and is not said twice. */
export function reasonBesideDue(facts: StandingFacts, today: Day, reckoning: Reckoning): string {
  const day = shortDay(facts.dueOn, today);
  return reasonOf(facts, today, reckoning)
    .replace(`（到期日${day}）`, '')
    .replace(`到期日${day}，`, '')
    .replace(`，到期日${day}`, '');
}

function before(stage: AssignmentStage): string {
  if (stage === 'declined') return '单位退回交办，待办公室答复；';
  return stage === 'returned' ? '退回重报；' : '';
}

function rectifyReason(rectifyBy: Day | null, today: Day, calendar: Calendar): string {
  if (rectifyBy === null) return '整改情况已报送，待复查';
  const until = `整改期限${shortDay(rectifyBy, today)}`;
  if (today > rectifyBy) return `${until}，${overdueBy(rectifyBy, today, calendar)}`;
  return `${until}，还剩${workdaysAfter(calendar, today, rectifyBy)}个工作日`;
}

/** '到期日6月30日，还剩3个工作日', with the plain word on the last day and before a due day on which nobody works. */
export function timeLeft(dueOn: Day, today: Day, calendar: Calendar): string {
  if (today === dueOn) return `今天（${shortDay(dueOn, today)}）到期`;
  const due = `到期日${shortDay(dueOn, today)}`;
  const left = workdaysAfter(calendar, today, dueOn);
  if (left > 0) return `${due}，还剩${left}个工作日`;
  const restDay = isWorkday(calendar, dueOn) ? '' : `（${weekdayName(dueOn)}，休息日）`;
  return workdayOnOrBefore(calendar, dueOn) === today
    ? `${due}${restDay}，今天是最后一个工作日`
    : `${due}${restDay}，期限内已无工作日`;
}

/** '已逾期2个工作日'; where only rest days have passed, calendar days are said. */
function overdueBy(dueOn: Day, today: Day, calendar: Calendar): string {
  const workdays = workdaysAfter(calendar, dueOn, today);
  return workdays > 0 ? `已逾期${workdays}个工作日` : `已逾期${daysBetween(dueOn, today)}天`;
}

/** How many of each standing. */
export type Counts = Partial<Record<Standing, number>>;

/** Facts that so many assignments share. */
export type Tallied = StandingFacts & { count: number };

/** Adds tallies up to counts by standing, worst first. */
export function countStandings(tallies: readonly Tallied[], today: Day, reckoning: Reckoning): Counts {
  const sums = countsPer(tallies, () => 'all', today, reckoning).get('all') ?? {};
  return Object.fromEntries(STANDINGS.filter((s) => s in sums).map((s) => [s, sums[s]]));
}

/** Adds tallies up to counts by standing for each key (a cell of a matrix, a unit), in one pass. */
export function countsPer<T extends Tallied, K>(
  tallies: readonly T[],
  keyOf: (tally: T) => K,
  today: Day,
  reckoning: Reckoning,
): Map<K, Counts> {
  const sums = new Map<K, Counts>();
  for (const tally of tallies) {
    const key = keyOf(tally);
    const standing = standingOf(tally, today, reckoning);
    const counts = sums.get(key);
    if (counts) counts[standing] = (counts[standing] ?? 0) + tally.count;
    else sums.set(key, { [standing]: tally.count });
  }
  return sums;
}

/** The worst standing among counts; null where there is nothing. */
export function worstOf(counts: Counts): Standing | null {
  return STANDINGS.find((standing) => (counts[standing] ?? 0) > 0) ?? null;
}
