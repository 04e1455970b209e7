import { type Range } from './brackets.js';
import { type Block } from './clean-text.js';
import { type Fits, OF_PLACE_POINTS } from './table-fit.js';
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
  /** It begins with a number, '2.新建管网'; it ends like a sentence. */
  isNumbered: boolean;
  isSentence: boolean;
  /** How wide it is on paper, in half signs. */
  width: number;
}

/** Whether a piece may be a further line of the cell of the one before: no number of a row is, nor a numbered task but in a list of them. */
const goesOnCell = ({ joint, isWhole, isAcross, isNumbered, fits }: Piece, before: Piece): boolean =>
  joint === 'line' && !isWhole && !isAcross && fits.number < 5 && (!isNumbered || before.isSentence);

/** What the cells of a column have in common: how wide they are, in half signs, where lines of theirs are broken; whether their units are called by their place. */
export interface Habit {
  width: number | null;
  isPlaced: boolean;
}

/** Where a run of pieces may stand: in a column, or across the table. */
export interface Way {
  points: number;
  /** The first piece of the run. */
  first: number;
  /** The state of the piece before that, and whether a row begins here. */
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

/** Mostly empty. */
const REMARK = /^(?:备\s?注|说\s?明)$/;
/** A cell of more lines is put together from several. */
const LONGEST_RUN = 12;
/** Beyond so many lines each is taken by itself: nobody prints such a table, and reading ends in time whatever is handed in. */
export const MOST_LINES = 4000;

interface Entering {
  ways: readonly Way[] | null;
  before: Piece | undefined;
  run: Piece;
  first: number;
  to: number;
  own: number;
}

/** Deals pieces out to the columns of a table; the state behind the last column is 'across'. */
export class Dealing {
  private readonly columns: readonly Column[];
  private readonly skipped: number[];
  private readonly isOneBelow: boolean;
  private readonly isRemark: boolean[];

  /** `habits` are those of the columns, where they are known. */
  constructor(
    { columns, labels, layout }: Header,
    private readonly habits: readonly Habit[] = [],
  ) {
    this.columns = columns;
    this.isOneBelow = layout === 'lines';
    this.skipped = [0];
    // Cells set one below another leave only tasks out that several rows share.
    const isOnlyTask = this.isOneBelow && columns.filter((column) => column === 'task').length === 1;
    this.isRemark = columns.map((column, at) => column === 'other' && REMARK.test(labels[at] ?? ''));
    const cost = (column: Column, at: number): number =>
      this.isRemark[at] ? 0 : EMPTY[column] + (isOnlyTask && column === 'task' ? 3 : 0);
    for (const [at, column] of columns.entries()) this.skipped.push((this.skipped.at(-1) ?? 0) + cost(column, at));
  }

  /** The best way to each state for the last of the pieces, given those of all before; `fitsOf` says how pieces from one on fit as one. */
  next(ways: readonly (readonly Way[])[], pieces: readonly Piece[], fitsOf: (first: number) => Fits): Way[] {
    const across = this.columns.length;
    const found = Array.from({ length: across + 1 }, (): Way => ({
      points: NO_WAY,
      first: -1,
      from: -1,
      isNewRow: true,
    }));
    const last = pieces.length - 1;
    const longest = this.isOneBelow && last < MOST_LINES ? LONGEST_RUN : 1;
    for (let first = last; first >= 0 && last - first < longest; first--) {
      const head = pieces[first]!;
      // A number alone is a cell, and no line of another.
      if (first < last && (!goesOnCell(pieces[first + 1]!, head) || head.isWhole || head.fits.number >= 5)) break;
      const run = first === last ? head : { ...head, end: pieces[last]!.end, isAcross: false, fits: fitsOf(first) };
      for (let to = 0; to <= across; to++) {
        const own = this.own(run, to) - (to < across && this.isOneBelow ? this.torn(pieces, first, to) : 0);
        if (own > NO_WAY)
          this.better(found[to]!, { ways: ways[first - 1] ?? null, before: pieces[first - 1], run, first, to, own });
      }
    }
    return found;
  }

