import mammoth from 'mammoth';
import { RuleBroken } from '../domain/errors.js';
import { marked } from './docx-marks.js';
import { storedZip } from './stored-zip.js';

/** A piece of a document as the library hands it over. */
interface Node {
  type: string;
  value?: string;
  children?: readonly Node[];
  colSpan?: number;
  rowSpan?: number;
  breakType?: string;
  checked?: boolean;
}

const DOCUMENT = 'word/document.xml';
const NUMBERING = 'word/numbering.xml';
/** What the library is given; it has no business with notes, comments and pictures. */
const NEEDED = ['[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels', 'word/styles.xml'];

/**
 * The text of a docx from its parts: a paragraph a line, headings behind # marks, lists with their numbers, a row of a table
 * as '| cell | cell |'. What was deleted, notes and comments are left out. Throws `RuleBroken` 'carrier-broken'.
 */
export async function docxText(parts: ReadonlyMap<string, string>): Promise<string> {
  const part = (name: string) => parts.get(name) ?? '';
  const document = marked({ document: part(DOCUMENT), styles: part('word/styles.xml'), numbering: part(NUMBERING) });
  const given = NEEDED.filter((name) => parts.has(name)).map((name) => [name, part(name)] as const);
  const buffer = storedZip(new Map([...given, [DOCUMENT, document]]));
  let body: Node = { type: 'document' };
  const keep = (read: Node) => {
    body = read;
    // The library would go on to make a page of it.
    return { ...read, children: [] };
  };
  await mammoth.convertToHtml({ buffer }, { transformDocument: keep }).catch(() => {
    throw new RuleBroken('carrier-broken', { reason: '正文读不出来' });
  });
  return linesOf(body)
    .filter((line) => !/^#+ ?$/.test(line))
    .join('\n');
}

function linesOf({ type, children = [], ...node }: Node): string[] {
  if (type === 'table') return tableLines(children);
  if (type === 'paragraph') return textOf({ type, children, ...node }).split('\n');
  return children.flatMap(linesOf);
}

function textOf({ type, value = '', children = [], breakType, checked }: Node): string {
  if (type === 'text') return value;
  if (type === 'tab') return '\t';
  if (type === 'break') return breakType === 'line' ? '\n' : '';
  if (type === 'checkbox') return checked ? '☑' : '□';
  return children.map(textOf).join('');
}

/** A table of one column is a frame around text. */
function tableLines(rows: readonly Node[]): string[] {
  const held = rows.filter(({ children = [] }) => children.length > 0);
  if (held.every(({ children = [] }) => children.length === 1)) return held.flatMap(linesOf);
  const running = new Map<number, number>();
  return held.map((row) => `| ${cellsOf(row, running).join(' | ')} |`);
}

const MOST_COLUMNS = 100;

/** The cells of a row in their columns; one that goes on from above is empty. `running` counts the rows each still goes on. */
function cellsOf({ children = [] }: Node, running: Map<number, number>): string[] {
  const cells: string[] = [];
  const goOn = () => {
    for (let left = running.get(cells.length) ?? 0; left > 0; left = running.get(cells.length) ?? 0) {
      running.set(cells.length, left - 1);
      cells.push('');
    }
  };
  for (const cell of children) {
    goOn();
    const width = Math.min(Math.max(cell.colSpan ?? 1, 1), MOST_COLUMNS);
    for (let column = 0; column < width; column++) {
      running.set(cells.length, (cell.rowSpan ?? 1) - 1);
      cells.push(column === 0 ? cellText(cell) : '');
    }
  }
  goOn();
  return cells;
}

const cellText = (cell: Node) =>
  (cell.children ?? []).flatMap(linesOf).join(' ').replace(/[|｜]/g, '／').replace(/\s+/g, ' ').trim();
