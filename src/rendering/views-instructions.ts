import { type ActForm, type TimelineEntry } from './views-assignments.js';
import { type Fact, type Frame, type Light, type Link, type Pager } from './views-common.js';
import { type FaultSummary, type FormView } from './views-forms.js';
import { type Figure } from './views-overview.js';

/** A red item as a leader reads it: what, who, how long, why, and what the unit wants of whom. */
export interface RedLine {
  href: string;
  measure: string;
  unit: Link;
  light: Light;
  /** '已逾期3个工作日'. */
  since: string;
  /** The unit's own words. */
  reason: string;
  /** '6月26日报，待审核'; null where nothing was reported. */
  from: string | null;
  ask: string;
}

export interface BriefingView {
  frame: Frame;
  planTitle: string;
  dayLong: string;
  /** The issues that were sent. */
  digests: Link;
  /** The three numbers against last week. */
  figures: Figure[];
  red: { heading: string; lines: RedLine[]; more: Link | null; none: string };
  /** The next deadline, in a sentence. */
  next: string;
  open: { heading: string; lines: (Link & { detail: string; light: Light })[]; none: string; all: Link };
  summary: FaultSummary | null;
  form: FormView | null;
}

export interface InstructionRow {
  href: string;
  text: string;
  leader: string;
  unit: string;
  dueOn: string;
  /** '还剩3个工作日', '' once it is carried out. */
  left: string;
  state: Light;
}

export interface InstructionsView {
  frame: Frame;
  planTitle: string;
  rows: InstructionRow[];
  total: string;
  none: string;
  pager: Pager;
  summary: FaultSummary | null;
  form: FormView | null;
  formOpen: boolean;
}

export interface InstructionView {
  frame: Frame;
  trail: Link[];
  title: string;
  text: string;
  /** '县教育局 · 6月20日前 · 还剩3个工作日'. */
  news: string;
  state: Light;
  summary: FaultSummary | null;
  acts: ActForm[];
  /** What was typed where another was quicker; null where a form holds it. */
  unsaved: string | null;
  answer: string | null;
  answerNone: string;
  facts: Fact[];
  timeline: TimelineEntry[];
}

/** Pages of 领导阅示和批示, by template. */
export interface InstructionsViews {
  'pages/instructions/briefing': BriefingView;
  'pages/instructions/list': InstructionsView;
  'pages/instructions/instruction': InstructionView;
}
