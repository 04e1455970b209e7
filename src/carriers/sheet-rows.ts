import { isDay, longDay } from '../domain/day.js';
import { type Column, COLUMNS, HEAD, headingOf, type HeadName, headNameOf } from './sheet-columns.js';

/** A row of measures: its cells, and the row of the sheet it stands in, counted from 1. */
export interface SheetRow {
  row: number;
  cells: Record<Column, string>;
}

/** A phase that rows name: the last of their days, null where none has one; the row that names it first. */
export interface SheetPhase {
  name: string;
  row: number;
  day: string | null;
}

/** What a sheet of measures says; `faults` each name a row and a column. */
export interface SheetRead {
  head: Record<HeadName, string>;
  rows: SheetRow[];
  phases: SheetPhase[];
  faults: string[];
}

/** Reads the cells of a sheet of measures: the facts above the heading, the rows below it, and what is wrong with them. */
export function readRows(table: readonly (readonly string[])[]): SheetRead {
  const tidy = table.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()));
  const at = tidy.findIndex((row) => headingOf(row) !== null);
  const read: SheetRead = { head: headOf(tidy.slice(0, Math.max(at, 0))), rows: [], phases: [], faults: [] };
  if (at < 0) {
    read.faults.push(`没有找到表头：应有一行写着“${COLUMNS.task}”“${COLUMNS.lead}”“${COLUMNS.responsible}”`);
    return read;
  }
  if (read.head.title === '') read.faults.push(`第1行“${HEAD.title}”：没有填写`);
  const heading = headingOf(tidy[at] ?? []) ?? [];
  tidy.slice(at + 1).forEach((cells, i) => {
    const held = cellsOf(heading, cells);
    if (held.task + held.lead + held.responsible + held.phase + held.deadline === '') return;
    read.rows.push({ row: at + 2 + i, cells: held });
  });
  if (read.rows.length === 0) read.faults.push(`第${at + 2}行“${COLUMNS.task}”：没有填写任何一项`);
  for (const row of read.rows) check(row, read);
  checkPhases(read);
  return read;
}

function cellsOf(heading: readonly (Column | null)[], cells: readonly string[]): Record<Column, string> {
  const held = { number: '', task: '', lead: '', responsible: '', phase: '', deadline: '' };
  heading.forEach((column, i) => {
    if (column) held[column] = [held[column], cells[i] ?? ''].filter(Boolean).join('、');
  });
  return held;
}

/** The facts beside their names; a line that stands alone above the heading is the title. */
function headOf(rows: readonly (readonly string[])[]): SheetRead['head'] {
  const head = { title: '', docNumber: '', issuer: '', issuedOn: '' };
  for (const [first = '', ...rest] of rows) {
    const name = headNameOf(first);
    const value = rest.find((cell) => cell !== '') ?? '';
    if (name) head[name] = value;
    else if (value === '' && first !== '' && head.title === '') head.title = first;
  }
  const issued = dayOf(head.issuedOn);
  return { ...head, issuedOn: issued ? longDay(issued) : head.issuedOn };
}

function check({ row, cells }: SheetRow, { phases, faults }: SheetRead): void {
  const fault = (column: Column, words: string) => faults.push(`第${row}行“${COLUMNS[column]}”：${words}`);
  if (cells.task === '') fault('task', '没有填写');
  if (cells.lead + cells.responsible === '') fault('lead', `牵头单位和责任单位至少填一个（不要合并单元格）`);
  const day = dayOf(cells.deadline);
  if (cells.deadline !== '' && !day) fault('deadline', `“${cells.deadline}”不是存在的日期，请写成2021-06-30这样`);
  if (cells.phase === '') return;
  const known = phases.find(({ name }) => name === cells.phase);
  if (!known) phases.push({ name: cells.phase, row, day });
  else if (day && (known.day ?? '') < day) known.day = day;
}

/** Each phase ends with the last of its rows; phases follow one another by their days. Without phases, measures have days of their own. */
function checkPhases({ rows, phases, faults }: SheetRead): void {
  for (const { name, row, day } of phases)
    if (!day && faults.length === 0) faults.push(`第${row}行“${COLUMNS.deadline}”：阶段“${name}”没有一行写明完成时限`);
  const isDated = phases.length > 0 || rows.some(({ cells }) => cells.deadline !== '');
  if (rows.length > 0 && !isDated) faults.push(`第${rows[0]?.row}行“${COLUMNS.deadline}”：没有一行写明阶段或完成时限`);
  phases.sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1));
}

/** A day as people type it in a cell: 2021-06-30, 2021/6/30, 2021.6.30, 2021年6月30日, with 前 or not; null where it is none. */
export function dayOf(cell: string): string | null {
  const [, year, month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:之?前)?$/.exec(cell.replace(/\s/g, '')) ?? [];
  if (!year) return null;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}
