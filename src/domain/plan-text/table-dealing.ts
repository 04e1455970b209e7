import { type Range } from './brackets.js';
import { type Block } from './clean-text.js';
import { type Fits } from './table-fit.js';
import { type Column, type Header } from './table-header.js';

/** A cell, or a part of one that a line's end broke; how it stands to the piece before: on a new line, right beside, or somewhere beside it. */
export interface Piece extends Range {
  block: Block;
  joint: 'line' | 'cell' | 'gap';
  /** A heading between rows, across all columns. */
  isAcross: boolean;
  fits: Fits;
  /** Its line has as many cells as the table has columns: whatever they hold, they stand where they belong. */
  isWhole: boolean;
  /** It ends with a comma. */
  isOpen: boolean;
}

/** Where a piece may stand: in a column, or across the table. */
export interface Way {
  points: number;
  /** The state of the piece before, and whether a row begins here. */
  from: number;
  isNewRow: boolean;
}

/** What a row must be worth besides. */
const NEW_ROW = 1;
const NO_WAY = -1e9;

/** What it costs to leave a column of a row empty, and to go on with its cell on another line. */
const EMPTY: Readonly<Record<Column, number>> = {
  ...{ number: 3, task: 2.5, phase: 2.5, lead: 2, responsible: 2, time: 2, other: 0.5 },
};
const GOES_ON: Readonly<Record<Column, number>> = {
  ...{ number: 20, task: 0.3, phase: 1, lead: 1.5, responsible: 1.4, time: 5, other: 1 },
};

/** Deals pieces out to the columns of a table; the state behind the last column is 'across'. */
export class Dealing {
  private readonly columns: readonly Column[];
  private readonly skipped: number[];
  private readonly isOneBelow: boolean;

  constructor({ columns, layout }: Header) {
    this.columns = columns;
    this.isOneBelow = layout === 'lines';
    this.skipped = [0];
    // Cells set one below another leave only tasks out that several rows share.
    const isOnlyTask = this.isOneBelow && columns.filter((column) => column === 'task').length === 1;
    const cost = (column: Column): number => EMPTY[column] + (isOnlyTask && column === 'task' ? 3 : 0);
    for (const column of columns) this.skipped.push((this.skipped.at(-1) ?? 0) + cost(column));
  }

  /** The best way to each state for a piece, given those of the piece before. */
  next(ways: readonly Way[] | null, before: Piece | undefined, piece: Piece): Way[] {
    const across = this.columns.length;
    return Array.from({ length: across + 1 }, (_, to): Way => {
      let best: Way = { points: NO_WAY, from: -1, isNewRow: true };
      const try_ = (points: number, from: number, isNewRow: boolean): void => {
        if (points > best.points) best = { points, from, isNewRow };
      };
      const own = this.own(piece, to);
      if (own <= NO_WAY) return best;
      if (!ways) try_(to === across ? own : own - this.gap(0, to) - NEW_ROW, -1, true);
      const first = piece.joint === 'cell' ? Math.max(0, to - 1) : 0;
      const last = piece.joint === 'line' ? across : to - 1;
      for (let from = first; ways && from <= last; from++) {
        const way = ways[from]!;
        if (way.points <= NO_WAY) continue;
        const [step, isNewRow] = this.step(from, to, before!, piece);
        if (step > NO_WAY) try_(way.points + step + own, from, isNewRow);
      }
      return best;
    });
  }

  /** The best state in which the table may end here, with its points. */
  ended(ways: readonly Way[]): [number, number] {
    const ends = ways.map(({ points }, state) => points - this.gap(state + 1, this.columns.length));
    const best = ends.reduce((found, points, state) => (points > (ends[found] ?? NO_WAY) ? state : found), 0);
    return [best, ends[best] ?? NO_WAY];
  }

  private own(piece: Piece, to: number): number {
    const column = this.columns[to];
    if (column === undefined) return piece.isAcross ? -0.1 : NO_WAY;
    if (piece.isAcross && piece.joint === 'line' && !this.isOneBelow) return -8;
    if (piece.isWhole) return 1;
    // Of two columns of tasks the first is the one that rows share.
    return piece.end > piece.start ? piece.fits[column] + to / 100 : -0.2;
  }

  /** What columns cost that stay empty, from one to before another. */
  private gap(from: number, to: number): number {
    const last = Math.min(to, this.columns.length);
    return from >= last ? 0 : (this.skipped[last] ?? 0) - (this.skipped[from] ?? 0);
  }

  private step(from: number, to: number, before: Piece, piece: Piece): [number, boolean] {
    const across = this.columns.length;
    if (piece.joint === 'cell') return [to === from + 1 && to < across ? 0 : NO_WAY, false];
    if (piece.joint === 'gap') return [to > from && to < across ? -this.gap(from + 1, to) : NO_WAY, false];
    const newRow = -this.gap(from + 1, across) - this.gap(0, to) - NEW_ROW;
    if (to === across || from === across || to < from)
      return [to === across ? -this.gap(from + 1, across) : newRow, true];
    if (to === from) {
      const on = -this.goesOn(to, before, piece);
      return on >= newRow ? [on, false] : [newRow, true];
    }
    const beside = -this.gap(from + 1, to) - (this.isOneBelow ? 0 : 1);
    return beside >= newRow ? [beside, false] : [newRow, true];
  }

  /** Part of a task is shorter than prose; behind a comma the list goes on. */
  private goesOn(column: number, before: Piece, piece: Piece): number {
    const kind = this.columns[column] ?? 'other';
    if ((kind === 'lead' || kind === 'responsible') && before.isOpen) return 0;
    return (
      GOES_ON[kind] +
      (kind === 'task' ? Math.max(0, piece.fits.task) + (piece.end - piece.start) / 80 : 0) +
      (before.end === before.start ? 20 : 0)
    );
  }
}
