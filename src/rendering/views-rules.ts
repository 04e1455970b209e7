import { type TimelineEntry } from './views-assignments.js';
import { type Frame, type Link } from './views-common.js';
import { type FaultSummary, type FieldView } from './views-forms.js';

/** What a change would do to the mails of the days ahead, for `partials/mail-changes`. */
export interface MailChangesView {
  /** '今后90天：新增23封，取消46封'. */
  sum: string;
  rows: { what: string; day: string; kind: string; why: string; count: string; who: string }[];
  /** '另有12行未列出'; null where all are. */
  more: string | null;
}

export interface RulesView {
  frame: Frame;
  trail: Link[];
  planTitle: string;
  summary: FaultSummary | null;
  action: string;
  /** Fills in the defaults; nothing is kept before it is saved. */
  defaults: Link;
  hidden: FieldView[];
  groups: { id: string; heading: string; fields: FieldView[] }[];
  reason: FieldView;
  /** What the rules as they are typed would do; null before it was asked for. */
  preview: MailChangesView | null;
  history: TimelineEntry[];
  historyNone: string;
}

/** Pages of 邮件规则, by template. */
export interface RulesViews {
  'pages/rules/rules': RulesView;
}
