import { type Calendar, isWorkday, nthWorkday, workdayOnOrBefore } from './calendar.js';
import { type Day, plusDays, weekday } from './day.js';
import { type Phase } from './plan.js';

/** Why the leaders get an issue on a day, the weightiest first. */
export const OCCASIONS = ['phase-close', 'phase-last-day', 'weekly', 'monthly'] as const;
export type DigestOccasion = (typeof OCCASIONS)[number];

/** Why an issue comes, in the office's words. */
export const OCCASION_WORDS: Readonly<Record<DigestOccasion, string>> = {
  'phase-close': '阶段到期后第一个工作日',
  'phase-last-day': '阶段最后一个工作日',
  weekly: '每周第一个工作日，有变化或有逾期',
  monthly: '每月一次，没有变化和逾期',
};

/** What decides on which days issues are owed. */
export interface IssueFacts {
  phases: readonly Pick<Phase, 'dueOn'>[];
  /** The day on which the plan was started: nothing is owed for it or for earlier days. */
  startedOn: Day;
  /** The last day for which the timetable has decided; null where it never did. */
  lookedOn: Day | null;
  /** The day of the leaders' last issue. */
  lastOn: Day | null;
  calendar: Calendar;
}

/** What there would be to say. */
export interface IssueNews {
  /** Something changed since the last issue, or is red. */
  isNews: boolean;
  /** Something is not done yet. */
  isOpen: boolean;
}

/**
 * Why an issue to the leaders is owed on a day, all reasons in one; empty for none. Weekly on the first working day of the week
 * where there is news, else the first such day of a month (domain §5.7); a phase's last working day and the first one after it
 * always. What a dead timetable has missed is owed once; a last day that is over is not.
 */
export function leadersOwed(facts: IssueFacts, today: Day, { isNews, isOpen }: IssueNews): DigestOccasion[] {
  const { phases, calendar, lastOn } = facts;
  if (!isWorkday(calendar, today)) return [];
  const falls = fallsIn(facts, today);
  const closes = phases.some(({ dueOn }) => falls(nthWorkday(calendar, dueOn, 1)));
  const ends = phases.some(({ dueOn }) => dueOn >= today && falls(workdayOnOrBefore(calendar, dueOn)));
  const isWeekly = falls(nthWorkday(calendar, plusDays(mondayOf(today), -1), 1));
  const isQuietMonth = isOpen && lastOn?.slice(0, 7) !== today.slice(0, 7);
  const owed: Record<DigestOccasion, boolean> = {
    'phase-close': closes,
    'phase-last-day': ends,
    weekly: isWeekly && isNews,
    monthly: isWeekly && !isNews && isQuietMonth,
  };
  return OCCASIONS.filter((occasion) => owed[occasion]);
}

/** Whether the heads of units are owed their monthly issue: from the first working day of the month. */
export function headsOwed(facts: Pick<IssueFacts, 'startedOn' | 'lookedOn' | 'calendar'>, today: Day): boolean {
  if (!isWorkday(facts.calendar, today)) return false;
  return fallsIn(facts, today)(nthWorkday(facts.calendar, plusDays(`${today.slice(0, 8)}01`, -1), 1));
}

/** The next day on which the heads of units are written to, after a day. */
export function nextHeadsDay(today: Day, calendar: Calendar): Day {
  const days = [today, plusDays(`${today.slice(0, 8)}28`, 4)];
  const firsts = days.map((day) => nthWorkday(calendar, plusDays(`${day.slice(0, 8)}01`, -1), 1));
  return firsts.find((day) => day > today) ?? today;
}

/** Whether a day was not decided on yet and is here. */
function fallsIn({ lookedOn, startedOn }: Pick<IssueFacts, 'startedOn' | 'lookedOn'>, today: Day) {
  const looked = lookedOn ?? plusDays(today, -1);
  const since = looked > startedOn ? looked : startedOn;
  return (day: Day) => day > since && day <= today;
}

const mondayOf = (day: Day): Day => plusDays(day, -((weekday(day) + 6) % 7));
