import { type Frame, type Link } from './views-common.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';
import { type Paragraph, type UnstartedPart } from './views-plan.js';

export interface IntakeLineView extends Link {
  /** '8项措施 · 23个单位 · 3个阶段'. */
  size: string;
  doubts: string;
  /** '6月24日 09:12 · 办公室'. */
  changed: string;
}

/** 导入方案: hand in a document, or go on with one that was left. */
export interface IntakesView {
  /** Where the spreadsheet is for a plan that has no document. */
  template: string;
  frame: Frame;
  trail: Link[];
  form: FormView;
  summary: FaultSummary | null;
  open: IntakeLineView[];
}

/** A form that stands behind 修改, open where it was refused; `remove` takes away what it is about. */
export interface EditForm {
  label: string;
  isOpen: boolean;
  action: string;
  submit: string;
  fields: FieldView[];
  remove: string | null;
}

/** A fact as it was read: where it stands, what it says, how sure the reader is. */
export interface IntakeFact {
  id: string;
  number: string;
  title: string;
  /** To the place in the text; null for what the office wrote. */
  source: string | null;
  /** '按位置推断' or '存疑'; null where the document says it outright. */
  sure: string | null;
  /** Lines under the title. */
  lines: string[];
  duties: { role: 'lead' | 'responsible'; roleWord: string; label: string; href: string; note: string | null }[];
  form: EditForm;
}

/** A name that is given work: which unit it stands for. */
export interface IntakeName {
  id: string;
  name: string;
  count: string;
  /** '新单位', '已有单位', '即县人力资源和社会保障局'. */
  stands: string;
  isDoubtful: boolean;
  form: EditForm;
}

export interface IntakeDoubt {
  id: string;
  message: string;
  quote: string | null;
  source: string | null;
  /** To where it is put right on this page; null where an answer is all there is. */
  fix: Link | null;
  action: string;
  version: number;
  key: string;
  answers: { label: string; value: string; primary: boolean }[];
  /** By what it is answered together with all others of its kind; null where it is answered by itself. */
  together: { label: string; key: string } | null;
  /** The facts that it names, each where it is put right. */
  links: Link[];
}

/** What is counted before a start: '8项措施', '171项责任事项'. */
export interface IntakeStart {
  action: string;
  version: number;
  sentence: string;
  counts: string[];
  /** What keeps it from being started, each with where it is put right. */
  missing: UnstartedPart['facts'];
  /** What does not keep it from being started, but should be looked at before. */
  cautions: UnstartedPart['facts'];
  preview: string;
  check: FieldView | null;
}

/** 核对导入稿: the document beside what was understood of it, doubts first, every fact to be edited in place. */
export interface IntakeView {
  frame: Frame;
  trail: Link[];
  title: string;
  about: string;
  summary: FaultSummary | null;
  paragraphs: Paragraph[];
  doubts: IntakeDoubt[];
  /** Those that were answered when the document was issued before; null where there are none. */
  settled: { label: string; messages: string[] } | null;
  head: { lines: { label: string; value: string; source: string | null }[]; form: EditForm };
  phases: IntakeFact[];
  newPhase: EditForm;
  /** Makes phases of the measures' own days; null where there are phases. */
  phasing: FormView | null;
  measures: IntakeFact[];
  /** What the marks of what is not stated mean; null where there are none. */
  legend: string | null;
  newMeasure: EditForm;
  names: IntakeName[];
  namesWords: string;
  people: { lines: string[]; form: EditForm };
  start: IntakeStart;
  drop: { action: string; version: number };
  /** Running plans that this may be another issue of, the likeliest first; `known` says so outright. */
  reissue: { known: string | null; plans: Link[] };
}

/** 启用后的邮件: which mails would leave by day, if nobody acted. */
export interface IntakePreviewView {
  frame: Frame;
  trail: Link[];
  lead: string;
  missing: string | null;
  days: { day: string; mails: string; kinds: string }[];
}

/** One thing that the new document says otherwise; `href` leads to the correction that applies it. */
export interface ComparisonRow {
  what: string;
  before: string;
  after: string;
  href: string | null;
  note: string | null;
  /** What the link does. */
  act: string;
}

/** 与运行中的方案对照. */
export interface ComparisonView {
  frame: Frame;
  trail: Link[];
  lead: string;
  plan: Link;
  rows: ComparisonRow[];
  drop: { action: string; version: number; compared: 'all' | 'part'; label: string };
}

/** The pages of intakes. */
export interface IntakesViews {
  'pages/intakes/list': IntakesView;
  'pages/intakes/intake': IntakeView;
  'pages/intakes/preview': IntakePreviewView;
  'pages/intakes/comparison': ComparisonView;
}
