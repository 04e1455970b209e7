import { type Fact, type Frame, type Light, type Link } from './views-common.js';
import { type AttachmentsPart, type FaultSummary, type FieldView, type FormView } from './views-forms.js';

/** What was said of an item before: whose, when, and the text by its heads. */
export interface SaidBefore {
  /** '6月9日 王芳 报进展', '刚刚由王芳报送（6月24日 10:05）'. */
  heading: string;
  parts: { term: string; text: string }[];
}

/** One item of the report form. */
export interface ReportItemView {
  /** Null where the item cannot be reported (any more): its line only says so. */
  tick: { id: string; value: string; checked: boolean } | null;
  measure: string;
  href: string;
  /** '第一阶段 · 牵头 · 6月30日（周二）前'. */
  meta: string;
  light: Light;
  /** '6月10日一期未报', '6月24日前报送'. */
  period: string;
  isLate: boolean;
  before: SaidBefore | null;
  /** '退回原因：…' of the last report. */
  returned: string | null;
  /** The numbers that are asked for. */
  figures: FieldView[];
  /** What the fields for it alone are called, and whether they stand open. */
  ownWords: string;
  open: boolean;
  hidden: FieldView[];
  fields: FieldView[];
  /** A word on each unit still open, for a lead that asks for completion; null where there is none. */
  partners: { fields: FieldView[]; open: boolean } | null;
}

export interface ReportFormView {
  action: string;
  draftAction: string;
  saved: string;
  hidden: FieldView[];
  itemsError: string | null;
  /** Begun, and (folded) not yet. */
  items: ReportItemView[];
  later: ReportItemView[];
  laterWords: string;
  shared: FieldView[];
}

/** 报送进展: all open items of a unit, to be answered at once. */
export interface ReportView {
  frame: Frame;
  trail: Link[];
  title: string;
  /** The plan it is about; null where there is no other to take it for. */
  planTitle: string | null;
  /** When the next report is due and how the unit stands in it. */
  news: string;
  summary: FaultSummary | null;
  /** What somebody else has filed or kept meanwhile, to be read beside what stands in the fields. */
  theirs: { title: string; lead: string; texts: (SaidBefore & { measure: string })[] } | null;
  form: ReportFormView | null;
  /** Whoever may look but not send sees the items. */
  rows: ReportItemView[];
  note: string | null;
  none: string | null;
  acknowledge: FormView | null;
  /** Evidence to go with it; null for whoever may not send. */
  files: AttachmentsPart | null;
  past: { href: string; label: string; about: string }[];
  pastNone: string;
  /** Where the links of earlier mails are ended; null for whoever may not. */
  revoke: string | null;
}

/** What a submission says of one item. */
export interface ReportSheet {
  measure: string;
  href: string;
  meta: string;
  kind: string;
  rating: string;
  /** '待审核', '退回重报'. */
  stage: string;
  parts: { term: string; text: string }[];
  figures: { name: string; target: string; now: string; total: string }[];
  /** Null where it cannot be taken back, or not by whoever looks. */
  withdraw: { action: string; version: string } | null;
}

/** One report as filed, to read and to print for signature. */
export interface SubmissionView {
  frame: Frame;
  trail: Link[];
  title: string;
  planTitle: string;
  facts: Fact[];
  summary: FaultSummary | null;
  reports: ReportSheet[];
  /** Null where none came with it. */
  files: AttachmentsPart | null;
  signatures: string[];
}

/** The numbers that the office asks for. */
export interface IndicatorsView {
  frame: Frame;
  trail: Link[];
  rows: { measure: string; name: string; unitWord: string; target: string }[];
  none: string;
  summary: FaultSummary | null;
  form: FormView | null;
}

/** Pages of 进展报告, by template. */
export interface ReportsViews {
  'pages/reports/report': ReportView;
  'pages/reports/submission': SubmissionView;
  'pages/reports/indicators': IndicatorsView;
}
