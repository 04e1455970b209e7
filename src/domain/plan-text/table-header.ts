import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { cellsOf, trimmed } from './table-rows.js';
import { ANNOTATION_LABELS, withoutBlanks } from './words.js';

/** What a column of a table holds. */
export type Column = 'number' | 'task' | 'lead' | 'responsible' | 'time' | 'phase' | 'other';

/** How the cells of a row are told apart: by marks, by wide blanks, or each on a line of its own. */
export type Layout = 'marks' | 'gaps' | 'lines';

/** A table's header: its columns, the words of it, how many lines it takes. */
export interface Header {
  columns: Column[];
  labels: string[];
  lines: number;
  layout: Layout;
}

const TASK =
  /^(?:(?:重点|主要|具体|目标|工作|整改|改革|实施|年度|建设|推进|细化|落实|责任){0,3}(?:任务|措施|内容|事项|举措|项目|工作|要点|安排)(?:名称|分解|内容|清单|及要求|要求)?|目标(?:与|和|及)?任务|(?:存在|反馈|主要|突出|发现|具体|整改)?(?:的)?问题|工作任务及措施|政策措施|指标任务)$/;
const NUMBER = /^(?:序号|编号|项次|序)$/;
const PHASE = /^(?:阶段|实施阶段|工作阶段|步骤|实施步骤|工作步骤|阶段名称|时间阶段)$/;
const TIME =
  /^(?:时间|时间节点|时限|日期|起止时间|时间安排|时间进度|进度安排|时间要求|完成时间|工作时间|实施时间|节点|进度(?:要求|计划|目标|节点))$/;
const LONGEST_LABEL = 16;
const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 8;
/** No table on paper is wider. */
const WIDEST = 16;
/** The labels of a header whose cells are broken take no more lines. */
const MOST_LINES = 10;

/** The header of a table that begins on a line; null where none does. */
export function headerAt(clean: CleanText, at: number): Header | null {
  const block = clean.blocks[at];
  if (!block) return null;
  const text = clean.text.slice(block.start, block.end);
  const marked = cellsOf(text);
  const cells = marked ?? apart(text);
  if (!cells) return headerOfLines(clean, at) ?? headerOfBrokenCells(clean, at, [clean.flatOf(block)]);
  const labels = cells.map((cell) => flatIn(clean, block, cell));
  const columns = columnsOf(labels);
  if (!columns) return marked ? headerOfBrokenCells(clean, at, labels) : null;
  const below = marked && secondLine(clean, clean.blocks[at + 1], labels.length);
  const named = below ? columns.map((column, place) => (below[place] ? columnOf(below[place]) : column)) : columns;
  return { columns: named, labels, lines: below ? 2 : 1, layout: marked ? 'marks' : 'gaps' };
}

/** '牵头单位 | 责任单位' under '责任分工', and nothing that is no label. */
function secondLine(clean: CleanText, block: Block | undefined, count: number): string[] | null {
  const cells = block && cellsOf(clean.text.slice(block.start, block.end));
  if (cells?.length !== count) return null;
  const held = cells.map((cell) => flatIn(clean, block!, cell));
  const full = held.filter((cell) => cell !== '');
  return full.length > 0 && full.every((cell) => columnOf(cell) !== 'other') ? held : null;
}

/** '序号 | 工作' and below it '任务 | 牵头', '单位 | 责任', '单位': labels that their cells' width broke. */
function headerOfBrokenCells(clean: CleanText, at: number, first: readonly string[]): Header | null {
  if (first.some((label) => label.length > LONGEST_LABEL) || !first.some((label) => columnOf(label) !== 'other'))
    return null;
  const next = clean.blocks[at + 1];
  if (!next || !cellsOf(clean.text.slice(next.start, Math.min(next.end, next.start + LONGEST_LABEL * 2)))) return null;
  const labels = [...first];
  let header: Header | null = null;
  for (let lines = 2; lines <= MOST_LINES; lines++) {
    const block = clean.blocks[at + lines - 1];
    if (!block || block.end - block.start > LONGEST_LABEL * 2) break;
    const cells = cellsOf(clean.text.slice(block.start, block.end)) ?? [{ start: 0, end: block.end - block.start }];
    const [going = '', ...more] = cells.map((cell) => flatIn(clean, block, cell));
    labels.push(`${labels.pop() ?? ''}${going}`, ...more);
    const columns = columnsOf(labels);
    if (columns?.every((column, place) => column !== 'other' || isLabel(labels[place] ?? '')))
      header = { columns, labels: [...labels], lines, layout: 'marks' };
  }
  return header;
}

