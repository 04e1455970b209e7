import { type Day, dayNumber, dayOfNumber, weekday } from './day.js';

/** One day that differs from Monday-to-Friday, with the festival's name. */
export interface SpecialDay {
  day: Day;
  isWorkday: boolean;
  name: string;
}

/** Working days as data: a table over a span of years, so that every question is a look-up. */
export interface Calendar {
  /** The last year whose holiday notice is known; beyond it only Monday to Friday is. */
  dataThroughYear: number;
  /** First day of the table, as a day number. */
  start: number;
  /** workdaysBefore[i] = working days among the first i days of the table. */
  workdaysBefore: Int32Array;
  names: ReadonlyMap<Day, string>;
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2060;

/** A calendar from special days; where a day is given twice the later entry wins (overrides come last). */
export function makeCalendar(special: readonly SpecialDay[], dataThroughYear: number): Calendar {
  const start = dayNumber(`${FIRST_YEAR}-01-01`);
  const length = dayNumber(`${LAST_YEAR}-12-31`) - start + 1;
  const byDay = new Map(special.map((entry) => [dayNumber(entry.day), entry]));
  const workdaysBefore = new Int32Array(length + 1);
  for (let i = 0; i < length; i++) {
    const weekDay = (start + i + 4) % 7;
    const works = byDay.get(start + i)?.isWorkday ?? (weekDay !== 0 && weekDay !== 6);
    workdaysBefore[i + 1] = (workdaysBefore[i] ?? 0) + (works ? 1 : 0);
  }
  return { dataThroughYear, start, workdaysBefore, names: new Map(special.map(({ day, name }) => [day, name])) };
}

/** Working days before `day` since the table began; a day outside the table counts as its edge. */
function count(calendar: Calendar, dayNo: number): number {
  const last = calendar.workdaysBefore.length - 1;
  return calendar.workdaysBefore[Math.max(0, Math.min(last, dayNo - calendar.start))] ?? 0;
}

/** Whether offices work on that day. */
export function isWorkday(calendar: Calendar, day: Day): boolean {
  const at = dayNumber(day);
  return count(calendar, at + 1) > count(calendar, at);
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workdaysAfter(calendar: Calendar, from: Day, to: Day): number {
  return count(calendar, dayNumber(to) + 1) - count(calendar, dayNumber(from) + 1);
}

/** The day itself where offices work, else the working day before it. */
export function workdayOnOrBefore(calendar: Calendar, day: Day): Day {
  let at = dayNumber(day);
  while (!isWorkday(calendar, dayOfNumber(at))) at--;
  return dayOfNumber(at);
}

/** The `n`-th working day strictly before (`n` < 0) or strictly after (`n` > 0) a day; 0 is the day or the working day before it. */
export function nthWorkday(calendar: Calendar, day: Day, n: number): Day {
  if (n === 0) return workdayOnOrBefore(calendar, day);
  const at = dayNumber(day);
  return dayOfNumber(dayOfWorkday(calendar, n > 0 ? count(calendar, at + 1) + n : count(calendar, at) + n + 1));
}

/** The day number of the `nth` working day of the table; beyond it, its edge. */
function dayOfWorkday({ start, workdaysBefore }: Calendar, nth: number): number {
  let [low, high] = [0, workdaysBefore.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((workdaysBefore[middle] ?? 0) < nth) low = middle + 1;
    else high = middle;
  }
  return start + low - 1;
}

/** Years between two days whose holiday notice is not in the data: there the calendar only knows Monday to Friday. */
export function yearsWithoutData(calendar: Calendar, from: Day, to: Day): number[] {
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (year > calendar.dataThroughYear) years.push(year);
  return years;
}

/** The notice for the next year comes in November: from then on it is missed. */
const NOTICE_MONTH = '11';

/** Years whose holiday notice is not in the data and should be: those that a plan reaches and, from November, the next. */
export function yearsToImport(calendar: Calendar, today: Day, until: Day): number[] {
  const next = today.slice(5, 7) >= NOTICE_MONTH ? `${Number(today.slice(0, 4)) + 1}-01-01` : today;
  return yearsWithoutData(calendar, today, until > next ? until : next);
}

/** What is said of a day where work on it may surprise: '调休上班' on a Sunday, '端午放假' on a Thursday; null elsewhere. */
export function dayKind(calendar: Calendar, day: Day): { works: boolean; note: string | null } {
  const works = isWorkday(calendar, day);
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  if (works && weekend) return { works, note: '调休上班' };
  if (!works && !weekend) return { works, note: `${calendar.names.get(day) ?? ''}放假` };
  return { works, note: null };
}
