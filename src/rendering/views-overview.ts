import { type ClosedView } from './views-plan.js';
import { type Bar, type Frame, type Light, type Link, type ReasonedLight, type StandingCode } from './views-common.js';

export interface PhaseOnLine {
  label: string;
  title: string;
  dates: string;
  state: 'past' | 'now' | 'ahead';
  stateWord: string;
  /** '办结 12/57', '' before it opens. */
  done: string;
  /** Widths as SVG percentages: '21%'. */
  share: string;
  /** Where today stands in this phase; null in every other phase. */
  todayAt: string | null;
  /** On which side of the mark the word 今天 has room: 'start' to its right, 'end' to its left. */
  todayAnchor: 'start' | 'end' | null;
  href: string;
}

export interface Figure {
  label: string;
  value: string;
  /** '/171', or null. */
  of: string | null;
  /** '较昨日 +2'. */
  change: string;
  standing: StandingCode;
  href: string;
}

export interface MatrixCell {
  href: string;
  bar: Bar;
  /** '5/7'; '—' where there is nothing. */
  done: string;
  /** The worst light and how many stand so: '逾期 2'; null where there is nothing. */
  light: Light | null;
  /** Said to a screen reader after the visible words: '，措施一，第一阶段'. */
  of: string;
}

export interface MatrixRow {
  number: string;
  title: string;
  href: string;
  leads: string;
  cells: MatrixCell[];
  total: string;
}

export interface TodayLine {
  text: string;
  detail: string | null;
  href: string;
}

export interface UnitLine {
  name: string;
  href: string;
  lead: number;
  responsible: number;
  bar: Bar;
  done: string;
  worst: ReasonedLight;
}

export interface LateLine {
  unit: Link;
  measure: string;
  phase: string;
  dueOn: string;
  light: ReasonedLight;
  href: string;
}

export interface OverviewView {
  frame: Frame;
  /** With which words it was closed; null while it runs. */
  closed: ClosedView | null;
  plan: { title: string; docNumber: string | null; href: string };
  phases: PhaseOnLine[];
  figures: Figure[];
  matrix: {
    columns: { label: string; dates: string; href: string }[];
    rows: MatrixRow[];
    totals: MatrixCell[];
    total: string;
  };
  today: {
    heading: string;
    sent: TodayLine[];
    sentNone: string;
    next: TodayLine[];
    nextNone: string;
    acts: TodayLine[];
    actsNone: string;
  };
  /** `href` leads to the rest where not all are listed. */
  late: { heading: string; lines: LateLine[]; none: string; href: string | null };
  units: UnitLine[];
  unitsHref: string;
}
