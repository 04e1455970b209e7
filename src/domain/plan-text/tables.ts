import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { cellsOf, trimmed } from './table-rows.js';
import { ANNOTATION_LABELS, withoutBlanks } from './words.js';

/** What a column of a table holds. */
export type Column = 'number' | 'task' | 'lead' | 'responsible' | 'time' | 'phase' | 'other';

/** A table of measures or phases: its columns, and for each of its rows the cells under them. */
export interface Table {
  columns: Column[];
  rows: TableRow[];
  /** The lines it takes, its header's among them. */
  blocks: Block[];
}

/** A row's cells by column, in the cleaned text; an empty one is where it would stand. */
export interface TableRow {
  block: Block;
  cells: Range[];
}

const TASK =
  /^(?:(?:重点|主要|具体|目标|工作|整改|改革|实施|年度|建设|推进|细化|落实|责任){0,3}(?:任务|措施|内容|事项|举措|项目|工作|要点|安排)(?:名称|分解|内容|清单|及要求|要求)?|目标(?:与|和|及)?任务|存在问题|问题|工作任务及措施|政策措施|指标任务)$/;
const NUMBER = /^(?:序号|编号|项次|序)$/;
const PHASE = /^(?:阶段|实施阶段|工作阶段|步骤|实施步骤|工作步骤|阶段名称|时间阶段)$/;
const TIME =
  /^(?:时间|时间节点|时限|日期|起止时间|时间安排|时间进度|进度安排|时间要求|完成时间|工作时间|实施时间|节点)$/;
const LONGEST_HEADER = 16;

/** The tables whose header says what their columns hold; what a table is without such a header stays text. */
export function tablesOf(clean: CleanText): Table[] {
  const tables: Table[] = [];
  let open: Table | null = null;
  for (const block of clean.blocks) {
    const cells = rowOf(clean, block, open);
    if (!cells) {
      open = null;
      continue;
    }
    const held = cells.map((cell) => clean.flat.slice(cell.start, cell.end));
    const header = columnsOf(held);
    if (open && open.rows.length === 0 && isSecondLine(held, open)) open.columns = open.columns.map(belowOf(held));
    else if (header) tables.push((open = { columns: header, rows: [], blocks: [] }));
    else open?.rows.push({ block, cells: underColumns(cells, open.columns.length) });
    open?.blocks.push(block);
  }
  return tables.filter(({ rows }) => rows.length > 0);
}

/** The cells of a line; in a header, and below one that is so, wide blanks part them too. */
function rowOf(clean: CleanText, block: Block, open: Table | null): Range[] | null {
  const text = clean.text.slice(block.start, block.end);
  const cells = cellsOf(text) ?? (text.length <= 600 ? apart(text) : null);
  if (!cells) return null;
  const placed = cells.map(({ start, end }) => ({ start: start + block.start, end: end + block.start }));
  if (cellsOf(text)) return placed;
  const isHeader = columnsOf(placed.map((cell) => clean.flat.slice(cell.start, cell.end))) !== null;
  return isHeader || (open && cells.length === open.columns.length) ? placed : null;
}

function apart(text: string): Range[] | null {
  const cells: Range[] = [];
  let start = 0;
  for (const gap of text.matchAll(/[\s\u3000]{2,}/g)) {
    cells.push(trimmed(text, start, gap.index));
    start = gap.index + gap[0].length;
  }
  cells.push(trimmed(text, start, text.length));
  return cells.length >= 3 ? cells : null;
}

/** What the cells of a header say, or null where they are none: some are tasks or phases, others say who or when. */
export function columnsOf(cells: string[]): Column[] | null {
  if (cells.some((cell) => withoutBlanks(cell).length > LONGEST_HEADER)) return null;
  const columns = cells.map(columnOf);
  const says = columns.filter((column) => column === 'lead' || column === 'responsible' || column === 'time').length;
  return says > 0 && (columns.includes('task') || columns.includes('phase')) ? columns : null;
}

/** The second line of a header: '牵头单位 | 责任单位' under '责任分工', and nothing that is no label. */
function isSecondLine(held: string[], { columns }: Table): boolean {
  const full = held.filter((cell) => cell !== '');
  return held.length === columns.length && full.length > 0 && full.every((cell) => columnOf(cell) !== 'other');
}

function belowOf(held: string[]): (above: Column, at: number) => Column {
  return (above, at) => (held[at] ? columnOf(held[at]) : above);
}

/** What one cell of a header says its column holds. */
export function columnOf(cell: string): Column {
  const name = withoutBlanks(cell)
    .replace(/\([^()]*\)$/, '')
    .replace(/(?:及|和|与)(?:责任人|联系人|负责人|要求|人员)$/, '');
  if (NUMBER.test(name)) return 'number';
  if (PHASE.test(name)) return 'phase';
  if (TASK.test(name)) return 'task';
  if (TIME.test(name)) return 'time';
  const label = ANNOTATION_LABELS[name];
  if (label !== undefined) return label === 'member' ? 'other' : label;
  return IN_NAME.find(([word]) => word.test(name))?.[1] ?? 'other';
}

/** '责任主体与协同单位', '计划完成时间': what a longer name of a column says. */
const IN_NAME: [RegExp, Column][] = [
  [/^(?:牵头|主办|主责).{0,8}(?:单位|部门|科室|处室)$/, 'lead'],
  [/^.{0,4}(?:责任|配合|协同|协办|参与|参加|实施|承办|落实).{0,8}(?:单位|部门|科室|处室|主体)$/, 'responsible'],
  [/^.{0,6}(?:完成|整改|办结|推进).{0,4}(?:时限|时间|期限|节点)$/, 'time'],
];

/** A row that lacks cells lacks the first: those that it shares with the row above. */
function underColumns(cells: Range[], count: number): Range[] {
  const at = cells[0]?.start ?? 0;
  const missing = Array.from({ length: Math.max(0, count - cells.length) }, () => ({ start: at, end: at }));
  return [...missing, ...cells].slice(0, count);
}
