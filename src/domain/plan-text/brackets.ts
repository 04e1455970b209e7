/** A stretch of a text, `end` exclusive. */
export interface Range {
  start: number;
  end: number;
}

const OPENING = '([【〔';
const CLOSING = ')]】〕';

/** The outermost brackets of a half-width text up to a length, their signs included; an opening sign that is never closed hides nothing. */
export function brackets(flat: string, longest: number): Range[] {
  const open: number[] = [];
  const found: Range[] = [];
  for (let at = 0; at < flat.length; at++) {
    const sign = flat.charAt(at);
    if (OPENING.includes(sign)) open.push(at);
    else if (CLOSING.includes(sign)) {
      const start = open.pop();
      if (start === undefined || at - start >= longest) continue;
      while ((found.at(-1)?.start ?? -1) > start) found.pop();
      found.push({ start, end: at + 1 });
    }
  }
  return found;
}

/** The pieces of a text between any of some signs, those inside brackets aside. */
export function splitOutsideBrackets(flat: string, signs: string): Range[] {
  const pieces: Range[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= flat.length; at++) {
    const sign = flat.charAt(at);
    if (at < flat.length && OPENING.includes(sign)) depth++;
    else if (at < flat.length && CLOSING.includes(sign)) depth = Math.max(0, depth - 1);
    if (at === flat.length || (depth === 0 && signs.includes(sign))) {
      pieces.push({ start, end: at });
      start = at + 1;
    }
  }
  return pieces;
}
