import { annotationsOf } from './annotations.js';
import { type Range } from './brackets.js';
import { type CleanText } from './clean-text.js';
import { annotationsIn, dueBy, dutiesOf, type MeasuresRead } from './measure-parts.js';
import { headingNumber } from './numbering.js';
import { type DraftMeasure } from './plan-draft.js';
import { titleLength } from './sections.js';
import { FIRST_LEADS } from './measures.js';
import { type Cell, type TableRow } from './table-grid.js';
import { LABELLED, LONGEST_END, OF_PLACE } from './table-fit.js';
import { type Column } from './table-header.js';
import { type Table } from './tables.js';
import { type Mention, unitsOf } from './unit-names.js';
import { SURE_END, UNIT_END, withoutBlanks } from './words.js';
import { daySpan } from './written-days.js';

/** The measures that tables list row by row: a cell left empty is the one above, a row without a task goes on with the row above. */
export function readTables(clean: CleanText, tables: readonly Table[], year: number | null): MeasuresRead {
  const read: MeasuresRead = { measures: [], impossible: [] };
  // Such a rule stands below the table as often as above it.
  const isRuled = tables.length > 0 && FIRST_LEADS.test(clean.flat);
  for (const table of tables) {
    if (!table.columns.includes('task') || table.columns.includes('phase')) continue;
    const reading = new TableReading(clean, table, year, isRuled && !table.columns.includes('lead'));
    for (const row of table.rows) reading.read(row);
    read.measures.push(...reading.measures());
    read.impossible.push(...reading.impossible);
  }
  return read;
}

/** No catchword is longer, and a task beside one is hardly shorter. */
const CATCHWORD = 6;
const LONG_TASK = 12;
/** '办公室' and '委员会' alone are what a line's end left of a name. */
const SHORT_NAME = 3;
const LONGEST_LABEL = 8;

/** A measure whose units are not all known before the next one begins. */
type RowMeasure = Omit<DraftMeasure, 'lead' | 'responsible' | 'duties'> & { mentions: Mention[] };

class TableReading {
  private readonly found: RowMeasure[] = [];
  readonly impossible: MeasuresRead['impossible'] = [];
  private above: Partial<Record<Column, Cell>> = {};
  private readonly task: number;

  constructor(
    private readonly clean: CleanText,
    private readonly table: Table,
    private readonly year: number | null,
    /** Whether the first unit of a row leads. */
    private readonly firstLeads: boolean,
  ) {
    this.task = this.taskColumn();
  }

  measures(): DraftMeasure[] {
    return this.found.map(({ mentions, ...measure }) => {
      const isLed = !this.firstLeads || mentions.some(({ role }) => role === 'lead');
      const own = isLed ? mentions : mentions.map((one, at): Mention => (at === 0 ? { ...one, role: 'lead' } : one));
      return { ...measure, ...dutiesOf(this.clean, own) };
    });
  }

  read(row: TableRow): void {
    const filled = row.cells.filter((cell) => cell.end > cell.start);
    if (this.isHeading(row, filled)) return;
    const task = row.cells[this.task];
    const mentions = this.mentions(row);
    if (!task || task.end <= task.start) {
      this.found.at(-1)?.mentions.push(...mentions.own);
      return;
    }
    this.found.push({
      ...this.named(row, task),
      text: filled.map((cell) => this.clean.text.slice(cell.start, cell.end)).join('\n'),
      source: this.clean.source(row.block.start, row.block.end),
      mentions: mentions.all,
      ...this.deadline(row),
    });
  }

  /** A line across the table is the heading of the rows below it; units alone go on with the row above. */
  private isHeading(row: TableRow, filled: Range[]): boolean {
    const isTask = filled[0] === row.cells[this.task] && !this.table.columns.includes('number');
    if (filled.length === 1 && isTask && filled[0]) return headingNumber(this.flat(filled[0])) !== null;
    if (filled.length === 1) return this.cells(row, 'lead').length + this.cells(row, 'responsible').length === 0;
    return new Set(filled.map((cell) => this.flat(cell))).size < 2;
  }

  /** Of two columns of tasks the one that differs from row to row: the first, unless it spans several rows. */
  private taskColumn(): number {
    const columns = this.table.columns.flatMap((column, at) => (column === 'task' ? [at] : []));
    const distinct = (at: number): number => {
      const held = this.table.rows.map(({ cells }) => withoutBlanks(this.flat(cells[at] ?? { start: 0, end: 0 })));
      return new Set(held.filter((cell) => cell !== '')).size;
    };
    const first = columns.reduce((best, at) => (distinct(at) > distinct(best) ? at : best), columns[0] ?? 0);
    // '数据标准' beside '修订学校信息标准与数据编码规范': a catchword says of no work.
    const longer = columns.find((at) => at > first && this.usualLength(at) >= LONG_TASK);
    return this.usualLength(first) <= CATCHWORD && longer !== undefined ? longer : first;
  }

  /** How long the cells of a column are, the one in the middle. */
  private usualLength(column: number): number {
    const lengths = this.table.rows.map(({ cells }) => (cells[column]?.end ?? 0) - (cells[column]?.start ?? 0));
    return lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0;
  }

  private flat({ start, end }: Range): string {
    return this.clean.flat.slice(start, end);
  }

