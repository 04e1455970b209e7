import { type Frame, type Link, type ReasonedLight } from './views-common.js';
import { type AttachmentsPart, type FaultSummary, type FormView } from './views-forms.js';

/** 佐证材料 on a page of their own, for who was refused a file or has no room for them elsewhere. */
export interface AttachmentsView {
  frame: Frame;
  back: Link;
  title: string;
  lead: string;
  summary: FaultSummary | null;
  part: AttachmentsPart;
}

/** What a unit said last of its part: its words at a glance, the rest to unfold. */
export interface LastReport {
  /** '6月23日 报进展 · 待审核'. */
  about: string;
  /** The first words of the progress; '' where there are none. */
  glance: string;
  parts: { term: string; text: string }[];
  files: Link[];
}

/** One unit of a measure in one phase. */
export interface MeasureRow {
  unit: string;
  /** Where its item stands; null for whoever may not see it. */
  href: string | null;
  isOwn: boolean;
  role: 'lead' | 'responsible';
  roleWord: string;
  stage: string;
  light: ReasonedLight;
  /** '6月24日一期', or null where nothing is asked. */
  period: string | null;
  /** '未报', and whether it is to be marked. */
  answer: string;
  isOpen: boolean;
  last: LastReport | null;
  /** '已催办2次，最近6月24日'; null for none. */
  chased: string | null;
}

/** One measure as its lead unit and the office see it, or a responsible unit its own part. */
export interface MeasureView {
  frame: Frame;
  trail: Link[];
  title: string;
  /** '牵头单位：县总工会（第一牵头）、县民政局'. */
  leads: string;
  /** '本期：1家已报、4家未报'. */
  news: string;
  summary: FaultSummary | null;
  /** What came of the chase just made; empty otherwise. */
  outcome: string[];
  clause: string;
  phases: { label: string; note: string; href: string; current: boolean }[];
  heading: string;
  rows: MeasureRow[];
  /** Said where a partner is late; null where none is. */
  fairness: string | null;
  /** Why there is nothing to show, for a draft plan. */
  none: string;
  chase: FormView | null;
  /** Why nobody, or who not, can be chased now. */
  chaseNotes: string[];
  consolidation: FormView | null;
  consolidationNote: string | null;
}

/** Pages of 牵头单位的措施 and of evidence, by template. */
export interface MeasuresViews {
  'pages/attachments/files': AttachmentsView;
  'pages/measures/measure': MeasureView;
}
