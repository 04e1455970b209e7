import { type ActForm, type TimelineEntry } from './views-assignments.js';
import {
  type Fact,
  type Frame,
  type Light,
  type Link,
  type Pager,
  type ReasonedLight,
  type SelectField,
} from './views-common.js';
import { type FaultSummary, type FormView } from './views-forms.js';

/** A request as one line of a list. */
export interface ExtensionLine {
  href: string;
  /** '第1次 · 延至7月10日'. */
  label: string;
  /** '6月22日提出'. */
  detail: string;
  light: Light;
}

/** The form with which a unit asks for more time, or why it cannot. */
export interface AskExtensionView {
  frame: Frame;
  trail: Link[];
  what: string;
  whatHref: string;
  who: string;
  until: string;
  light: ReasonedLight;
  facts: Fact[];
  summary: FaultSummary | null;
  whyNot: string | null;
  form: FormView | null;
  earlier: ExtensionLine[];
  earlierNone: string;
}

/** One request with everything, and what may be done about it. */
export interface ExtensionView {
  frame: Frame;
  trail: Link[];
  what: string;
  whatHref: string;
  /** '县教育局 · 第1次申请 · 由6月30日延至7月10日'. */
  news: string;
  state: Light;
  /** Who has to act: '待办公室审批'. */
  waits: string;
  summary: FaultSummary | null;
  acts: ActForm[];
  /** Why the office's own consent is not among them; null where it is. */
  note: string | null;
  /** 延期理由, 已有进展, and the opinions once there are any. */
  texts: { heading: string; text: string }[];
  facts: Fact[];
  timeline: TimelineEntry[];
}

export interface ExtensionRow {
  href: string;
  measure: string;
  unit: Link;
  originalDueOn: string;
  dueOnBefore: string;
  askedDay: string;
  /** The day granted, or '—'. */
  grantedDay: string;
  state: Light;
  requestedOn: string;
}

/** How punctual a plan's items are against one kind of day. */
export interface PunctualityRow {
  label: string;
  due: string;
  onTime: string;
  rate: string;
}

export interface ExtensionsView {
  frame: Frame;
  planTitle: string;
  action: string;
  fields: SelectField[];
  clear: string | null;
  rows: ExtensionRow[];
  total: string;
  none: string;
  pager: Pager;
  punctuality: PunctualityRow[];
  /** What the two lines count. */
  ratesNote: string;
}

/** Pages of 延期, by template. */
export interface ExtensionsViews {
  'pages/extensions/ask': AskExtensionView;
  'pages/extensions/extension': ExtensionView;
  'pages/extensions/list': ExtensionsView;
}
