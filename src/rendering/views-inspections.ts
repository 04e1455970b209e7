import { type Fact, type Frame, type Link, type Pager, type SelectField } from './views-common.js';
import { type ReportWords } from './views-desk.js';
import { type AttachmentsPart, type FaultSummary, type FieldView, type FormView } from './views-forms.js';
import { type Span } from './views-plan.js';

export interface InspectionsView {
  frame: Frame;
  planTitle: string;
  summary: FaultSummary | null;
  /** Opens a batch; null for whoever only looks. */
  form: FormView | null;
  formOpen: boolean;
  links: Link[];
  rows: {
    href: string;
    number: string;
    title: string;
    heldOn: string;
    method: string;
    group: string;
    selection: string;
    /** '已检查3/12'. */
    progress: string;
    /** '不达标2项', or ''. */
    failed: string;
    state: string;
  }[];
  total: string;
  none: string;
  pager: Pager;
}

/** How a sample was drawn, so that anybody can draw it again. */
export interface DrawView {
  sentence: string;
  check: string;
  /** '按种子复算，与名单一致'. */
  verdict: string;
  facts: Fact[];
  /** The ids of the pool and of the sample, written out. */
  pool: string;
  sample: string;
}

export interface InspectionView {
  frame: Frame;
  trail: Link[];
  title: string;
  news: string;
  summary: FaultSummary | null;
  facts: Fact[];
  draw: DrawView | null;
  rows: {
    id: number;
    href: string;
    item: string;
    phase: string;
    unit: Link;
    stage: string;
    conclusion: string;
    by: string;
  }[];
  total: string;
  pager: Pager;
  /** Ends the batch; null where it is ended, has open items, or is not this person's to end. */
  close: FormView | null;
  closeHint: string;
}

/** One line of findings on a sheet. */
export interface FindingRow {
  label: string;
  open: boolean;
  fields: FieldView[];
}

export interface InspectionItemView {
  frame: Frame;
  trail: Link[];
  title: string;
  itemHref: string;
  unit: Link;
  news: string;
  summary: FaultSummary | null;
  kept: KeptWords | null;
  report: ReportWords | null;
  reportNone: string;
  clause: { heading: string; spans: Span[]; href: string };
  /** The sheet; null where it is concluded, or not this person's to write. */
  form: {
    action: string;
    submit: string;
    /** Why a pass would not close the item; null where it would. */
    note: string | null;
    before: FieldView[];
    findings: FindingRow[];
    after: FieldView[];
  } | null;
  /** The conclusion; empty while there is none. */
  concluded: Fact[];
  concludedNone: string;
  findings: (Link & { about: string })[];
  evidence: AttachmentsPart;
}

/** What was typed into a form that is no longer open: nothing of it is lost, nothing of it was saved. */
export interface KeptWords {
  heading: string;
  words: Fact[];
}

export interface LedgerRow {
  nth: number;
  href: string;
  number: string;
  fact: string;
  source: Link | null;
  sourceWord: string;
  unit: string;
  item: string;
  responsible: string;
  measures: string;
  dueOn: string;
  left: string;
  stage: string;
  late: boolean;
  evidence: string;
  recheck: string;
  round: string;
  closed: string;
}

export interface LedgerView {
  frame: Frame;
  planTitle: string;
  action: string;
  fields: SelectField[];
  clear: string | null;
  export: string;
  rows: LedgerRow[];
  total: string;
  none: string;
  pager: Pager;
}

/** One round as it was reported and rechecked. */
export interface RoundView {
  id: string;
  heading: string;
  about: string;
  words: Fact[];
  files: AttachmentsPart;
  verdict: string;
  verdictReason: string | null;
}

export interface RectificationView {
  frame: Frame;
  trail: Link[];
  title: string;
  itemHref: string;
  unit: Link;
  news: string;
  summary: FaultSummary | null;
  kept: KeptWords | null;
  /** '已2次复查未通过，应当向领导小组组长报告', or null. */
  warning: string | null;
  facts: Fact[];
  finding: Fact[];
  rounds: RoundView[];
  roundsNone: string;
  /** What this person may do here, each with the sentence above its form. */
  evidence: AttachmentsPart | null;
  submit: FormView | null;
  recheck: FormView | null;
  /** Why there is no form for somebody who would otherwise have one. */
  barred: string | null;
  objection: {
    facts: Fact[];
    text: string;
    answer: string | null;
    form: FormView | null;
    /** Why there is no form for somebody who would otherwise answer. */
    barred: string | null;
  } | null;
  object: FormView | null;
  objectHint: string;
  /** The item's findings; empty where this is the only one. */
  others: (Link & { about: string })[];
}

export interface NoticeView {
  frame: Frame;
  back: Link;
  issued: string;
  title: string;
  number: string;
  to: string;
  opening: string;
  problems: { heading: string; lines: string[] }[];
  demands: string[];
  signature: string;
  day: string;
  contact: string;
}

export interface ClosingsView {
  frame: Frame;
  planTitle: string;
  /** '已销号3项，还有168项未销号'. */
  total: string;
  rows: {
    href: string;
    item: string;
    phase: string;
    unit: string;
    dueOn: string;
    completedOn: string;
    inTime: string;
    closedOn: string;
    source: Link | null;
  }[];
  none: string;
  pager: Pager;
}

/** Pages of 检查验收与整改, by template. */
export interface InspectionsViews {
  'pages/inspections/list': InspectionsView;
  'pages/inspections/inspection': InspectionView;
  'pages/inspections/item': InspectionItemView;
  'pages/rectifications/list': LedgerView;
  'pages/rectifications/rectification': RectificationView;
  'pages/rectifications/notice': NoticeView;
  'pages/rectifications/closings': ClosingsView;
}
