import { type CleanText } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { type NamedPhase } from './phases.js';
import { type Table } from './tables.js';
import { type DaySpan, daySpan } from './written-days.js';

interface PhaseRow {
  phase: NamedPhase;
  span: DaySpan;
}

/** The phases that a table lists, '| 阶段 | 时间 | 主要工作 |'; a row without a name goes on with the phase above. */
export function phaseRows(clean: CleanText, tables: readonly Table[], year: number | null): PhaseRow[] {
  return tables.flatMap(({ columns, rows }) => {
    const [name, time] = [columns.indexOf('phase'), columns.indexOf('time')];
    if (name < 0 || time < 0) return [];
    return rows.flatMap(({ block, cells }) => {
      const [named, timed] = [cells[name], cells[time]];
      if (!named || !timed || named.end <= named.start) return [];
      const number = headingNumber(clean.flat.slice(named.start, named.end));
      const start = named.start + (number?.length ?? 0);
      const phase = {
        number: number?.written ?? '',
        title: clean.text.slice(start < named.end ? start : named.start, named.end),
        text: clean.text.slice(block.start, block.end),
        source: clean.source(block.start, block.end),
      };
      return [{ phase, span: daySpan(clean.flat, timed.start, timed.end, year) }];
    });
  });
}
