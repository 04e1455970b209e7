import { type MeasuresRead } from './measures.js';
import { type DraftMeasure } from './plan-draft.js';

/** Shorter than this a title says too little to be known again. */
const SHORTEST = 4;

/**
 * The measures of a document that has them in its text and again in a table of tasks, each once.
 *
 * The list that names units is the plan's. Where both do, the text is: it was issued, and its clauses are what is
 * inspected; the table says of a measure what the text leaves out. A row that the text has not is a measure of its own
 * only where most rows are in the text: else the table cuts the same work into other pieces, and it would count twice.
 */
export function eachOnce(text: MeasuresRead, table: MeasuresRead): MeasuresRead {
  const impossible = [...text.impossible, ...table.impossible];
  if (!namesUnits(table) || text.measures.length === 0)
    return text.measures.length > 0 ? text : { ...table, impossible };
  if (!namesUnits(text)) return { measures: table.measures, impossible };
  const rows = new Map(table.measures.map((row) => [row, text.measures.find((measure) => isSame(measure, row))]));
  const ofText = text.measures.map((measure) =>
    completed(
      measure,
      table.measures.find((row) => rows.get(row) === measure),
    ),
  );
  const others = table.measures.filter((row) => !rows.get(row));
  const added = others.length < table.measures.length / 2 ? others : [];
  return { measures: [...ofText, ...added], impossible };
}

function namesUnits({ measures }: MeasuresRead): boolean {
  return measures.some((measure) => measure.duties.length > 0);
}

function isSame(a: DraftMeasure, b: DraftMeasure): boolean {
  const [short = '', long = ''] = [plain(a.title), plain(b.title)].sort((x, y) => x.length - y.length);
  return short === long || (short.length >= SHORTEST && long.startsWith(short));
}

function plain(title: string): string {
  return title.replace(/[^\p{L}\p{N}]/gu, '');
}

function completed(measure: DraftMeasure, row: DraftMeasure | undefined): DraftMeasure {
  if (!row) return measure;
  const { lead, responsible, duties } = measure.duties.length > 0 ? measure : row;
  return { ...measure, lead, responsible, duties, deadline: measure.deadline ?? row.deadline };
}
