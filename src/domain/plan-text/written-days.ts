import { type Day, isDay } from '../day.js';
import { numeral } from './numerals.js';

/**
 * A day or a time as a text names it, from its first to its last day; what no calendar has is impossible, and has days only
 * where the end of a month is meant: '9月31日'.
 */
export interface WrittenDay {
  start: number;
  end: number;
  first: Day | null;
  last: Day | null;
  isImpossible: boolean;
  /** Neither it nor a day before it in the text says the year. */
  isYearFilledIn: boolean;
}

/** From when to when a text says; `impossible` are the places that name a day no calendar has. */
export interface DaySpan {
  start: Day | null;
  deadline: Day | null;
  impossible: WrittenDay[];
  /** The deadline's year is not written where it stands. */
  isYearFilledIn: boolean;
}

const DASH = '\\s?(?:(?:起|是(?=[—–-])|开始|启动)\\s?[,、]?)?\\s?(?:持续)?(?:至|到|-|—|–|~|―|一){1,3}\\s?';
const YEAR = '(?:(?<year>\\d{4}|[〇零○一二三四五六七八九]{4})\\s?年|(?<said>[今本当次明]|翌)年)';
const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const NOT_EVERY = '(?<!每年?\\d?|逐)';
/** One way of writing a time each, the longer before the shorter; named groups say what it holds. */
const FORMS = [
  '(?<=\\d{4}[./]\\d{1,2}[./]\\d{1,2}\\s?[-—–~至到]{1,2}\\s?)(?<month>\\d{1,2})[./](?<day>\\d{1,2})(?![\\d./])',
  '(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?!\\d)',
  `${YEAR}?\\s?(?<month>${NUMBER})\\s?月\\s?(?<from>${NUMBER})\\s?[日号]?${DASH}(?<day>${NUMBER})\\s?[日号]`,
  `${YEAR}?\\s?(?<from>\\d{1,2})${DASH}(?<month>\\d{1,2})\\s?月份?`,
  `${YEAR}?\\s?(?<month>${NUMBER})\\s?月份?(?:\\s?(?<day>${NUMBER})\\s?[日号]|\\s?(?<tenth>上旬|中旬|中下旬|下旬|上中旬|初))?`,
  `${YEAR}?\\s?第?\\s?(?<quarter>[1-4一二三四])季度`,
  `${YEAR}?\\s?(?<half>[上下])半年`,
  '(?<year>\\d{4})[.](?<month>1[0-2]|0?[1-9])(?![\\d.]|\\s?[万亿元%倍个])',
  `(?<year>\\d{4})\\s?年?${DASH}(?<toYear>\\d{4})\\s?年`,
  `${YEAR}\\s?(?:全年(?!持续|长期|常态|不断|坚持|推进|开展|落实)|年?度?(?:[底末前]|内(?!持续|长期|常态|不断|坚持))|度?(?=[)\\]】〕,;。]|$))|年(?:[底末]|内(?!容|持续|长期|常态|不断|坚持))|全年(?!持续|长期|常态|不断|坚持|推进|开展|落实)`,
];
/** A group may be named once in a pattern: the forms are tried one by one where any of them could begin. */
const PATTERNS = FORMS.map((form) => new RegExp(form.replace(/^(?=.)/, NOT_EVERY), 'y'));
const BEGINS = /[\d〇零○一二三四五六七八九十今本当次明翌年全上下第]/g;
const TENTHS: Record<string, [number, number]> = {
  初: [1, 10],
  上旬: [1, 10],
  上中旬: [1, 20],
  中旬: [11, 20],
  中下旬: [11, 31],
  下旬: [21, 31],
};
const FROM_TO = new RegExp(`^[底末前]?${DASH}$`);

type Parts = Partial<
  Record<'year' | 'said' | 'month' | 'from' | 'day' | 'tenth' | 'quarter' | 'half' | 'toYear', string>
>;

/** Every day, month, quarter, half or whole year that a half-width text names; a year left out is `year`. */
export function writtenDays(flat: string, year: number | null): WrittenDay[] {
  const found: WrittenDay[] = [];
  let lastYear = year;
  let isSaid = false;
  BEGINS.lastIndex = 0;
  for (let begin = BEGINS.exec(flat); begin; begin = BEGINS.exec(flat)) {
    const match = firstForm(flat, begin.index);
    if (!match) continue;
    const day = oneTime(match.groups ?? {}, lastYear);
    lastYear = day.year ?? lastYear;
    const end = match.index + match[0].trimEnd().length;
    isSaid ||= match.groups?.year !== undefined;
    found.push({ start: match.index, end, ...day.span, isYearFilledIn: !isSaid });
    BEGINS.lastIndex = Math.max(end, begin.index + 1);
  }
  return found;
}

