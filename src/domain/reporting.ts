import { type Calendar, nthWorkday, workdayOnOrBefore, workdaysAfter } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { type Assignment } from './plan.js';
import { type Report } from './reports.js';
import { type PlanRules } from './rules.js';
import { WITH_UNIT } from './standing.js';

/** What decides which reports an item owes. */
export type ReportingFacts = Pick<Assignment, 'stage' | 'opensOn' | 'dueOn' | 'assignedOn' | 'reportedFor'>;

/** What the periods are reckoned with. */
export interface ReportingRules {
  calendar: Calendar;
  rules: Pick<PlanRules, 'reportDay' | 'halfMonthlyDay' | 'reportQuietWorkdays'>;
}

/** How an item stands in a reporting period. */
export type PeriodState = 'reported' | 'nothing' | 'missing' | 'late' | 'returned' | 'exempt';

export const PERIOD_WORDS: Readonly<Record<PeriodState, string>> = {
  reported: '已报',
  nothing: '零报告',
  missing: '未报',
  late: '迟报',
  returned: '退回',
  exempt: '免报',
};

/** Longer than the longest way to the next or from the last reporting day: a month, a long holiday, the quiet days. */
const SPAN_DAYS = 70;
/** A late report so close before the next reporting day answers that one: nobody is asked the same twice in a week. */
const NEAR_WORKDAYS = 3;

/**
 * The due days of the reporting periods from one day to another, both included: monthly, and half-monthly in the last month
 * before a deadline, because only then can the office still turn something round with a second report (our default).
 */
export function periodsBetween(from: Day, to: Day, dueOn: Day, { calendar, rules }: ReportingRules): readonly Day[] {
  const { reportDay, halfMonthlyDay } = rules;
  const { periods, days } = remembered(calendar);
  const key = [from, to, dueOn, reportDay, halfMonthlyDay].join();
  const known = periods.get(key);
  if (known) return known;
  const made = new Set<Day>();
  const lastMonthFrom = monthBefore(dueOn);
  // A due day may lie before its nominal day by a long holiday, so the months are looked through a little further.
  const last = nextMonth(to.slice(0, 7));
  for (let month = from.slice(0, 7); month <= last; month = nextMonth(month)) {
    const half = dayIn(month, halfMonthlyDay, { calendar, days });
    if (half.nominal > lastMonthFrom && half.nominal <= dueOn) made.add(half.on);
    made.add(dayIn(month, reportDay, { calendar, days }).on);
  }
  const found = [...made].filter((day) => day >= from && day <= to).sort();
  periods.set(key, found);
  return found;
}

/** A reporting day: what the rule names, and the working day on or before it. */
interface ReportingDay {
  nominal: Day;
  on: Day;
}

/** Every item of a plan asks for the same few days, and is asked about within the same few bounds. */
interface Remembered {
  days: Map<string, ReportingDay>;
  periods: Map<string, readonly Day[]>;
}

const MOST_REMEMBERED = 10_000;
const known = new WeakMap<Calendar, Remembered>();

function remembered(calendar: Calendar): Remembered {
  const found = known.get(calendar);
  if (found && found.periods.size < MOST_REMEMBERED) return found;
  const fresh: Remembered = { days: new Map(), periods: new Map() };
  known.set(calendar, fresh);
  return fresh;
}

function dayIn(month: string, ofMonth: number, { calendar, days }: Pick<Remembered, 'days'> & { calendar: Calendar }) {
  const key = `${month}/${ofMonth}`;
  let day = days.get(key);
  if (!day) {
    const nominal = nominalDay(month, ofMonth);
    days.set(key, (day = { nominal, on: workdayOnOrBefore(calendar, nominal) }));
  }
  return day;
}

/** The latest period due on or before a day that asked something of the item; null where none did. */
export function periodOwed(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const days = periodsBetween(plusDays(today, -SPAN_DAYS), today, item.dueOn, world);
  return days.filter((day) => requiresReport(item, day, world)).at(-1) ?? null;
}

/**
 * Whether the report of a period that is over is missing, also on the day on which the next one is due; says nothing of
 * whether the item itself is late.
 */
export function reportLate(item: ReportingFacts, today: Day, world: ReportingRules): boolean {
  return missedPeriod(item, today, world) !== null;
}

/** The latest period that is over and was not answered; null for none. One that is due today is not over. */
export function missedPeriod(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  const owed = periodOwed(item, plusDays(today, -1), world);
  return owed !== null && !isAnswered(item, owed) ? owed : null;
}

/** The due day of the next period that asks something of the item, today included; null once it is not with its unit. */
export function nextReportDay(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const from = item.opensOn > today ? item.opensOn : today;
  const days = periodsBetween(from, plusDays(from, SPAN_DAYS), item.dueOn, world);
  return days.find((day) => requiresReport(item, day, world)) ?? null;
}

