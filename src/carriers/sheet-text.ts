import { longDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { listNumber } from './list-numbers.js';
import { COLUMNS } from './sheet-columns.js';
import { readRows, type SheetRead, type SheetRow } from './sheet-rows.js';

const MOST_FAULTS = 20;

/**
 * A sheet of measures as the text of a plan, a row a line, so that every fact that is read of it points to where it stands.
 * Throws `RuleBroken('carrier-cells')` with the `faults`, each naming its row and column.
 */
export function sheetText(table: readonly (readonly string[])[]): string {
  const read = readRows(table);
  if (read.faults.length > 0) throw new RuleBroken('carrier-cells', { faults: read.faults.slice(0, MOST_FAULTS) });
  return [...headLines(read), ...measureLines(read.rows), ...phaseLines(read), ...footLines(read)].join('\n');
}

function headLines({ head }: SheetRead): string[] {
  return [...(head.docNumber === '' ? [] : [head.docNumber, '']), `# ${head.title}`, ''];
}

function measureLines(rows: readonly SheetRow[]): string[] {
  const { number, task, lead, responsible, deadline } = COLUMNS;
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll(/[|｜]/g, '／')).join(' | ')} |`;
  const written = rows.map(({ cells }, i) => {
    const said = [cells.task, cells.lead, cells.responsible, cells.deadline];
    // An empty cell of a table is taken for the one above: here it is empty.
    return line([cells.number || String(i + 1), ...said.map((cell) => cell || '无')]);
  });
  return ['## 一、工作措施', '', line([number, task, lead, responsible, deadline]), ...written, ''];
}

function phaseLines({ phases }: SheetRead): string[] {
  if (phases.length === 0) return [];
  const lines = phases.map(({ name, day }, i) => {
    const until = day === null ? '' : `（${longDay(day)}前）`;
    return `（${listNumber(i + 1, 'chineseCounting')}）${name}${until}。`;
  });
  return ['## 二、实施步骤', '', ...lines, ''];
}

function footLines({ head }: SheetRead): string[] {
  return [head.issuer, head.issuedOn].filter((line) => line !== '');
}
