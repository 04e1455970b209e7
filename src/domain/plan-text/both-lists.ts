import { type MeasuresRead } from './measure-parts.js';
import { type DraftMeasure } from './plan-draft.js';

/** Shorter than this a title says too little to be known again. */
const SHORTEST = 4;
const MOST_COMPARED = 50;

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
  const { rowOf, others } = paired(text.measures, table.measures);
  const ofText = text.measures.map((measure) => completed(measure, rowOf.get(measure)));
  const added = others.length < table.measures.length / 2 ? others : [];
  return { measures: [...ofText, ...added], impossible };
}

interface Pairs {
  rowOf: ReadonlyMap<DraftMeasure, DraftMeasure>;
  /** Rows that the text has not. */
  others: DraftMeasure[];
}

/** Which row says the same as which measure of the text: those that begin alike are compared, and so many at most. */
function paired(measures: readonly DraftMeasure[], rows: readonly DraftMeasure[]): Pairs {
  const alike = new Map<string, DraftMeasure[]>();
  for (const measure of measures) {
    const key = plain(measure.title).slice(0, SHORTEST);
    const known = alike.get(key) ?? [];
    if (known.length < MOST_COMPARED) alike.set(key, [...known, measure]);
  }
  const rowOf = new Map<DraftMeasure, DraftMeasure>();
  const others: DraftMeasure[] = [];
  for (const row of rows) {
    const measure = alike.get(plain(row.title).slice(0, SHORTEST))?.find((one) => isSame(one, row));
    if (!measure) others.push(row);
    else if (!rowOf.has(measure)) rowOf.set(measure, row);
  }
  return { rowOf, others };
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
