export const CSV_TYPE = 'text/csv; charset=utf-8';

/** What a spreadsheet would take for a formula is kept from being one. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

/** One row of a spreadsheet file: every cell quoted, none of them a formula. */
export function csvRow(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${(FORMULA.test(cell.trimStart()) ? `'${cell}` : cell).replaceAll('"', '""')}"`);
  return `${quoted.join(',')}\r\n`;
}
