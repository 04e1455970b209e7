import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { Dealing, type Habit, MOST_LINES, type Piece, type Way } from './table-dealing.js';
import { fitsOf, fitsOfRun, NO_FITS, OF_PLACE_POINTS } from './table-fit.js';
import { apart, type Header } from './table-header.js';
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

const LONGEST_ACROSS = 30;
/** What stands below a table, and never in one. */
const BELOW = /^(?:抄\s?[送报]|附\s?件|[备附]?注\s?:|说明\s?:|联系(?:人|电话)\s?:)|印发$/;
/** A table whose reading has lost so many points since its best is over. */
const OVER = 14;
/**
 * The rows of a table from the line behind its header on, however their cells lost their places: cells set one below another, broken
 * over lines, left out because they are empty or the same as above. Of all ways to deal the pieces out to the columns in reading order
 * the one is taken in which they fit best what the columns hold; the table ends where going on would fit worse.
 */
export function gridRows(
  clean: CleanText,
  from: number,
  header: Header,
): { rows: TableRow[]; blocks: Block[]; again: Block[] } {
  const first = reading(clean, from, header, []);
  const isLong = first.placed.length > MOST_LINES;
  const habits = header.layout === 'lines' && !isLong ? habitsOf(clean, first.placed, header.columns.length) : [];
  const isBroken = habits.some(({ width }) => width !== null);
  const { placed, repeated } = isBroken ? reading(clean, from, header, habits) : first;
  const end = placed.at(-1)?.piece.end ?? 0;
  const used = placed.map(({ piece }) => piece.block);
  const rows = rowsOf(placed, header.columns.length);
  const again = repeated.filter((block) => block.end <= end);
  return { rows, blocks: [...new Set([...used, ...again])], again };
}

/** A piece where it stands: in a column, the last state being across the table; and whether a row or a cell begins with it. */
interface Placed {
  piece: Piece;
  state: number;
  isNewRow: boolean;
  isNewCell: boolean;
}

/** The best reading of a table, piece by piece, and the lines in which its header stands again. */
function reading(
  clean: CleanText,
  from: number,
  header: Header,
  habits: readonly Habit[],
): { placed: Placed[]; repeated: Block[] } {
  const dealing = new Dealing(header, habits);
  const ways: Way[][] = [];
  const pieces: Piece[] = [];
  const repeated: Block[] = [];
  let [best, last, state] = [0, -1, -1];
  for (let at = from; at < clean.blocks.length && !isBelow(clean, at, header); at++) {
    const again = repeats(clean, at, header);
    if (again > 0) {
      if (pieces.length === 0) break;
      repeated.push(...clean.blocks.slice(at, at + again));
      at += again - 1;
      continue;
    }
    for (const piece of piecesOf(clean, clean.blocks[at]!, header)) {
      pieces.push(piece);
      ways.push(dealing.next(ways, pieces, (first) => fitsOfRun(clean, pieces.slice(first))));
    }
    const [ended, points] = dealing.ended(ways.at(-1) ?? []);
    if (points > best) [best, last, state] = [points, pieces.length - 1, ended];
    if (points < best - OVER) break;
  }
  return { placed: traced(pieces, ways, last, state), repeated };
}

/** Fewer broken cells say nothing of a column's width. */
const FEWEST_BROKEN = 2;

/** What the cells of each column have in common, as a first reading found them. */
function habitsOf(clean: CleanText, placed: readonly Placed[], count: number): Habit[] {
  const cells = Array.from({ length: count }, (): Placed[][] => []);
  for (const one of placed)
    if (one.state < count) {
      if (one.isNewCell) cells[one.state]!.push([one]);
      else cells[one.state]!.at(-1)!.push(one);
    }
  return cells.map((own) => {
    const fits = own.map(
      (lines) =>
        fitsOfRun(
          clean,
          lines.map(({ piece }) => piece),
        ).responsible,
    );
    const ofPlaces = fits.filter((points) => points >= OF_PLACE_POINTS).length;
    return { width: widthOfMost(own), isPlaced: ofPlaces >= FEWEST_BROKEN && ofPlaces > own.length * 0.6 };
  });
}

/** As wide as most broken lines of a column are; null where none or few are broken. */
function widthOfMost(cells: readonly Placed[][]): number | null {
  const times = new Map<number, number>();
  for (const { piece } of cells.flatMap((lines) => lines.slice(0, -1)))
    times.set(piece.width, (times.get(piece.width) ?? 0) + 1);
  const near = (width: number): number => [0, 1, 2].reduce((sum, less) => sum + (times.get(width - less) ?? 0), 0);
  const [best] = [...times.keys()].sort((a, b) => near(b) - near(a) || b - a);
  return best !== undefined && near(best) >= FEWEST_BROKEN ? best : null;
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
    ...{ ...cell, block, isAcross: across !== null, isWhole, fits: isWhole ? NO_FITS : fitsOf(clean, cell) },
    joint: place === 0 ? 'line' : marked ? 'cell' : 'gap',
    isOpen: /[、,]$/.test(clean.flat.slice(cell.start, cell.end)),
    isNumbered: /^\d{1,3}[.、](?!\d)/.test(clean.flat.slice(cell.start, cell.start + 5)),
    isSentence: /[。;]$/.test(clean.flat.slice(cell.end - 1, cell.end)),
    width: widthOf(clean.text.slice(cell.start, cell.end)),
  }));
}

/** How many half signs wide a text is, a comma that hangs over the edge apart. */
const widthOf = (text: string): number =>
  [...text.replace(/[、，。；：]$/, '')].reduce((sum, sign) => sum + (/[\u0000-\u00ff]/.test(sign) ? 1 : 2), 0);

/** '一、完善设施 | | |', or the same in each cell: a heading of the rows below. */
function acrossAll(clean: CleanText, cells: readonly Range[]): Range | null {
  const full = cells.filter(({ start, end }) => end > start);
  const [first] = full;
  if (!first) return null;
  const words = new Set(full.map(({ start, end }) => clean.flat.slice(start, end)));
  const isHeading = first.end - first.start <= LONGEST_ACROSS && headingNumber(clean.flat, first.start) !== null;
  // '2.新建管网' is the second line of a cell.
  const isBare = /\d/.test(clean.flat.charAt(first.start));
  return words.size === 1 && (full.length > 1 || (isHeading && !isBare && full[0] === cells[0])) ? first : null;
}

/** The pieces up to the last as the best way has dealt them. */
function traced(pieces: readonly Piece[], ways: readonly Way[][], last: number, state: number): Placed[] {
  const placed: Placed[] = [];
  for (let [at, to] = [last, state]; at >= 0;) {
    const way = ways[at]?.[to];
    if (!way) break;
    for (let one = at; one >= way.first; one--) {
      const isFirst = one === way.first;
      placed.push({ piece: pieces[one]!, state: to, isNewRow: way.isNewRow && isFirst, isNewCell: isFirst });
    }
    [at, to] = [way.first - 1, way.from];
  }
  return placed.reverse();
}

function rowsOf(placed: readonly Placed[], count: number): TableRow[] {
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
      grow(row.cells[at]!, piece);
    }
  }
  return rows;
}

/** A cell with one more piece, in place: a list of many lines is made in as many steps. */
function grow(cell: Cell, piece: Piece): void {
  if (cell.end === cell.start) cell.start = piece.start;
  else (cell.breaks ??= []).push(piece.start);
  cell.end = piece.end;
}
