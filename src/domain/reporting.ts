import { type Calendar, workdayOnOrBefore, workdaysAfter } from './calendar.js';
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

const AHEAD_DAYS = 70;
const BACK_DAYS = 70;

/**
 * The due days of the reporting periods from one day to another, both included: monthly, and half-monthly in the last month
 * before a deadline, because only then can the office still turn something round with a second report (our default).
 */
export function periodsBetween(from: Day, to: Day, dueOn: Day, { calendar, rules }: ReportingRules): Day[] {
  const days = new Set<Day>();
  // A due day may lie before its nominal day by a long holiday, so the months are looked through a little further.
  for (let month = from.slice(0, 7); `${month}-01` <= plusDays(to, 31); month = nextMonth(month)) {
    const half = nominalDay(month, rules.halfMonthlyDay);
    if (half > monthBefore(dueOn) && half <= dueOn) days.add(workdayOnOrBefore(calendar, half));
    days.add(workdayOnOrBefore(calendar, nominalDay(month, rules.reportDay)));
  }
  return [...days].filter((day) => day >= from && day <= to).sort();
}

/** The latest period due on or before a day that asked something of the item; null where none did. */
export function periodOwed(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const days = periodsBetween(plusDays(today, -BACK_DAYS), today, item.dueOn, world);
  return days.filter((day) => applies(item, day, world)).at(-1) ?? null;
}

/** Whether the report of a period that is over is missing; says nothing of whether the item itself is late. */
export function reportLate(item: ReportingFacts, today: Day, world: ReportingRules): boolean {
  const owed = periodOwed(item, today, world);
  return owed !== null && today > owed && !isAnswered(item, owed);
}

/** The due day of the next period that asks something of the item, today included; null once it is not with its unit. */
export function nextReportDay(item: ReportingFacts, today: Day, world: ReportingRules): Day | null {
  if (!WITH_UNIT.includes(item.stage)) return null;
  const from = item.opensOn > today ? item.opensOn : today;
  const days = periodsBetween(from, plusDays(from, AHEAD_DAYS), item.dueOn, world);
  return days.find((day) => applies(item, day, world)) ?? null;
}

/** The period that a report filed on a day answers: the missing one where it is late, else the next. */
export function periodToAnswer(item: ReportingFacts, today: Day, world: ReportingRules): Day {
  const owed = periodOwed(item, today, world);
  if (owed !== null && !isAnswered(item, owed)) return owed;
  return nextReportDay(item, today, world) ?? item.dueOn;
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
  return WITH_UNIT.includes(item.stage) && applies(item, period, world) && period <= today ? 'missing' : 'exempt';
}

const isAnswered = (item: ReportingFacts, period: Day) => item.reportedFor !== null && item.reportedFor >= period;

/** Nothing is asked before an item opens, nor in its first days. */
function applies(item: ReportingFacts, period: Day, { calendar, rules }: ReportingRules): boolean {
  return period >= item.opensOn && workdaysAfter(calendar, item.assignedOn, period) > rules.reportQuietWorkdays;
}

function nextMonth(month: string): string {
  return plusDays(`${month}-28`, 4).slice(0, 7);
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
