import { type Day } from './day.js';
import { POST_WORDS, type PostKind, UNIT_POSTS } from './posts.js';

/** The columns of a list of contacts, in the template's order, by the name of what they hold. */
export const CONTACT_COLUMNS = {
  unit: '单位',
  post: '岗位',
  name: '姓名',
  mail: '邮箱',
  phone: '办公电话',
  fromOn: '任职日期',
} as const;
export type ContactColumn = keyof typeof CONTACT_COLUMNS;
export const COLUMN_NAMES = Object.keys(CONTACT_COLUMNS) as ContactColumn[];

/** More rows than any county has posts of units; a longer list is somebody's mistake. */
export const MOST_ROWS = 500;

/** A row as it was typed; `row` is its number in the sheet, the first being 1. */
export type TypedRow = { row: number } & Record<ContactColumn, string>;

/** A row that reads as a contact: which unit's which post, who, from when (null: from today). */
export interface ContactRow {
  row: number;
  unit: string;
  post: string;
  name: string;
  mail: string | null;
  phone: string | null;
  fromOn: Day | null;
}

/** What is wrong with a list as a whole, before any of its cells. */
export type ListFault = 'list-empty' | 'list-no-heading' | 'list-too-long';

/** Finds the heading row and reads what stands below it; rows without a name, mail and phone are places nobody has filled in. */
export function contactRows(cells: readonly (readonly string[])[]): TypedRow[] | ListFault {
  const names = Object.values(CONTACT_COLUMNS) as string[];
  const heading = cells.findIndex((row) => row.filter((cell) => names.includes(bare(cell))).length >= 3);
  if (heading < 0)
    return cells.some((row) => row.some((cell) => cell.trim() !== '')) ? 'list-no-heading' : 'list-empty';
  const at = (cells[heading] ?? []).map(bare);
  if (['unit', 'post', 'name'].some((column) => !at.includes(CONTACT_COLUMNS[column as ContactColumn])))
    return 'list-no-heading';
  const rows = cells.slice(heading + 1).flatMap((row, i) => {
    const typed = Object.fromEntries(
      COLUMN_NAMES.map((column) => [column, (row[at.indexOf(CONTACT_COLUMNS[column])] ?? '').trim()]),
    ) as Record<ContactColumn, string>;
    if (typed.name + typed.mail + typed.phone === '') return [];
    return [{ ...typed, row: heading + i + 2, fromOn: dayTyped(typed.fromOn) }];
  });
  if (rows.length === 0) return 'list-empty';
  return rows.length > MOST_ROWS ? 'list-too-long' : rows;
}

/** The heading of a column without blanks and what stands in brackets: '任职日期（可不填）'. */
const bare = (cell: string) => cell.replace(/\s|[（(].*$/g, '');

/** A day as people type it ('2020/6/1', '2020年6月1日', '2020.6.1') in the one form; anything else as it is. */
export function dayTyped(text: string): string {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.replace(/\s/g, '')) ?? [];
  if (!year || !month || !day) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const OTHER_NAMES: Readonly<Record<string, PostKind>> = {
  负责人: 'unit-head',
  单位主要负责人: 'unit-head',
  分管负责人: 'unit-supervisor',
  副联络员: 'deputy-liaison',
};

/** The post of a unit that a cell names, or null. */
export function unitPostNamed(text: string): PostKind | null {
  return UNIT_POSTS.find((kind) => POST_WORDS[kind] === text) ?? OTHER_NAMES[text] ?? null;
}