/** The longest run of labels, each on a line, that makes a header. */
function headerOfLines(clean: CleanText, at: number): Header | null {
  const first = clean.blocks[at];
  if (!first || first.end - first.start > LONGEST_LABEL || labelsFrom(clean, at).length < FEWEST_COLUMNS) return null;
  // '重点任务清单' above a header is the table's title.
  const isTitle = (line: Block | undefined): boolean => line !== undefined && /清单$/.test(clean.flatOf(line));
  if (isTitle(first) && !isTitle(clean.blocks[at + 1]) && headerOfLines(clean, at + 1)) return null;
  const labels = labelsFrom(clean, at);
  for (let count = Math.min(labels.length, MOST_COLUMNS); count >= FEWEST_COLUMNS; count--) {
    const own = labels.slice(0, count);
    const columns = columnsOf(own.map(({ label }) => label));
    if (columns)
      return {
        columns,
        labels: own.map(({ label }) => label),
        lines: own.reduce((sum, { lines }) => sum + lines, 0),
        layout: 'lines',
      };
  }
  return null;
}

/** A label whole on its line has so many signs; of '时间' above '节点' nobody knows. */
const WHOLE_LABEL = 3;

/** The labels that stand from a line on one below another, '完成时' and '限' taken together, up to the first line that is none. */
function labelsFrom(clean: CleanText, at: number): { label: string; lines: number }[] {
  const found: { label: string; lines: number }[] = [];
  const isAny = (label: string): boolean => columnOf(label) !== 'other' || isLabel(label);
  for (let next = at; found.length < MOST_COLUMNS;) {
    const lines: string[] = [];
    for (const block of clean.blocks.slice(next, next + 3)) {
      if (block.end - block.start > LONGEST_LABEL) break;
      lines.push(clean.flatOf(block));
    }
    const [first = ''] = lines;
    // '项目' above '内容' are two labels, '时间' above '节点' is one: no table has two columns of days side by side.
    const areTwo = (one: string, other: string): boolean =>
      isAny(one) && isAny(other) && !(columnOf(one) === 'time' && columnOf(other) === 'time');
    const isWhole = (line: string): boolean => line.length >= WHOLE_LABEL && isAny(line);
    const broken = [2, 3].find(
      (count) =>
        lines.length >= count &&
        !lines.slice(1, count).some(isWhole) &&
        isAny(lines.slice(0, count).join('')) &&
        !areTwo(first, lines[1] ?? ''),
    );
    const taken = isWhole(first) ? 1 : (broken ?? (isAny(first) ? 1 : 0));
    if (taken === 0) break;
    found.push({ label: lines.slice(0, taken).join(''), lines: taken });
    next += taken;
  }
  return found;
}

/** The parts of a line that wide blanks keep apart; null where there are fewer than three. */
export function apart(text: string): Range[] | null {
  if (text.length > 600) return null;
  const cells: Range[] = [];
  let start = 0;
  for (const gap of text.matchAll(/[\s\u3000]{2,}/g)) {
    cells.push(trimmed(text, start, gap.index));
    start = gap.index + gap[0].length;
  }
  cells.push(trimmed(text, start, text.length));
  return cells.length >= FEWEST_COLUMNS ? cells : null;
}

/** What the cells of a header say, or null where they are none: some are tasks or phases, others say who or when. */
export function columnsOf(cells: readonly string[]): Column[] | null {
  if (cells.length > WIDEST || cells.some((cell) => withoutBlanks(cell).length > LONGEST_LABEL)) return null;
  const columns = cells.map(columnOf);
  const says = columns.filter((column) => column === 'lead' || column === 'responsible' || column === 'time').length;
  return says > 0 && (columns.includes('task') || columns.includes('phase')) ? columns : null;
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

/** '分管领导', '责任人', '备注': no column of the plan's, but a label. */
function isLabel(label: string): boolean {
  const name = withoutBlanks(label);
  return Object.hasOwn(ANNOTATION_LABELS, name) || OTHER_LABEL.test(name);
}

const OTHER_LABEL =
  /^(?:备注|说明|类别|类型|领域|分类|.{0,4}(?:责任人|负责人|联系人|领导|电话|方式|标准|目标|成果|指标))$/;

const flatIn = (clean: CleanText, block: Block, { start, end }: Range): string =>
  clean.flat.slice(block.start + start, block.start + end);
