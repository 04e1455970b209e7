import { cleanUp } from '../domain/plan-text/clean-text.js';
import { rejoinBrokenLines } from '../domain/plan-text/page-breaks.js';
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

/** The document as paragraphs, rejoined where a page broke them and without markdown signs, with every mark where it stands. */
export function paragraphsOf(text: string, marks: readonly Mark[]): Paragraph[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const clean = rejoinBrokenLines(cleanUp(text));
  let next = 0;
  return clean.blocks.map((block) => {
    const { start, end } = clean.source(block.start, block.end);
    // Marks are in order: those that end before this paragraph are done with.
    while ((sorted[next]?.end ?? Infinity) <= start) next++;
    return {
      kind: kindOf(block.level, text.slice(start, end)),
      spans: spansBetween(text, start, end, sorted.slice(next)),
    };
  });
}

function kindOf(level: number, line: string): Paragraph['kind'] {
  if (level === 1) return 'title';
  // Plain text has no signs: a short line that opens with 一、 is a heading.
  return level > 1 || /^[一二三四五六七八九十]+、.{1,24}$/.test(line) ? 'heading' : 'text';
}

function spansBetween(text: string, from: number, to: number, marks: readonly Mark[]): Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const mark of marks) {
    if (mark.start >= to) break;
    const begin = Math.max(mark.start, at);
    const end = Math.min(mark.end, to);
    if (begin >= end) continue;
    push(spans, text.slice(at, begin), null);
    const { id, kind, href, title } = mark;
    // A fact that goes over into the next paragraph is marked twice; only its first part carries the anchor.
    push(spans, text.slice(begin, end), { id: begin === mark.start ? id : `${id}-${begin}`, kind, href, title });
    at = end;
  }
  push(spans, text.slice(at, to), null);
  return spans;
}

function push(spans: Span[], raw: string, mark: Span['mark']): void {
  const text = raw.replaceAll('**', '').replace(/\s*\n\s*/g, '');
  if (text !== '') spans.push({ text, mark });
}