/** The next period, today included, that asks something of the item and has no answer yet. */
export function nextUnanswered(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  const { reportedFor } = item;
  const isAhead = reportedFor !== null && reportedFor >= today;
  return nextReportDay(item, isAhead ? plusDays(reportedFor, 1) : today, world);
}

/** The period that a report filed on a day answers: the missing one, unless the next is only days away, else the next. */
export function periodToAnswer(item: ReportingFacts, today: Day, world: ReportingRules): Day {
  const owed = periodOwed(item, today, world);
  const next = nextReportDay(item, today, world);
  const isNear = next !== null && workdaysAfter(world.calendar, today, next) <= NEAR_WORKDAYS;
  if (owed !== null && !isAnswered(item, owed) && !isNear) return owed;
  return next ?? owed ?? item.dueOn;
}

/** What bounds on stored facts find the items that owe a reporting day; both days of `due` are included. */
export interface OwingBound {
  periodOn: Day;
  /** Assigned on this day or before, so that the quiet days are over. */
  assignedUpTo: Day;
  /** Where only items in the last month before their deadline report: those due in these days. */
  due: { from: Day; to: Day } | null;
}

/**
 * The bounds that select exactly the items which have not answered the latest reporting day on or before `day` that asks
 * something of them: the monthly day, and the half-monthly one where that came after it. Ask with yesterday for what is late.
 */
export function owingBounds(day: Day, world: ReportingRules): OwingBound[] {
  const monthly = latestOf(day, world.rules.reportDay, world);
  const half = latestOf(day, world.rules.halfMonthlyDay, world);
  const bound = (periodOn: Day, due: OwingBound['due']): OwingBound => {
    const assignedUpTo = plusDays(nthWorkday(world.calendar, periodOn, -world.rules.reportQuietWorkdays), -1);
    return { periodOn, assignedUpTo, due };
  };
  const bounds = [bound(monthly.on, null)];
  if (half.on > monthly.on) bounds.push(bound(half.on, { from: half.nominal, to: lastDueIn(half.nominal) }));
  return bounds;
}

/** The latest reporting day for a day of the month on or before a day. */
function latestOf(day: Day, ofMonth: number, { calendar }: ReportingRules): ReportingDay {
  const { days } = remembered(calendar);
  let month = nextMonth(day.slice(0, 7));
  let found = dayIn(month, ofMonth, { calendar, days });
  while (found.on > day) {
    month = monthBefore(`${month}-01`).slice(0, 7);
    found = dayIn(month, ofMonth, { calendar, days });
  }
  return found;
}

/** The last due day whose last month has begun on a day. */
function lastDueIn(day: Day): Day {
  let due = plusDays(day, 32);
  while (monthBefore(due) >= day) due = plusDays(due, -1);
  return due;
}

/** How an item stands in a period on a day, by the report that answers it. */
export function periodState(
  item: ReportingFacts,
  period: Day,
  answer: Pick<Report, 'kind' | 'stage' | 'submittedOn'> | null,
  today: Day,
  world: ReportingRules,
): PeriodState {
  if (answer?.stage === 'returned') return 'returned';
  if (answer && answer.stage !== 'withdrawn') {
    if (answer.submittedOn > period) return 'late';
    return answer.kind === 'nothing' ? 'nothing' : 'reported';
  }
  return WITH_UNIT.includes(item.stage) && requiresReport(item, period, world) && period <= today
    ? 'missing'
    : 'exempt';
}

const isAnswered = (item: ReportingFacts, period: Day) => item.reportedFor !== null && item.reportedFor >= period;

/** Whether a period asks something of an item: nothing is asked before it opens, nor in its first days. */
export function requiresReport(
  item: Pick<ReportingFacts, 'opensOn' | 'assignedOn'>,
  period: Day,
  { calendar, rules }: ReportingRules,
): boolean {
  return period >= item.opensOn && workdaysAfter(calendar, item.assignedOn, period) > rules.reportQuietWorkdays;
}

function nextMonth(month: string): string {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return of === 12 ? `${year + 1}-01` : `${month.slice(0, 5)}${String(of + 1).padStart(2, '0')}`;
}

/** The 31st of a month of thirty days is its last. */
function nominalDay(month: string, day: number): Day {
  const last = plusDays(`${nextMonth(month)}-01`, -1);
  const asked = `${month}-${String(day).padStart(2, '0')}`;
  return asked < last ? asked : last;
}

/** The same day of the month before, or that month's last. */
function monthBefore(day: Day): Day {
  return nominalDay(plusDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7), Number(day.slice(8)));
}
