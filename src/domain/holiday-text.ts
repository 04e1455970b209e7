import { type SpecialDay } from './calendar.js';
import { type Day, dayNumber, isDay, plusDays, weekdayName } from './day.js';

/** What a pasted holiday notice says, or what is wrong with which of its lines: never both. */
export interface HolidayNotice {
  days: SpecialDay[];
  faults: { line: number; words: string }[];
}

const MOST_DAYS_OFF = 31;
const REST = /^(休|放假|休息|节假日|调休|false|0)$/;
const WORK = /^(班|上班|补班|工作|工作日|调休上班|true|1)$/;

/**
 * Reads the yearly notice as it is published ('一、元旦：1月1日（周五）至3日（周日）放假，共3天。'), as a table (day, 休/班, name) or as
 * holiday-cn's JSON. Dates without a year are of the year that the notice's title names, else of `year`.
 */
export function readHolidays(text: string, year: number): HolidayNotice {
  const found =
    text.trimStart().startsWith('{') || text.trimStart().startsWith('[') ? readJson(text) : readLines(text, year);
  const faults = [...found.faults];
  const seen = new Map<Day, boolean>();
  for (const { day, line, isWorkday } of found.days) {
    const before = seen.get(day);
    if (before !== undefined)
      faults.push({ line, words: before === isWorkday ? `${day}写了两次` : `${day}既写了放假又写了上班` });
    seen.set(day, isWorkday);
  }
  if (found.days.length === 0 && faults.length === 0) faults.push({ line: 1, words: '没有读到日期' });
  const days = found.days.map(({ day, isWorkday, name }) => ({ day, isWorkday, name }));
  return faults.length > 0
    ? { days: [], faults: faults.sort((a, b) => a.line - b.line) }
    : { days: days.sort((a, b) => a.day.localeCompare(b.day)), faults };
}

interface Found {
  days: (SpecialDay & { line: number })[];
  faults: HolidayNotice['faults'];
}

const known = (day: Day) => isDay(day) && day > '2001' && day < '2060';

function readJson(text: string): Found {
  let entries: unknown;
  try {
    const given = JSON.parse(text) as { days?: unknown };
    entries = Array.isArray(given) ? given : given.days;
  } catch {
    return { days: [], faults: [{ line: 1, words: '不是完整的 JSON，请整份复制' }] };
  }
  if (!Array.isArray(entries) || entries.length === 0)
    return { days: [], faults: [{ line: 1, words: '里面没有日期（下一年的通知可能还没有发布）' }] };
  const found: Found = { days: [], faults: [] };
  entries.forEach((entry: unknown, i) => {
    const { date, day = date, name, isOffDay } = (entry ?? {}) as Record<string, unknown>;
    if (typeof day !== 'string' || !known(day) || typeof isOffDay !== 'boolean')
      found.faults.push({ line: i + 1, words: '缺少 date（2027-01-01）或 isOffDay（true、false）' });
    else found.days.push({ day, isWorkday: !isOffDay, name: nameOf(name), line: i + 1 });
  });
  return found;
}

const nameOf = (given: unknown) => (typeof given === 'string' ? [...given.trim()].slice(0, 20).join('') : '');

function readLines(text: string, given: number): Found {
  const found: Found = { days: [], faults: [] };
  const titled = /(20\d\d)年(?:部分)?节假日/.exec(text)?.[1];
  const year = Number(titled ?? given);
  // Next year's notice pasted without its title is read for the year on the page, and its weekdays tell.
  const hint = titled === undefined ? `没有写年份，按${given}年读；如是另一年的，请连标题一起粘贴` : '请核对年份';
  text.split('\n').forEach((raw, i) => {
    const line = raw.normalize('NFKC').trim();
    // A heading, a greeting, a column's name.
    if (!/\d/.test(line)) return;
    const own =
      /放假|上班/.test(line) && /月\d+日/.test(line) && /[::。]/.test(line)
        ? readSentence(line, year, hint)
        : readRow(line);
    if (own === null) return;
    if (typeof own === 'string') found.faults.push({ line: i + 1, words: own });
    else found.days.push(...own.map((day) => ({ ...day, line: i + 1 })));
  });
  return found;
}

