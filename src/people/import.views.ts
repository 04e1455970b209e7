import { type CellFault, type ContactChange } from '../acts/import-contacts.js';
import { COLUMN_NAMES, CONTACT_COLUMNS, type TypedRow } from '../domain/contact-rows.js';
import { type Holding, POST_WORDS } from '../domain/posts.js';
import { type ImportView } from '../rendering/views-people.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { wordsFor } from '../web/messages.js';
import { paths } from '../web/paths.js';

/** So many faulty rows are shown; who has more begins with these. */
const FAULTY_SHOWN = 50;

/** What is wrong with a cell, in words. */
export interface CellWords {
  row: number;
  column: string;
  words: string;
}

/** What the page of the import is made of. */
export interface ImportFacts {
  planId: number;
  typed: Typed | null;
  faults: Faults | null;
  rows: readonly TypedRow[];
  cells: readonly CellWords[];
  /** Null where there is nothing to confirm yet. */
  changes: readonly ContactChange[] | null;
}

/** Faults of cells that the act found, in words. */
export function inWords(faults: readonly CellFault[]): CellWords[] {
  return faults.map(({ row, column, code, facts }) => ({ row, column, words: wordsFor(code, facts).happened }));
}

/** The page of the import: what is wrong with a list, or what it would change, and the form for the next one. */
export function importView(facts: ImportFacts): Omit<ImportView, 'frame'> {
  const { planId, typed, faults, cells } = facts;
  const fields = fieldViews(
    [
      { name: 'plan', label: '方案', kind: 'hidden', value: String(planId) },
      { name: 'file', label: '表格文件', kind: 'file', hint: 'xlsx 或 csv，不超过2MB、500行' },
      { name: 'table', label: '或粘贴表格内容', kind: 'text', rows: 6, hint: '连同表头一起复制粘贴' },
    ],
    typed,
    faults,
  );
  const faultyRows = new Set(cells.map(({ row }) => row));
  return {
    trail: [{ label: '岗位与联系人', href: paths.people(planId) }],
    template: paths.contactsTemplate(planId),
    summary: faultSummary(faults, fields),
    form: { action: paths.contactsImport(), submit: '看改动', multipart: true, summary: null, fields },
    columns: Object.values(CONTACT_COLUMNS),
    faulty: facts.rows
      .filter(({ row }) => faultyRows.has(row))
      .slice(0, FAULTY_SHOWN)
      .map((row) => ({
        row: String(row.row),
        cells: COLUMN_NAMES.map((column) => ({ value: row[column], error: wordsAt(cells, row.row, column) })),
      })),
    faultyWords: `${faultyRows.size}行${cells.length}处，没有导入任何内容`,
    preview: facts.changes && previewOf(facts, facts.changes),
  };
}

function wordsAt(cells: readonly CellWords[], row: number, column: string): string | null {
  return cells.find((cell) => cell.row === row && cell.column === column)?.words ?? null;
}

const DOES = { nothing: '没有变化', correct: '更正联系方式', appoint: '登记任职', 'hand-over': '交接' } as const;

function previewOf({ rows, planId }: ImportFacts, all: readonly ContactChange[]): ImportView['preview'] {
  const changes = all.filter(({ does }) => does !== 'nothing');
  const counts = (['appoint', 'hand-over', 'correct'] as const).flatMap((does) => {
    const found = changes.filter((change) => change.does === does).length;
    return found === 0 ? [] : [`${DOES[does]}${found}个`];
  });
  const same = all.length - changes.length;
  const fields = fieldViews(
    [
      { name: 'plan', label: '方案', kind: 'hidden', value: String(planId) },
      { name: 'rows', label: '名单', kind: 'hidden', value: packed(rows) },
    ],
    null,
    null,
    'yes',
  );
  return {
    words:
      changes.length === 0
        ? '名单与已登记的一致，不需要导入'
        : `${counts.join('，')}${same > 0 ? `；另有${same}行没有变化` : ''}`,
    rows: changes.map(({ row, does, kind, holder, fromOn }) => ({
      row: String(row.row),
      what: DOES[does],
      unit: row.unit,
      post: POST_WORDS[kind],
      before: holder ? reached(holder) : '空缺',
      after: reached(row),
      since: does === 'correct' ? (holder?.fromOn ?? '') : fromOn,
    })),
    form:
      changes.length === 0
        ? null
        : { action: paths.contactsConfirmation(), submit: '确认导入', multipart: false, summary: null, fields },
  };
}

const reached = ({ name, mail, phone }: Pick<Holding, 'name' | 'mail' | 'phone'>) =>
  [name, mail, phone].filter((part) => part !== null && part !== '').join(' ');

/** Rows as one hidden field carries them from the preview to the confirmation, where nothing of it is believed. */
export function packed(rows: readonly TypedRow[]): string {
  return JSON.stringify(rows.map((row) => [row.row, ...COLUMN_NAMES.map((column) => row[column])]));
}
