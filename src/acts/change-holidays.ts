import { createHash } from 'node:crypto';
import { type Day, longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type CalendarDay } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** Days that differ from the holiday data, and days that follow it again; `seen` is the mark of what the page showed. */
export interface HolidaysRequest {
  put: readonly CalendarDay[];
  remove: readonly Day[];
  seen: string;
}

/** A text that differs where the office's own days do. */
export function holidaysMark(overrides: readonly CalendarDay[]): string {
  const shown = overrides.map(({ day, isWorkday, name, source }) => [day, isWorkday, name, source]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

/** The office's own days once a request is done. Throws `RuleBroken` 'holiday-not-own' where a day to take back is none of them. */
export function holidaysAfter(
  overrides: readonly CalendarDay[],
  { put, remove }: Pick<HolidaysRequest, 'put' | 'remove'>,
): CalendarDay[] {
  const days = new Map(overrides.map((one) => [one.day, one]));
  for (const day of remove) if (!days.delete(day)) throw new RuleBroken('holiday-not-own', { field: 'kind' });
  for (const one of put) days.set(one.day, one);
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

/** Changes the office's own days: send days move with them, deadlines never. Throws `RuleBroken` 'holidays-changed', 'holidays-same'. */
export async function changeHolidays(stores: Stores, request: HolidaysRequest, occasion: Occasion): Promise<void> {
  const overrides = await stores.calendar.overrides();
  if (holidaysMark(overrides) !== request.seen) throw new RuleBroken('holidays-changed');
  if (holidaysMark(holidaysAfter(overrides, request)) === request.seen) throw new RuleBroken('holidays-same');
  const before = new Map(overrides.map((one) => [one.day, one]));
  const changed = [...request.put.map(({ day }) => day), ...request.remove].sort();
  const said = (days: ReadonlyMap<Day, CalendarDay>) => changed.map((day) => words(day, days.get(day))).join('；');
  await stores.calendar.put(request.put);
  for (const day of request.remove) await stores.calendar.remove(day);
  const after = new Map(request.put.map((one) => [one.day, one]));
  const reason = request.put[0]?.source;
  await remember(stores, occasion, [
    { act: 'change-holidays', facts: { before: said(before), after: said(after), ...(reason && { reason }) } },
  ]);
}

function words(day: Day, own: CalendarDay | undefined): string {
  return `${longDay(day)}${own ? `${own.isWorkday ? '上班' : '休息'}${own.name && ` ${own.name}`}` : '按程序自带的安排'}`;
}
