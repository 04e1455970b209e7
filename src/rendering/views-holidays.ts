import { type TimelineEntry } from './views-assignments.js';
import { type CalendarNotice, type Frame, type Link } from './views-common.js';
import { type MonthGrid } from './views-forecast.js';
import { type FaultSummary, type FormView } from './views-forms.js';
import { type MailChangesView } from './views-rules.js';

/** A form whose effect can be seen before it is saved, for `partials/form/previewed`. */
export interface PreviewedForm extends FormView {
  id: string;
  heading: string;
  hint: string;
  /** What it would do to the mails; null before that was asked for. */
  preview: MailChangesView | null;
  /** '读到33天休、6天班'; null before that was asked for. */
  read: string | null;
}

export interface HolidaysView {
  frame: Frame;
  trail: Link[];
  heading: string;
  state: string;
  warning: CalendarNotice | null;
  /** The years before and after. */
  years: Link[];
  summary: FaultSummary | null;
  /** Empty where the reader may not change anything. */
  forms: PreviewedForm[];
  months: MonthGrid[];
  days: { day: string; word: string; name: string; source: string; change: Link | null }[];
  none: string;
  history: TimelineEntry[];
  historyNone: string;
}

/** Pages of 放假安排, by template. */
export interface HolidaysViews {
  'pages/holidays/holidays': HolidaysView;
}
