import { type Calendar, isWorkday, nthWorkday } from './calendar.js';
import { type Day } from './day.js';

/** A day with its time, 'HH:MM'. */
export interface Hour {
  today: Day;
  time: string;
}

/** The time at which a working day is over for the timetable. */
const DAY_IS_OVER = '17:30';

/**
 * Whether nothing has run for a working day: the one after the last run is over. `lastOn` is the day of the last run, or of the start where
 * none has been; null where there is nothing to run.
 */
export function stoodStill(lastOn: Day | null, now: Hour, calendar: Calendar): boolean {
  if (lastOn === null) return false;
  const next = nthWorkday(calendar, lastOn, 1);
  return now.today > next || (now.today === next && now.time >= DAY_IS_OVER);
}

/** Since when a due mail could have left on a day: since it was due, at the earliest since the hours of sending began; null outside them. */
export function couldLeaveSince(
  due: Hour,
  now: Hour,
  calendar: Calendar,
  hours: { sendFrom: string; sendUntil: string },
): string | null {
  if (!isWorkday(calendar, now.today) || now.time < hours.sendFrom || now.time >= hours.sendUntil) return null;
  return due.today < now.today || due.time < hours.sendFrom ? hours.sendFrom : due.time;
}

/** How long a mail may wait within the hours of sending before somebody is to look. */
export const LATE_MINUTES = 60;
/** How long a stop of mails lasts before the office is told of it afterwards: a server that starts anew is no news. */
export const OUTAGE_MINUTES = 30;

/** Minutes from one time of a day to another, 'HH:MM'. */
export function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return minutes(to) - minutes(from);
}