  private named(row: TableRow, task: Range): Pick<DraftMeasure, 'number' | 'title'> {
    const number = headingNumber(this.flat(task));
    const start = task.start + (number?.length ?? 0);
    const column = row.cells[this.table.columns.indexOf('number')];
    const written = column ? withoutBlanks(this.clean.text.slice(column.start, column.end)) : '';
    const length = titleLength(this.clean.flat.slice(start, task.end));
    const noted = annotationsIn(this.clean, start, task.end).find((note) => note.start > start);
    return {
      number: /^\d+$/.test(written) ? `${written}.` : written || (number?.written ?? ''),
      title: this.clean.text.slice(start, Math.min(start + length, noted?.start ?? Infinity)).trimEnd(),
    };
  }

  /** The units of a row: its own, and with those that it shares with the row above. */
  private mentions(row: TableRow): { own: Mention[]; all: Mention[] } {
    const own: Mention[] = [];
    const all: Mention[] = [];
    let hasLead = false;
    for (const column of ['lead', 'responsible'] as const) {
      const cells = this.cells(row, column);
      own.push(...cells.flatMap((cell) => this.units(cell, column)));
      if (column === 'lead') hasLead = cells.length > 0;
      // A lead of its own without anybody beside it stands alone: only what both columns leave out is shared.
      const shared = cells.length > 0 || (column === 'responsible' && hasLead) ? null : this.above[column];
      for (const cell of shared ? [shared] : cells) {
        all.push(...this.units(cell, column).map((unit) => (shared ? { ...unit, isInferred: true } : unit)));
        this.above[column] = cell;
      }
      if (column === 'responsible' && hasLead && cells.length === 0) delete this.above[column];
    }
    if (all.length > 0) return { own, all };
    // Where no column says who does it, the task may say it itself: '免除学费（责任单位：县教育局）'.
    const said = this.cells(row, 'task').flatMap((cell) => this.noted(cell));
    return { own: said, all: said };
  }

  private noted({ start, end }: Range): Mention[] {
    return annotationsIn(this.clean, start, end).flatMap((note) => note.mentions);
  }

  private cells(row: TableRow, column: Column): Cell[] {
    return this.table.columns.flatMap((name, at) => {
      const cell = row.cells[at];
      return name === column && cell && cell.end > cell.start ? [cell] : [];
    });
  }

  /** A cell may say itself who leads, '县财政局牵头，县民政局配合'; of one with a name to a line each line that ends with a name is whole. */
  private units(cell: Cell, role: Mention['role']): Mention[] {
    const { start, end } = cell;
    const isListed = this.isListed(cell);
    const found: Mention[] = [];
    let from = start;
    for (const to of [...(cell.breaks ?? []), end]) {
      const isWhole = UNIT_END.test(this.clean.flat.slice(Math.max(from, to - LONGEST_END), to));
      if (to < end && !(isWhole && isListed) && !LABELLED.test(this.clean.flat.slice(to, to + LONGEST_LABEL))) continue;
      found.push(...this.unitsIn({ start: from, end: to }, role));
      from = to;
    }
    return found;
  }

  /** Names with commas between them need no lines to part them; nor does one whose lines are all full, as a narrow column breaks it. */
  private isListed({ start, end, breaks = [] }: Cell): boolean {
    const lines = [...breaks, end].map((to, at) => this.clean.flat.slice(breaks[at - 1] ?? start, to));
    if (lines.some((line) => line.includes('、'))) return false;
    const widest = Math.max(...lines.map(({ length }) => length));
    const isFull = lines.slice(0, -1).every(({ length }) => length === widest);
    if (!isFull) return true;
    const areNames = lines.every((line) => UNIT_END.test(line) && line.length > SHORT_NAME);
    return areNames && lines.slice(1).every((line, at) => OF_PLACE.test(line) || SURE_END.test(lines[at] ?? ''));
  }

  private unitsIn({ start, end }: Range, role: Mention['role']): Mention[] {
    const flat = withCommas(this.clean.flat.slice(start, end));
    const noted = annotationsOf(flat).flatMap((note) => note.mentions);
    const found = noted.length > 0 ? noted : unitsOf(flat, role);
    return found.map((mention) => ({ ...mention, start: mention.start + start, end: mention.end + start }));
  }

  private deadline(row: TableRow): Pick<DraftMeasure, 'deadline' | 'confidence'> {
    const own = this.cells(row, 'time')[0];
    const cell = own ?? this.above.time;
    if (!cell) return { deadline: null, confidence: 'stated' };
    this.above.time = cell;
    const span = daySpan(this.clean.flat, cell.start, cell.end, this.year);
    this.impossible.push(...span.impossible);
    return dueBy(span, [span], own !== undefined);
  }
}

/** In a cell the lines of a list need no comma: '县财政局 县民政局', '县财政局<br>县民政局'; each sign keeps its place. */
function withCommas(flat: string): string {
  return flat
    .replace(/<br\s?\/?>/g, (mark) => '、'.padEnd(mark.length))
    .replace(/([^\s、,;]{3,40})\s(?=\p{Script=Han}{2})/gu, (whole: string, before: string) =>
      UNIT_END.test(before) ? `${before}、` : whole,
    );
}
