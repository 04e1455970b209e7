import { type Day, isDay } from '../day.js';
import { numeral } from './numerals.js';

/** A day or a month as a text names it: a month has a first and a last day; a day that cannot be has neither. */
export interface WrittenDay {
  start: number;
  end: number;
  first: Day | null;
  last: Day | null;
  isImpossible: boolean;
}

/** From when to when a text says; `impossible` are the places that name a day no calendar has. */
export interface DaySpan {
  start: Day | null;
  deadline: Day | null;
  impossible: WrittenDay[];
}

const YEAR = '(\\d{4}|[〇零○一二三四五六七八九]{4})\\s?年\\s?';
const NUMBER = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const WRITTEN = new RegExp(
  [
    '(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)',
    `(?:${YEAR})?${NUMBER}\\s?月份?(?:\\s?${NUMBER}\\s?[日号]|(上旬|中旬|下旬))?`,
    '(?:(\\d{4})\\s?年)?\\s?第?([1-4一二三四])季度',
    '(?:(\\d{4})\\s?年|年)\\s?(?:年?[底末])',
  ].join('|'),
  'g',
);
const TENTHS: Record<string, [number, number]> = { 上旬: [1, 10], 中旬: [11, 20], 下旬: [21, 31] };
const FROM_TO = /^\s?(?:起)?\s?(?:至|到|-|—|–|~|―|一){1,2}\s?$/;

/** Every day, month, quarter or year's end that a half-width text names; a year left out is `year`. */
export function writtenDays(flat: string, year: number | null): WrittenDay[] {
  const found: WrittenDay[] = [];
  let lastYear = year;
  for (const match of flat.matchAll(WRITTEN)) {
    const day = oneDay(match, lastYear);
    lastYear = day.year ?? lastYear;
    found.push({ start: match.index, end: match.index + match[0].length, ...day.span });
  }
  return found;
}

/**
 * What a heading or a bracket, `from` to `to` of a half-width text, says of its time: 'A至B' runs from the first day of A
 * to the last of B, else A is the end, that day included.
 */
export function daySpan(flat: string, from: number, to: number, year: number | null): DaySpan {
  const text = flat.slice(from, to);
  const [a, b] = writtenDays(text, year);
  const isRange = a && b && FROM_TO.test(text.slice(a.end, b.start));
  const said = isRange ? [a, b] : a ? [a] : [];
  return {
    start: isRange ? a.first : null,
    deadline: said.at(-1)?.last ?? null,
    impossible: said
      .filter((day) => day.isImpossible)
      .map((day) => ({ ...day, start: day.start + from, end: day.end + from })),
  };
}

interface Span {
  first: Day | null;
  last: Day | null;
  isImpossible: boolean;
}

function oneDay(match: RegExpMatchArray, inherited: number | null): { year: number | null; span: Span } {
  const [, isoYear, isoMonth, isoDate, yearOfMonth, month, date, tenth, yearOfQuarter, quarter, yearOfEnd] = match;
  const written = isoYear ?? yearOfMonth ?? yearOfQuarter ?? yearOfEnd;
  const year = written === undefined ? inherited : numeral(written);
  if (quarter !== undefined) return { year, span: months(year, numeral(quarter) * 3 - 2, numeral(quarter) * 3) };
  const inMonth = isoMonth ?? month;
  if (inMonth === undefined) return { year, span: months(year, 1, 12) };
  const on = isoDate ?? date;
  if (on !== undefined) return { year, span: dates(year, numeral(inMonth), numeral(on), numeral(on)) };
  const [from, to] = TENTHS[tenth ?? ''] ?? [1, 31];
  return { year, span: dates(year, numeral(inMonth), from, to, true) };
}

function months(year: number | null, from: number, to: number): Span {
  const first = dates(year, from, 1, 1);
  return { ...first, last: dates(year, to, 1, 31, true).last };
}

/** `toMonthEnd`: a month's last day is meant, whichever it is. */
function dates(year: number | null, month: number, from: number, to: number, toMonthEnd = false): Span {
  const monthIs = month >= 1 && month <= 12;
  if (year === null) return { first: null, last: null, isImpossible: !monthIs || !isDay(day(2000, month, from)) };
  let end = to;
  while (toMonthEnd && end > 28 && !isDay(day(year, month, end))) end--;
  const isPossible = monthIs && isDay(day(year, month, from)) && isDay(day(year, month, end));
  return isPossible
    ? { first: day(year, month, from), last: day(year, month, end), isImpossible: false }
    : { first: null, last: null, isImpossible: true };
}

function day(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
