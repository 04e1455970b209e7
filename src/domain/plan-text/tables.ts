import { type Block, type CleanText } from './clean-text.js';
import { type Column, type Header, headerAt } from './table-header.js';
import { gridRows, type TableRow } from './table-grid.js';

/** A table of measures or phases: its columns, and for each of its rows the cells under them. */
export interface Table {
  columns: Column[];
  rows: TableRow[];
  /** The lines it takes, its header's among them. */
  blocks: Block[];
  /** Those in which its header stands again, on a new page. */
  again: Block[];
}

/** The tables whose header says what their columns hold; what a table is without such a header stays text. */
export function tablesOf(clean: CleanText): Table[] {
  const tables: Table[] = [];
  for (let at = 0; at < clean.blocks.length; at++) {
    const said = headerAt(clean, at);
    if (!said) continue;
    const first = at + said.lines;
    const header = withoutLostNumbers(clean, first, said);
    const { rows, blocks, again } = gridRows(clean, first, header);
    if (rows.length === 0) continue;
    tables.push({ columns: header.columns, rows, blocks: [...clean.blocks.slice(at, first), ...blocks], again });
    at = first + blocks.length - 1;
  }
  return tables;
}

/** Numbers that a copy set on lines of their own are lost where the copy left them out: then no row has any. */
function withoutLostNumbers(clean: CleanText, first: number, header: Header): Header {
  if (header.layout !== 'lines' || clean.blocks.slice(first, first + 3).some((block) => isRowNumber(clean, block)))
    return header;
  return { ...header, columns: header.columns.filter((column) => column !== 'number') };
}

/** A number alone on its line. */
export const isRowNumber = (clean: CleanText, block: Block): boolean =>
  block.end - block.start <= 4 && /^\d{1,3}[.、]?$/.test(clean.flatOf(block));
