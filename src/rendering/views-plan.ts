import { type Frame, type Link } from './views-common.js';
import { type FaultSummary, type FieldView, type FormView } from './views-forms.js';

export interface PlanLine extends Link {
  docNumber: string | null;
  state: 'draft' | 'running' | 'closed';
  stateWord: string;
  /** '8项措施 · 23个单位 · 171项责任事项'. */
  size: string;
  issuedOn: string | null;
  findings: string | null;
}

export interface PlansView {
  frame: Frame;
  /** Where another plan is handed in; null for whoever may not. */
  intakes: string | null;
  plans: PlanLine[];
}

/** A run of the document's text; a marked one is a fact and leads to its line at the right. */
export interface Span {
  text: string;
  mark: { id: string; kind: 'measure' | 'unit' | 'phase' | 'finding'; href: string; title: string } | null;
}

export interface Paragraph {
  kind: 'title' | 'heading' | 'text';
  spans: Span[];
}

export interface DutyLine extends Link {
  role: 'lead' | 'responsible';
  /** '牵头' or '责任'. */
  roleWord: string;
  /** '第一牵头' where there are several, or null. */
  note: string | null;
}

export interface MeasureFacts {
  id: string;
  number: string;
  title: string;
  /** To the clause in the text. */
  source: string;
  duties: DutyLine[];
}

export interface PhaseFacts {
  id: string;
  number: string;
  title: string;
  source: string;
  dates: string;
  /** How the day was read: '原文“2020年6月30日前”，含当日'. */
  reading: string;
}

/** One answer to a doubt: a button posting `answer`. */
export interface FindingAnswer {
  label: string;
  value: string;
  primary: boolean;
}

export interface FindingLine {
  /** The anchor that the marked words in the text lead to. */
  id: string;
  message: string;
  quote: string | null;
  /** To the place in the text, or null where it has none. */
  source: string | null;
  action: string;
  /** The row's version, posted back to notice that another has answered meanwhile. */
  version: number;
  answers: FindingAnswer[];
}

export interface MemberLine {
  role: string;
  name: string;
  unit: string;
}

export interface PlanView {
  frame: Frame;
  title: string;
  docNumber: string | null;
  state: 'draft' | 'running' | 'closed';
  stateWord: string;
  /** '白沙黎族自治县委办公室 · 2020年5月12日印发'. */
  issued: string;
  /** Further pages of the plan that this person may open. */
  ways: Link[];
  paragraphs: Paragraph[];
  findings: FindingLine[];
  /** '原文核对无疑点' when none is open. */
  findingsNone: string;
  measures: MeasureFacts[];
  phases: PhaseFacts[];
  group: MemberLine[];
  office: MemberLine[];
  /** With which words it was closed; null before. */
  closed: ClosedView | null;
  /** A draft's activation; null once it runs. */
  activation: {
    action: string;
    version: number;
    sentence: string;
    button: string;
    waiting: string | null;
    /** What the start would bring with it that nobody may want; where there is any, `check` is to be ticked. */
    cautions: UnstartedPart['facts'];
    check: FieldView | null;
  } | null;
  /** Why it was not started. */
  summary: FaultSummary | null;
}

/** 方案尚未启用: what is known of it, each with where it is seen to. */
export interface UnstartedPart {
  facts: { text: string; links: Link[] }[];
}

/** A plan that nobody has started, in the place of what it will be. */
export interface UnstartedView extends UnstartedPart {
  frame: Frame;
  heading: string;
  title: string | null;
  lead: string;
}

export interface NoPlanView {
  frame: Frame;
  steps: { text: string; link: Link | null; command: string | null }[];
}

/** With which summary a plan was closed. */
export interface ClosedView {
  /** '方案已于2020年12月31日结束'. */
  heading: string;
  by: string;
  paragraphs: string[];
}

/** The page on which a plan is closed, or reopened. */
export interface ClosureView {
  frame: Frame;
  title: string;
  plan: Link;
  closed: ClosedView | null;
  /** What would stay behind, with counts and where it is seen. */
  left: { text: string; href: string }[];
  says: string;
  form: FormView | null;
}
