import { type Fact, type Frame, type Link, type Pager, type SelectField } from './views-common.js';
import { type FaultSummary, type FieldView } from './views-forms.js';

/** What a unit said of one item, in full; every word of it as the unit wrote it. */
export interface ReportWords {
  heading: string;
  /** '申请办结 · 2020-06-24 10:00 报送 · 填报人 王五（0898-27700000）'. */
  about: string;
  /** '已采用 · 张三 2020-06-24'; null while it waits. */
  result: string | null;
  words: Fact[];
}

/** The form of a review: five ticks, a reason, and the two answers as its buttons. */
export interface ReviewForm {
  action: string;
  version: number;
  /** Where the answer leads back to. */
  back: string;
  checks: FieldView;
  reason: FieldView;
}

/** What could not be done of several things that were asked for at once. */
export interface Missed {
  heading: string;
  lines: (Link & { why: string })[];
}

export interface ReviewRow {
  id: number;
  href: string;
  item: string;
  unit: Link;
  phase: string;
  kind: string;
  rating: string;
  /** The first words of what was said. */
  words: string;
  submittedOn: string;
  dueOn: string;
  /** How it was decided; null while it waits. */
  result: string | null;
  /** Names the box that takes it into the batch; null where it is reviewed by itself. */
  tick: string | null;
}

export interface ReviewsView {
  frame: Frame;
  planTitle: string;
  trail: Link[];
  summary: FaultSummary | null;
  missed: Missed | null;
  action: string;
  fields: SelectField[];
  clear: string | null;
  total: string;
  none: string;
  rows: ReviewRow[];
  /** Where the ticked ones go; null where there is nothing to tick. */
  batch: { action: string; submit: string; hint: string } | null;
  pager: Pager;
}

export interface ReviewView {
  frame: Frame;
  trail: Link[];
  title: string;
  news: string;
  itemHref: string;
  unit: Link;
  /** '这一项已退回过1次'. */
  returned: string | null;
  summary: FaultSummary | null;
  /** What was typed for a report that somebody else has meanwhile decided. */
  typed: string | null;
  report: ReportWords;
  figures: { name: string; thisPeriod: string; total: string }[];
  files: Link[];
  form: ReviewForm | null;
  earlier: ReportWords | null;
  earlierNone: string;
}

/** Pages of 今天要办、审核、催办, by template. */
export interface DeskViews {
  'pages/reviews/list': ReviewsView;
  'pages/reviews/review': ReviewView;
}
