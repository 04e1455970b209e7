import { workdaysAfter } from './calendar.js';
import { type Day } from './day.js';
import { type Assignment, type OutboxMail } from './plan.js';
import { isJustReturned } from './reminders.js';
import { nextReportDay, periodOwed, periodState, type PeriodState, type ReportingRules } from './reporting.js';
import { type Report } from './reports.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** What is asked of an item in the current reporting period, and how it was answered; 'awaited': asked for, and there is still time. */
export interface Answer {
  period: Day | null;
  state: PeriodState | 'awaited';
}

/** An item as a chase sees it. */
export type ChaseItem = Pick<
  Assignment,
  'id' | 'stage' | 'opensOn' | 'dueOn' | 'assignedOn' | 'reportedFor' | 'returnedOn'
>;
type LastReport = Pick<Report, 'kind' | 'stage' | 'submittedOn' | 'periodOn'>;
/** What chases are reckoned with. */
export interface ChaseRules extends ReportingRules {
  rules: ReportingRules['rules'] & Pick<PlanRules, 'chaseRestAfterReturn'>;
}

/** A report may be asked for this many working days before its day, no earlier: our default. */
const ASKED_AHEAD = 5;

/** How an item stands in the period that matters on a day: the one that is owed, else the one that is near, else the last. */
export function answerOf(item: ChaseItem, last: LastReport | null, today: Day, world: ReportingRules): Answer {
  if (item.stage === 'reported') return { period: last?.periodOn ?? null, state: 'reported' };
  const period = WITH_UNIT.includes(item.stage) && item.opensOn <= today ? periodShown(item, today, world) : null;
  if (period === null) return { period: null, state: 'exempt' };
  const answer = last && last.periodOn >= period ? last : null;
  if (!answer && item.reportedFor !== null && item.reportedFor >= period) return { period, state: 'reported' };
  // On its day a report is not late yet.
  if (!answer && period >= today) return { period, state: 'awaited' };
  return { period, state: periodState(item, period, answer, today, world) };
}

function periodShown(item: ChaseItem, today: Day, world: ReportingRules): Day | null {
  const owed = periodOwed(item, today, world);
  if (owed !== null && (item.reportedFor === null || item.reportedFor < owed)) return owed;
  const next = nextReportDay(item, today, world);
  const isNear = next !== null && workdaysAfter(world.calendar, today, next) <= ASKED_AHEAD;
  return isNear ? next : (owed ?? next);
}

/** Whether nothing has been said in the period that is asked about. */
export function isUnanswered({ period, state }: Answer, today: Day, { calendar }: ReportingRules): boolean {
  if (state === 'missing' || state === 'returned') return true;
  return state === 'awaited' && period !== null && workdaysAfter(calendar, today, period) <= ASKED_AHEAD;
}

/** Why an item is or is not chased for on a day. */
export type ChaseStanding = 'due' | 'answered' | 'asking' | 'returned' | 'not-open';

/** Whether an item may be chased for: it is late, or its report is; never while an extension is asked for or just after a return (ask once). */
export function chaseStanding(
  item: ChaseItem,
  last: LastReport | null,
  asking: ReadonlySet<number>,
  today: Day,
  world: ChaseRules,
): ChaseStanding {
  if (!WITH_UNIT.includes(item.stage) || item.opensOn > today) return 'not-open';
  const isDue = today > item.dueOn || isUnanswered(answerOf(item, last, today, world), today, world);
  if (!isDue) return 'answered';
  if (asking.has(item.id)) return 'asking';
  return isJustReturned(item, today, world) ? 'returned' : 'due';
}

/** How a 催办 is called, the whole of the office's year counted, over all its plans: '催办〔2020〕第12号'; null for every other mail. */
export const chaseNumber = ({ number, day }: Pick<OutboxMail, 'number' | 'day'>): string | null =>
  number === null ? null : `催办〔${day.slice(0, 4)}〕第${number}号`;