function firstForm(flat: string, at: number): RegExpExecArray | null {
  for (const pattern of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(flat);
    if (match) return match;
  }
  return null;
}

/**
 * What a heading or a bracket, `from` to `to` of a half-width text, says of its time: 'A至B' runs from the first day of A
 * to the last of B, and so does A alone where it is a month or longer than a day; else A is the end, that day included.
 */
export function daySpan(flat: string, from: number, to: number, year: number | null): DaySpan {
  const text = flat.slice(from, to);
  const [a, b] = writtenDays(text, year);
  const isRange = a && b && FROM_TO.test(text.slice(a.end, b.start));
  const said = isRange ? [a, overTheYear(text, a, b)] : a ? [a] : [];
  // '10月1日起' begins and has no end.
  const isOpen =
    a &&
    !isRange &&
    /^\s?(?:(?:起|之?后|以后)(?!\s?[至到,-])|(?:启动|开始)(?=[;。)]|,(?![至到])|$))/.test(text.slice(a.end, a.end + 4));
  return {
    start: a && (isRange || isOpen || runs(text, a)) ? a.first : null,
    deadline: isOpen ? null : (said.at(-1)?.last ?? null),
    impossible: said
      .filter((day) => day.isImpossible)
      .map((day) => ({ ...day, start: day.start + from, end: day.end + from })),
    isYearFilledIn: said.at(-1)?.isYearFilledIn ?? false,
  };
}

/** Whether a time has a beginning: '3月1日至31日' has, and '3月'; '3月1日' and '3月底' are an end and no more. */
function runs(text: string, { start, end, first, last }: WrittenDay): boolean {
  return (
    first !== last && !/[底末内前]$/.test(text.slice(start, end)) && !/^\s?[底末前内]/.test(text.slice(end, end + 2))
  );
}

/** '12月至1月': the second stands in the next year, which it need not say. */
function overTheYear(text: string, a: WrittenDay, b: WrittenDay): WrittenDay {
  if (!a.first || !b.last || b.last >= a.first) return b;
  const [again] = writtenDays(text.slice(b.start, b.end), Number(a.first.slice(0, 4)) + 1);
  return again ? { ...b, first: again.first, last: again.last, isImpossible: again.isImpossible } : b;
}

interface Span {
  first: Day | null;
  last: Day | null;
  isImpossible: boolean;
}

function oneTime(parts: Parts, inherited: number | null): { year: number | null; span: Span } {
  const { month, day: date, from, tenth, quarter, half, toYear } = parts;
  const year = yearOf(parts, inherited);
  if (toYear !== undefined) return { year, span: { ...months(Number(toYear), 1, 12), first: day(year ?? 0, 1, 1) } };
  if (quarter !== undefined) return { year, span: months(year, numeral(quarter) * 3 - 2, numeral(quarter) * 3) };
  if (half !== undefined) return { year, span: half === '上' ? months(year, 1, 6) : months(year, 7, 12) };
  if (month === undefined) return { year, span: months(year, 1, 12) };
  if (date !== undefined) return { year, span: dates(year, numeral(month), numeral(from ?? date), numeral(date)) };
  if (from !== undefined) return { year, span: months(year, numeral(from), numeral(month)) };
  const [first, last] = TENTHS[tenth ?? ''] ?? [1, 31];
  return { year, span: dates(year, numeral(month), first, last, true) };
}

function yearOf({ year, said }: Parts, inherited: number | null): number | null {
  if (year !== undefined) return numeral(year);
  if (inherited === null || said === undefined) return inherited;
  return '次明翌'.includes(said) ? inherited + 1 : inherited;
}

function months(year: number | null, from: number, to: number): Span {
  const first = dates(year, from, 1, 1);
  const last = dates(year, to, 1, 31, true);
  return { first: first.first, last: last.last, isImpossible: first.isImpossible || last.isImpossible };
}

/** `toMonthEnd`: a month's last day is meant, whichever it is. Up to 31 a day that is not there means it too, and is doubted. */
function dates(year: number | null, month: number, from: number, to: number, toMonthEnd = false): Span {
  const monthIs = month >= 1 && month <= 12;
  if (year === null) return { first: null, last: null, isImpossible: !monthIs || !isDay(day(2000, month, from)) };
  if (!monthIs || !(from >= 1 && from <= 31) || !(to >= 1 && to <= 31))
    return { first: null, last: null, isImpossible: true };
  const [first, last] = [inMonth(year, month, from), inMonth(year, month, to)];
  const isMoved = first !== day(year, month, from) || (last !== day(year, month, to) && !toMonthEnd);
  return { first, last, isImpossible: isMoved };
}

function inMonth(year: number, month: number, date: number): Day {
  let last = date;
  while (last > 28 && !isDay(day(year, month, last))) last--;
  return day(year, month, last);
}

function day(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
