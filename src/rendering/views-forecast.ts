import { type CalendarNotice, type Frame, type Link, type SelectField } from './views-common.js';

/** One day of a month's grid; an empty `day` fills a week before the first and after the last. */
export interface DayCell {
  day: string;
  /** '休' on a rest day, '班' on a worked weekend, '今天', '到期'. */
  marks: string[];
  isRest: boolean;
  /** '23封', leading to the day's list; null where none leaves. */
  mails: Link | null;
}

/** A month as weeks from Monday to Sunday, for `partials/month`. */
export interface MonthGrid {
  id: string;
  caption: string;
  weeks: DayCell[][];
}

/** Mails of a day that share kind and reason. */
export interface ForecastRow {
  kind: string;
  why: string;
  count: string;
  /** The subject of a single mail; null where there are several. */
  subject: string | null;
  readers: Link[];
  /** '23个', over readers that stand folded; null where they are few. */
  fold: string | null;
  /** The same readers on paper, where nothing unfolds. */
  printed: string;
  /** Said where the mail waits for the office. */
  note: string | null;
}

export interface ForecastView {
  frame: Frame;
  trail: Link[];
  planTitle: string;
  sum: string;
  /** What is sent besides and is not listed; null where nothing is. */
  besides: string | null;
  ways: Link[];
  warning: CalendarNotice | null;
  action: string;
  fields: SelectField[];
  clear: string | null;
  months: MonthGrid[];
  days: { id: string; heading: string; count: string; rows: ForecastRow[] }[];
  none: string;
}

/** Pages of 邮件预告, by template. */
export interface ForecastViews {
  'pages/forecast/forecast': ForecastView;
}
