import { type Frame, type SelectField } from './views-common.js';

/** One act: when, who, what, on which thing; what it changed, and why. */
export interface HistoryRow {
  when: string;
  who: string;
  act: string;
  about: string;
  href: string | null;
  change: { before: string; after: string } | null;
  reason: string | null;
  notes: string | null;
}

export interface HistoryView {
  frame: Frame;
  action: string;
  fields: SelectField[];
  days: { id: string; name: string; label: string; value: string }[];
  who: string;
  clear: string | null;
  /** The same as a spreadsheet. */
  csv: string;
  rows: HistoryRow[];
  none: string;
  newest: string | null;
  older: string | null;
}

/** Pages of 留痕, by template. */
export interface HistoryViews {
  'pages/history/list': HistoryView;
}
