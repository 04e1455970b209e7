import { type Calendar, dayKind } from '../domain/calendar.js';
import { type Day, plusDays, weekday } from '../domain/day.js';
import { type DayCell, type MonthGrid } from '../rendering/views-forecast.js';

/** What a grid of months shows of its days. */
export interface GridFacts {
  calendar: Calendar;
  from: Day;
  to: Day;
  today: Day;
  /** How many mails leave on a day. */
  mails: ReadonlyMap<Day, number>;
  /** Days on which a phase ends. */
  dueOn: ReadonlySet<Day>;
}

const BLANK: DayCell = { day: '', marks: [], isRest: false, mails: null };

/** The months from one day to another, each as weeks from Monday to Sunday. */
export function monthGrid(facts: GridFacts): MonthGrid[] {
  const months: MonthGrid[] = [];
  for (let first = `${facts.from.slice(0, 7)}-01`; first <= facts.to; first = nextMonth(first)) {
    const cells: DayCell[] = Array.from({ length: (weekday(first) + 6) % 7 }, () => BLANK);
    for (let day = first; day < nextMonth(first); day = plusDays(day, 1)) cells.push(cellOf(day, facts));
    while (cells.length % 7 > 0) cells.push(BLANK);
    const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
    const caption = `${first.slice(0, 4)}年${Number(first.slice(5, 7))}月`;
    months.push({ id: `m-${first.slice(0, 7)}`, caption, weeks });
  }
  return months;
}

const nextMonth = (first: Day): Day => `${plusDays(first, 31).slice(0, 7)}-01`;

function cellOf(day: Day, { calendar, from, to, today, mails, dueOn }: GridFacts): DayCell {
  const { works, note } = dayKind(calendar, day);
  const count = day >= from && day <= to ? (mails.get(day) ?? 0) : 0;
  const marks = [
    ...(day === today ? ['今天'] : []),
    // A plain weekend needs no word: its column says it.
    ...(note === null ? [] : [works ? '班' : '休']),
    ...(dueOn.has(day) ? ['到期'] : []),
  ];
  return {
    ...{ day: String(Number(day.slice(8))), marks, isRest: !works },
    mails: count > 0 ? { label: `${count}封`, href: `#d-${day}` } : null,
  };
}
