import { createRequire } from 'node:module';
import { type Calendar, makeCalendar, type SpecialDay } from './domain/calendar.js';
import { type CalendarDay } from './domain/plan.js';

/**
 * The holiday package's own table, read as data: its functions parse days in the process's time zone and fall back to
 * Monday-to-Friday without a word for a year they do not know.
 */
const table = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Record<
  'holidays' | 'workdays',
  Record<string, string>
>;

const named = (entries: Record<string, string>, isWorkday: boolean): SpecialDay[] =>
  Object.entries(entries).map(([day, words]) => ({ day, isWorkday, name: words.split(',')[1] ?? '' }));
const PUBLISHED: readonly SpecialDay[] = [...named(table.holidays, false), ...named(table.workdays, true)];

/** A year's notice names some thirty days; a handful is only a neighbour's overlap. */
const DAYS_OF_A_NOTICE = 15;

/** The published days of a year, in order. */
export function publishedIn(year: number): SpecialDay[] {
  const own = PUBLISHED.filter(({ day }) => day.startsWith(`${year}-`));
  return own.sort((a, b) => a.day.localeCompare(b.day));
}

/** A calendar of its own, for what is only supposed: the published holidays with these days over them. */
export function calendarSupposing(overrides: readonly SpecialDay[]): Calendar {
  const special = [...PUBLISHED, ...overrides];
  const perYear = new Map<number, number>();
  for (const { day } of special) perYear.set(Number(day.slice(0, 4)), (perYear.get(Number(day.slice(0, 4))) ?? 0) + 1);
  const isKnown = (year: number) => (perYear.get(year) ?? 0) >= DAYS_OF_A_NOTICE;
  // A notice that is imported before that of the year before it leaves a gap: the data then ends at the gap.
  let through = Math.min(...[...perYear.keys()].filter(isKnown));
  while (isKnown(through + 1)) through++;
  return makeCalendar(special, through);
}

let made: { signature: string; calendar: Calendar } | null = null;

/** The working-day calendar: the published holidays with the office's own days over them. */
export function calendarWith(overrides: readonly CalendarDay[]): Calendar {
  const signature = overrides.map(({ day, isWorkday, name }) => `${day}${isWorkday ? '+' : '-'}${name}`).join();
  if (made?.signature !== signature) made = { signature, calendar: calendarSupposing(overrides) };
  return made.calendar;
}