  /** Takes the best way into a state, where it is better than the one found. */
  private better(best: Way, { ways, before, run, first, to, own }: Entering): void {
    const across = this.columns.length;
    const try_ = (points: number, from: number, isNewRow: boolean): void => {
      if (points > best.points) Object.assign(best, { points, first, from, isNewRow });
    };
    if (!ways || !before) return try_(to === across ? own : own - this.gap(0, to) - NEW_ROW, -1, true);
    const last = run.joint === 'line' ? across : to - 1;
    for (let from = run.joint === 'cell' ? Math.max(0, to - 1) : 0; from <= last; from++) {
      const way = ways[from]!;
      if (way.points <= NO_WAY) continue;
      const [step, isNewRow] = this.step(from, to, before, run, own);
      if (step > NO_WAY) try_(way.points + step + own, from, isNewRow);
    }
  }

  /** The best state in which the table may end here, with its points. */
  ended(ways: readonly Way[]): [number, number] {
    const ends = ways.map(({ points }, state) => points - this.gap(state + 1, this.columns.length));
    const best = ends.reduce((found, points, state) => (points > (ends[found] ?? NO_WAY) ? state : found), 0);
    return [best, ends[best] ?? NO_WAY];
  }

  /** What speaks against lines being those of one cell: its width breaks them, so none is wider and none but the last is shorter. */
  private torn(pieces: readonly Piece[], first: number, to: number): number {
    const namesUnits = this.columns[to] === 'lead' || this.columns[to] === 'responsible';
    const known = this.habits[to]?.width ?? null;
    // Of two lists the second is the longer one.
    const ofLine = this.columns[to] === 'lead' ? 0.15 : 0.1;
    let [widest, areNames, cost] = [0, namesUnits, ofLine * (pieces.length - 1 - first)];
    for (let at = first; at < pieces.length - 1; at++) widest = Math.max(widest, pieces[at]!.width);
    for (let at = first; at < pieces.length; at++) {
      const { width, isOpen, fits } = pieces[at]!;
      const saysMore = fits.responsible >= 4 || fits.time >= 4;
      const isLast = at === pieces.length - 1;
      if (width < (known ?? widest) - 2 && !(isOpen || isLast || (namesUnits && saysMore))) cost += 1.5;
      // A list with a name to a line has lines of any width.
      const full = known ?? (isLast && widest > 0 ? widest : Infinity);
      if (width > full + 2 && !areNames) cost += 2;
      // Behind a full stop a text is over more often than not.
      if (!isLast && !namesUnits && pieces[at]!.isSentence) cost += 0.4;
      // A line that is a name or a day by itself is seldom the rest of a sentence.
      if (!namesUnits && this.columns[to] !== 'time' && at > first && saysMore) cost += 2;
      areNames &&= saysMore;
    }
    return cost;
  }

  private own(piece: Piece, to: number): number {
    const column = this.columns[to];
    if (column === undefined) return piece.isAcross ? -0.1 : NO_WAY;
    if (piece.isAcross && piece.joint === 'line' && !this.isOneBelow) return -8;
    if (piece.isWhole) return 1;
    // Of two columns of tasks the first is the one that rows share.
    if (piece.end <= piece.start) return -0.2;
    const isOdd = this.habits[to]?.isPlaced === true && piece.fits[column] < OF_PLACE_POINTS;
    return piece.fits[column] + to / 100 - (isOdd ? 1.5 : 0) - (this.isRemark[to] ? 1 : 0);
  }

  /** What columns cost that stay empty, from one to before another. */
  private gap(from: number, to: number): number {
    const last = Math.min(to, this.columns.length);
    return from >= last ? 0 : (this.skipped[last] ?? 0) - (this.skipped[from] ?? 0);
  }

  private step(from: number, to: number, before: Piece, piece: Piece, own: number): [number, boolean] {
    const across = this.columns.length;
    if (piece.joint === 'cell') return [to === from + 1 && to < across ? 0 : NO_WAY, false];
    if (piece.joint === 'gap') return [to > from && to < across ? -this.gap(from + 1, to) : NO_WAY, false];
    const newRow = -this.gap(from + 1, across) - this.gap(0, to) - NEW_ROW;
    if (to === across || from === across || to < from)
      return [to === across ? -this.gap(from + 1, across) : newRow, true];
    if (to === from) {
      // A cell is earned once, however many runs it is put together from.
      const on = -this.goesOn(to, before, piece) - (this.isOneBelow ? Math.max(0, own) : 0);
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
