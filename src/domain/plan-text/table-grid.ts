import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { type Fits, fitsOf } from './table-fit.js';
import { apart, type Column, type Header } from './table-header.js';
import { cellsOf } from './table-rows.js';
import { DAY_LINE } from './words.js';

/** A row's cells by column, in the cleaned text; an empty one is where it would stand. `breaks` are the line ends inside a cell. */
export interface TableRow {
  block: Block;
  cells: Cell[];
}

export interface Cell extends Range {
  breaks?: number[];
}

/** A cell, or a part of one that a line's end broke; how it stands to the piece before: on a new line, right beside, or somewhere beside it. */
interface Piece extends Range {
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
interface Way {
  points: number;
  /** The state of the piece before, and whether a row begins here. */
  from: number;
  isNewRow: boolean;
}

const LONGEST_ACROSS = 30;
/** What stands below a table, and never in one. */
const BELOW = /^(?:抄\s?[送报]|附\s?件|[备附]?注\s?:|说明\s?:|联系(?:人|电话)\s?:)|印发$/;
/** A table whose reading has lost so many points since its best is over. */
const OVER = 14;
/** What a row must be worth besides. */
const NEW_ROW = 1;
const NO_WAY = -1e9;

/**
 * The rows of a table from the line behind its header on, however their cells lost their places: cells set one below another, broken
 * over lines, left out because they are empty or the same as above. Of all ways to deal the pieces out to the columns in reading order
 * the one is taken in which they fit best what the columns hold; the table ends where going on would fit worse.
 */
export function gridRows(clean: CleanText, from: number, header: Header): { rows: TableRow[]; blocks: Block[] } {
  const dealing = new Dealing(header);
  const ways: Way[][] = [];
  const pieces: Piece[] = [];
  const repeated: Block[] = [];
  let [best, last, state] = [0, -1, -1];
  for (let at = from; at < clean.blocks.length && !isBelow(clean, at, header); at++) {
    const again = repeats(clean, at, header);
    if (again > 0) {
      repeated.push(...clean.blocks.slice(at, at + again));
      at += again - 1;
      continue;
    }
    for (const piece of piecesOf(clean, clean.blocks[at]!, header)) {
      const before = pieces.at(-1);
      const next = dealing.next(ways.at(-1) ?? null, before, piece);
      pieces.push(piece);
      ways.push(next);
    }
    const [ended, points] = dealing.ended(ways.at(-1) ?? []);
    if (points > best) [best, last, state] = [points, pieces.length - 1, ended];
    if (points < best - OVER) break;
  }
  const rows = dealt(pieces, ways, last, state, header.columns.length);
  const end = pieces[last]?.end ?? 0;
  const used = pieces.slice(0, last + 1).map(({ block }) => block);
  return { rows, blocks: [...new Set([...used, ...repeated.filter((block) => block.end <= end)])] };
}

/** What follows the table and is no row of it: a list of copies, a remark, who signed it above the day. */
function isBelow(clean: CleanText, at: number, { layout }: Header): boolean {
  const [block, next] = [clean.blocks[at], clean.blocks[at + 1]];
  if (!block || BELOW.test(clean.flatOf(block))) return true;
  const isBare = layout !== 'lines' && cellsOf(clean.text.slice(block.start, block.end)) === null;
  return isBare && next !== undefined && DAY_LINE.test(clean.flatOf(next));
}

/** How many lines the header takes where it stands once more, on a new page; 0 where it does not. */
function repeats(clean: CleanText, at: number, { labels, lines, layout }: Header): number {
  const block = clean.blocks[at];
  if (!block || !clean.flatOf(block).startsWith(labels[0] ?? '')) return 0;
  const own = clean.blocks.slice(at, at + lines);
  const words = (text: string): string => text.replace(/[\s|]/g, '');
  if (layout === 'marks' && lines === 2 && words(clean.flatOf(block)) === words(labels.join(''))) return 2;
  return words(own.map((one) => clean.flatOf(one)).join('')) === words(labels.join('')) ? lines : 0;
}

function piecesOf(clean: CleanText, block: Block, { layout, columns }: Header): Piece[] {
  const text = clean.text.slice(block.start, block.end);
  const marked = cellsOf(text, layout === 'marks');
  const cells = marked ?? (layout === 'gaps' ? apart(text) : null) ?? [{ start: 0, end: text.length }];
  const placed = cells.map((cell) => ({ start: cell.start + block.start, end: cell.end + block.start }));
  const across = acrossAll(clean, placed);
  const isWhole = placed.length === columns.length;
  return (across ? [across] : placed).map((cell, place) => ({
    ...{ ...cell, block, isAcross: across !== null, isWhole, fits: fitsOf(clean, cell) },
    joint: place === 0 ? 'line' : marked ? 'cell' : 'gap',
    isOpen: /[、,]$/.test(clean.flat.slice(cell.start, cell.end)),
  }));
}

/** '一、完善设施 | | |', or the same in each cell: a heading of the rows below. */
function acrossAll(clean: CleanText, cells: readonly Range[]): Range | null {
  const full = cells.filter(({ start, end }) => end > start);
  const [first] = full;
  if (!first) return null;
  const words = new Set(full.map(({ start, end }) => clean.flat.slice(start, end)));
  const isHeading = first.end - first.start <= LONGEST_ACROSS && headingNumber(clean.flat, first.start) !== null;
  const isBare = /^\d{1,3}[.、]?$/.test(clean.flat.slice(first.start, first.end));
  return words.size === 1 && (full.length > 1 || (isHeading && !isBare && full[0] === cells[0])) ? first : null;
}

/** What it costs to leave a column of a row empty, and to go on with its cell on another line. */
const EMPTY: Readonly<Record<Column, number>> = {
  ...{ number: 3, task: 2.5, phase: 2.5, lead: 2, responsible: 2, time: 2, other: 0.5 },
};
const GOES_ON: Readonly<Record<Column, number>> = {
  ...{ number: 20, task: 0.3, phase: 1, lead: 1.5, responsible: 1.4, time: 5, other: 1 },
};

/** Deals pieces out to the columns of a table; the state behind the last column is 'across'. */
class Dealing {
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
      for (const [from, way] of (ways ?? []).entries()) {
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
    if (piece.isWhole) return Math.max(piece.fits[column], 1);
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

/** The rows that the best way has made of the pieces up to the last. */
function dealt(
  pieces: readonly Piece[],
  ways: readonly Way[][],
  last: number,
  state: number,
  count: number,
): TableRow[] {
  const placed: { piece: Piece; state: number; isNewRow: boolean }[] = [];
  for (let [at, to] = [last, state]; at >= 0; at--) {
    const way = ways[at]?.[to];
    const piece = pieces[at];
    if (!way || !piece) break;
    placed.unshift({ piece, state: to, isNewRow: way.isNewRow });
    to = way.from;
  }
  const rows: TableRow[] = [];
  let row: TableRow | null = null;
  for (const { piece, state: at, isNewRow } of placed) {
    if (at === count) row = null;
    else {
      if (isNewRow || !row) {
        const empty = { start: piece.start, end: piece.start };
        rows.push((row = { block: { ...piece.block }, cells: Array.from({ length: count }, () => ({ ...empty })) }));
      }
      row.block.end = piece.end;
      row.cells[at] = grown(row.cells[at], piece);
    }
  }
  return rows;
}

function grown(cell: Cell | undefined, piece: Piece): Cell {
  if (!cell || cell.end === cell.start) return { start: piece.start, end: piece.end };
  return { start: cell.start, end: piece.end, breaks: [...(cell.breaks ?? []), piece.start] };
}
