import { type ActForm } from './views-assignments.js';
import { type FaultSummary } from './views-forms.js';
import { type Fact, type Frame, type Link, type Pager } from './views-common.js';

/** A letter in the list. */
export interface LetterRow {
  href: string;
  when: string;
  from: string;
  subject: string;
  unit: string;
  state: string;
  reason: string;
}

export interface LettersView {
  frame: Frame;
  /** Whose mailbox is looked into, when it last was, and what was wrong. */
  lead: string;
  fault: string | null;
  /** 待处理 and 已处理, with how many. */
  tabs: { label: string; href: string; current: boolean; note: string }[];
  caption: string;
  rows: LetterRow[];
  none: string;
  pager: Pager;
}

export interface LetterView {
  frame: Frame;
  subject: string;
  state: string;
  reason: string | null;
  facts: Fact[];
  /** What was written, without what it quotes; null where nothing is left. */
  words: string | null;
  /** All of it as it came, where that is more. */
  whole: string | null;
  files: Link[];
  refused: string[];
  acts: ActForm[];
  summary: FaultSummary | null;
  /** What was typed into a form that is no longer open. */
  unsaved: string | null;
}

/** The pages of letters. */
export interface LettersViews {
  'pages/letters/list': LettersView;
  'pages/letters/letter': LetterView;
}
