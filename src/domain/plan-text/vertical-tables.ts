import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { type Column, columnOf, columnsOf, type Table } from './tables.js';
import { unitsOf } from './unit-names.js';
import { ANNOTATION_LABELS, BODY_END, withoutBlanks } from './words.js';
import { writtenDays } from './written-days.js';

const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 8;
const LONGEST_LABEL = 16;
/** A cell of a task has no more lines. */
const MOST_LINES = 4;

/**
 * Tables that a copy from a page has set cell under cell: the labels of the header each on a line, then the cells of a row each on its own.
 *
 * The numbers of the rows stand alone on their lines and are gone with those of the pages. A row is one while its cells
 * hold what the labels say, and the table ends where they do not.
 */
export function verticalTables(clean: CleanText): Table[] {
  const tables: Table[] = [];
  for (let at = 0; at < clean.blocks.length; at++) {
    const labels = headerAt(clean, at);
    if (!labels) continue;
    const table: Table = { columns: labels.filter((column) => column !== 'number'), rows: [], blocks: [] };
    let next = at + labels.length;
    for (let row = rowAt(clean, table.columns, next); row; row = rowAt(clean, table.columns, next)) {
      const [first, last] = [row.cells[0], row.cells.at(-1)];
      table.rows.push({ block: { start: first?.start ?? 0, end: last?.end ?? 0, level: 0 }, cells: row.cells });
      next = row.next;
    }
    table.blocks = clean.blocks.slice(at, next);
    if (table.rows.length > 0) tables.push(table);
    at = next - 1;
  }
  return tables;
}

/** The longest run of labels from a line on that makes a header. */
function headerAt(clean: CleanText, at: number): Column[] | null {
  const first = clean.blocks[at];
  if (!first || first.end - first.start > LONGEST_LABEL || columnOf(clean.flatOf(first)) === 'other') return null;
  const labels: string[] = [];
  for (const block of clean.blocks.slice(at, at + MOST_COLUMNS)) {
    if (block.end - block.start > LONGEST_LABEL) break;
    labels.push(clean.flatOf(block));
  }
  for (let count = labels.length; count >= FEWEST_COLUMNS; count--) {
    const columns = columnsOf(labels.slice(0, count));
    // '重点任务清单' above '序号' is the table's title.
    if (columns && columns.indexOf('number') > 0) continue;
    if (columns?.every((column, i) => column !== 'other' || isKnown(labels[i] ?? ''))) return columns;
  }
  return null;
}

/** '分管领导', '备注': no column of the plan's, but a label. */
function isKnown(label: string): boolean {
  return Object.hasOwn(ANNOTATION_LABELS, withoutBlanks(label));
}

function rowAt(clean: CleanText, columns: readonly Column[], from: number): { cells: Range[]; next: number } | null {
  const cells: Range[] = [];
  let next = from;
  for (const [at, column] of columns.entries()) {
    const block = clean.blocks[next];
    if (!block || !holds(clean, column, block)) return null;
    const end = lastLine(clean, columns[at + 1] ?? null, column, next);
    cells.push({ start: block.start, end: clean.blocks[end]?.end ?? block.end });
    next = end + 1;
  }
  return { cells, next };
}

/** A task may go on for some lines, until what stands in the next column. */
function lastLine(clean: CleanText, following: Column | null, column: Column, from: number): number {
  if (column !== 'task' || following === null || following === 'task') return from;
  for (let at = from; at < from + MOST_LINES; at++) {
    const next = clean.blocks[at + 1];
    if (next && holds(clean, following, next)) return at;
  }
  return from;
}

function holds(clean: CleanText, column: Column, block: Block): boolean {
  const flat = clean.flatOf(block);
  if (column === 'time') return flat.length <= 30 && (writtenDays(flat, 2000).length > 0 || flat.length <= 6);
  if (column !== 'lead' && column !== 'responsible') return true;
  const units = flat.length <= 300 ? unitsOf(flat, column) : [];
  return units.length > 0 && units.every(({ start, end }) => BODY_END.test(flat.slice(start, end)));
}