/** '2027-01-01 休 元旦'; null where a line with figures is no row at all, as the notice's number is none. */
function readRow(line: string): SpecialDay[] | string | null {
  const parts = line.split(/[\s,;|、]+/).filter(Boolean);
  const [first = '', ...rest] = parts;
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(first);
  if (!found)
    return /^\d{4}\D?\d/.test(first) || rest.some((part) => REST.test(part) || WORK.test(part))
      ? `“${first}”不是日期，应是 2027-01-01`
      : null;
  const day = [found[1], found[2]!.padStart(2, '0'), found[3]!.padStart(2, '0')].join('-');
  if (!known(day)) return `没有${first}这一天`;
  // The day on which the notice was signed.
  if (rest.length === 0) return null;
  const kind = rest.find((part) => REST.test(part) || WORK.test(part));
  if (kind === undefined) return '没有写明是休还是班';
  const name = rest.filter((part) => part !== kind && !/^[周星期]/.test(part)).join(' ');
  return [{ day, isWorkday: WORK.test(kind), name: nameOf(name) }];
}

const NAMED = /^(?:[一二三四五六七八九十]+[、.])?\s*([^::\d]{2,12})[::](.*)$/;
const DAY_WORDS = String.raw`(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?`;
const SPAN = new RegExp(`${DAY_WORDS}(?:(?:至|-|—|~)${DAY_WORDS})?`, 'g');

/** A festival's paragraph of the notice; its own counts and weekdays must agree with what was read. */
function readSentence(line: string, year: number, hint: string): SpecialDay[] | string {
  const [, name = '', words = line] = NAMED.exec(line) ?? [];
  const days: SpecialDay[] = [];
  let month = 0;
  for (const clause of words.split(/[。;]/)) {
    const isWorkday = /上班/.test(clause) && !/放假/.test(clause);
    if (!isWorkday && !/放假/.test(clause)) continue;
    const own: SpecialDay[] = [];
    for (const [, m1, d1, note1, m2, d2, note2] of clause.matchAll(SPAN)) {
      const from = dayIn(year, (month = Number(m1 ?? month)), d1!);
      const to = d2 === undefined ? from : dayIn(year, (month = Number(m2 ?? month)), d2);
      const wrong = spanFault(from, to, note1, d2 === undefined ? undefined : note2, hint);
      if (wrong) return wrong;
      for (let day = from; day <= to; day = plusDays(day, 1)) own.push({ day, isWorkday, name: nameOf(name) });
    }
    const told = /共(\d+)天/.exec(clause)?.[1];
    if (told !== undefined && Number(told) !== own.length) return `写的是共${told}天，读到${own.length}天`;
    days.push(...own);
  }
  return days.length > 0 ? days : '没有读懂，请改成每行一天：2027-01-01 休 元旦';
}

const dayIn = (year: number, month: number, day: string): Day =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

function spanFault(
  from: Day,
  to: Day,
  fromNote: string | undefined,
  toNote: string | undefined,
  hint: string,
): string | null {
  if (!known(from) || !known(to)) return `没有${known(from) ? to : from}这一天`;
  if (to < from || dayNumber(to) - dayNumber(from) >= MOST_DAYS_OFF) return `${from}至${to}不像一次放假`;
  for (const [day, note] of [
    [from, fromNote],
    [to, toNote],
  ] as const) {
    const told = /周([一二三四五六日])/.exec(note ?? '')?.[1];
    if (told !== undefined && weekdayName(day) !== `周${told}`)
      return `${day}是${weekdayName(day)}，写的是周${told}（${hint}）`;
  }
  return null;
}
