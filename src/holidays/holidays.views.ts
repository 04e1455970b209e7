import { holidaysMark } from '../acts/change-holidays.js';
import { type Day, weekdayName } from '../domain/day.js';
import { type MailChanges } from '../domain/foreseen.js';
import { type CalendarDay, type HistoryEntry } from '../domain/plan.js';
import { type HolidaysView, type PreviewedForm } from '../rendering/views-holidays.js';
import { calendarNotice } from '../web/calendar-words.js';
import { courseOf } from '../web/course.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { mailChangesView } from '../web/mail-changes.js';
import { monthGrid } from '../web/month-grid.js';
import { paths } from '../web/paths.js';
import { type World } from '../web/world.js';
import { publishedIn } from '../working-days.js';
import { fieldsOf, FORM_WORDS, type HolidayForm } from './holidays.forms.js';

/** What the holidays' page is made of. */
export interface HolidaysFacts {
  world: World;
  year: number;
  /** The day with which the form begins; '' for none. */
  day: Day;
  overrides: readonly CalendarDay[];
  history: readonly HistoryEntry[];
  mayChange: boolean;
  /** The form that was sent, refused or not. */
  sent: Sent | null;
}

/** A form that was sent: what was typed, and what is wrong with it or what it would do. */
export interface Sent {
  form: HolidayForm;
  typed: Typed;
  faults: Faults | null;
  effect: { changes: MailChanges; to: Day; read: string | null } | null;
}

/** A year's holidays, whence each is known, and the forms that change them. */
export function holidaysView(facts: HolidaysFacts): Omit<HolidaysView, 'frame'> {
  const { world, year, overrides, history, mayChange, sent } = facts;
  const { calendar, today } = world;
  const forms = mayChange ? (['import', 'day'] as const).map((form) => formOf(form, facts)) : [];
  const isKnown = year <= calendar.dataThroughYear;
  return {
    trail: [{ label: '日程', href: paths.schedule() }],
    heading: `${year}年放假安排`,
    state: isKnown
      ? `${year}年的放假和调休已有数据；提醒只在工作日发送。`
      : `${year}年放假安排未导入，按周一至周五计。国务院办公厅一般在上一年11月发布通知。`,
    warning: calendarNotice(world),
    years: [year - 1, year + 1].map((other) => ({ label: `${other}年`, href: paths.holidays({ year: other }) })),
    summary: faultSummary(
      sent?.faults ?? null,
      forms.filter((_, i) => sent?.form === (i === 0 ? 'import' : 'day')).flatMap(({ fields }) => fields),
    ),
    forms,
    months: monthGrid({
      ...{ calendar, today, mails: new Map<Day, number>() },
      ...{ from: `${year}-01-01`, to: `${year}-12-31`, dueOn: new Set(world.phases.map(({ dueOn }) => dueOn)) },
    }),
    days: daysOf(year, overrides, mayChange),
    none: `没有${year}年的放假安排`,
    history: courseOf(history, today),
    historyNone: '办公室还没有登记过',
  };
}

function formOf(form: HolidayForm, { year, day, overrides, sent, world }: HolidaysFacts): PreviewedForm {
  const { heading, hint, action } = FORM_WORDS[form];
  const own = sent?.form === form ? sent : null;
  const chosen = overrides.find((one) => one.day === day) ?? null;
  const specs = fieldsOf(form, year, holidaysMark(overrides), chosen, day);
  // The mark of what is stored now, not of what the refused page had shown: it has been looked at again.
  const typed = own && Object.fromEntries(Object.entries(own.typed).filter(([name]) => name !== 'seen'));
  return {
    ...{ id: `s-${form}`, heading, hint, action: action(), submit: '保存', multipart: false, summary: null },
    fields: fieldViews(specs, typed, own?.faults ?? null, form),
    preview: own?.effect ? mailChangesView(own.effect.changes, world.today, own.effect.to) : null,
    read: own?.effect?.read ?? null,
  };
}

function daysOf(year: number, overrides: readonly CalendarDay[], mayChange: boolean): HolidaysView['days'] {
  const days = new Map(publishedIn(year).map((one) => [one.day, { ...one, source: '程序自带' }]));
  for (const one of overrides) if (one.day.startsWith(`${year}-`)) days.set(one.day, one);
  return [...days.values()]
    .sort((a, b) => a.day.localeCompare(b.day))
    .map(({ day, isWorkday, name, source }) => ({
      day: `${day} ${weekdayName(day)}`,
      word: isWorkday ? '上班' : '休息',
      ...{ name, source },
      change: mayChange ? { label: '更正', href: `${paths.holidays({ year, day })}#s-day` } : null,
    }));
}
