import { type Range } from './brackets.js';
import { headingNumber } from './numbering.js';

/** No table is wider; a longer row of marks is none. */
const MOST_CELLS = 40;

/**
 * The cells of a line that is a row of a table, '| 组长 | 张三 |' or parted by tabs, without the blanks around what they
 * hold; null where it is no row. A tab behind the number of a heading parts nothing, except within a table.
 */
export function cellsOf(text: string, isInTable = false): Range[] | null {
  const isPiped = /^[|｜].*[|｜]/.test(text) || /[^|｜][|｜][^|｜]*[|｜]/.test(text);
  if (!isPiped && !text.includes('\t')) return null;
  const cells: Range[] = [];
  let start = isPiped && /^[|｜]/.test(text) ? 1 : 0;
  const end = isPiped && text.length > 1 && /[|｜]$/.test(text) ? text.length - 1 : text.length;
  for (let at = start; at <= end; at++) {
    if (at < end && !(isPiped ? '|｜' : '\t').includes(text.charAt(at))) continue;
    if (cells.length === MOST_CELLS) return null;
    cells.push(trimmed(text, start, at));
    start = at + 1;
  }
  const isHeading =
    !isInTable && !isPiped && cells.length === 2 && isNumber(text.slice(cells[0]?.start, cells[0]?.end));
  return cells.length > 1 && !isHeading ? cells : null;
}

/** A range without the blanks at its ends. */
export function trimmed(text: string, start: number, end: number): Range {
  const held = text.slice(start, end);
  const from = start + held.length - held.trimStart().length;
  return { start: from, end: Math.max(from, start + held.trimEnd().length) };
}

function isNumber(written: string): boolean {
  return /^\d{1,3}$/.test(written) || headingNumber(written)?.length === written.length;
}
