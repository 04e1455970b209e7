import { type Paragraph, type Span } from '../rendering/views-plan.js';

/** A stretch of the document that is a fact: where it stands and where it leads. */
export interface Mark {
  start: number;
  end: number;
  kind: 'measure' | 'unit' | 'phase' | 'finding';
  id: string;
  href: string;
  title: string;
}

/** The document's text from `start` to `end` as paragraphs, without its markdown signs, with every mark where it stands. */
export function paragraphsOf(text: string, marks: readonly Mark[], start = 0, end = text.length): Paragraph[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const paragraphs: Paragraph[] = [];
  for (let at = start; at < end; ) {
    const stop = text.indexOf('\n', at);
    const lineEnd = stop < 0 || stop > end ? end : stop;
    const line = text.slice(at, lineEnd);
    const signs = /^#*\s*/.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '' && !/^-{3,}\s*$/.test(line))
      paragraphs.push({ kind: kindOf(line), spans: spansBetween(text, at + signs, lineEnd, sorted) });
    at = lineEnd + 1;
  }
  return paragraphs;
}

function kindOf(line: string): Paragraph['kind'] {
  if (/^#\s/.test(line)) return 'title';
  if (/^#{2,}\s/.test(line)) return 'heading';
  // Plain text has no signs: a short line that opens with 一、 is a heading.
  return /^[一二三四五六七八九十]+、.{1,24}$/.test(line.trim()) ? 'heading' : 'text';
}

function spansBetween(text: string, from: number, to: number, marks: readonly Mark[]): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const mark of marks) {
    const begin = Math.max(mark.start, at);
    const end = Math.min(mark.end, to);
    if (begin >= end) continue;
    push(spans, text.slice(at, begin), null);
    const { id, kind, href, title } = mark;
    // A fact broken by a page break is marked twice; only its first part carries the anchor.
    push(spans, text.slice(begin, end), { id: begin === mark.start ? id : `${id}-b`, kind, href, title });
    at = end;
  }
  push(spans, text.slice(at, to), null);
  return spans;
}

function push(spans: Span[], raw: string, mark: Span['mark']): void {
  const text = raw.replaceAll('**', '');
  if (text !== '') spans.push({ text, mark });
}
