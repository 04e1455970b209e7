import { type Range } from './brackets.js';

/**
 * The cells of a line that is a row of a table, '| 组长 | 张三 |' or parted by tabs, without the blanks around what they
 * hold; null where it is no row.
 */
export function cellsOf(text: string): Range[] | null {
  const isPiped = /^\|.*\|/.test(text) || /[^|]\|[^|]*\|/.test(text);
  if (!isPiped && !text.includes('\t')) return null;
  const cells: Range[] = [];
  let start = text.startsWith('|') ? 1 : 0;
  const end = text.endsWith('|') && text.length > 1 ? text.length - 1 : text.length;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== (isPiped ? '|' : '\t')) continue;
    const held = text.slice(start, at);
    const from = start + held.length - held.trimStart().length;
    cells.push({ start: from, end: Math.max(from, start + held.trimEnd().length) });
    start = at + 1;
  }
  return cells.length > 1 ? cells : null;
}
