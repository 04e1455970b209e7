/** A piece of text on a page, in points from the page's left and lower edge. */
export interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  /** The height of its letters. */
  height: number;
}

/** In heights of a letter: cells of a table are further apart than the words of a stretched line, or than a wide blank. */
const CELL_GAP = 1.05;
/** A blank between two pieces; letters of a stretched line stand closer, words of Latin letters too. */
const BLANK = 0.35;
const LATIN_BLANK = 0.2;
/** Pieces this close above each other stand in one line: raised figures, fonts of unlike depth. */
const LINE_GAP = 0.4;

/** A line of a page, as high as its highest letter. */
export interface Line {
  text: string;
  y: number;
  height: number;
}

/**
 * The lines of a page in the order the file has them, which is the order of reading in what offices write: pieces of a line
 * together, cells of a row parted by tabs.
 */
export function linesOfPage(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const gap = last ? gapBetween(last, piece) : undefined;
    const line = lines.at(-1);
    if (gap === undefined || !line) lines.push({ text: piece.text.trimStart(), y: piece.y, height: piece.height });
    else {
      line.text = joined(line.text, piece.text, gap);
      line.height = Math.max(line.height, piece.height);
    }
    last = piece;
  }
  return lines.map((line) => ({ ...line, text: line.text.trimEnd() }));
}

/** Letters that are this much higher than those of the text are a title's. */
const TITLE = 1.15;
/** In heights of a letter: lines of one title stand no further apart. */
const TITLE_LEADING = 2.2;

/** The text of pages, a title that takes several lines in one. */
export function textOfPages(pages: readonly (readonly Line[])[]): string {
  const body = bodyHeight(pages.flat());
  const written = pages.map((lines) =>
    lines.reduce((text, line, at) => text + (at > 0 && !goesOn(lines[at - 1], line, body) ? '\n' : '') + line.text, ''),
  );
  return written.join('\n');
}

function goesOn(before: Line | undefined, { height, y }: Line, body: number): boolean {
  if (!before || height < body * TITLE || Math.abs(before.height - height) > height * 0.05) return false;
  return before.y > y && before.y - y < height * TITLE_LEADING;
}

/** The height that most letters have. */
function bodyHeight(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { text, height } of lines) {
    const rounded = Math.round(height * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/** How far a piece stands behind another in its line, in heights of a letter; undefined where it begins a new line. */
function gapBetween(last: Piece, next: Piece): number | undefined {
  const height = Math.max(last.height, next.height, 1);
  if (Math.abs(next.y - last.y) > height * LINE_GAP) return undefined;
  const gap = (next.x - last.x - last.width) / height;
  return gap < -1 ? undefined : gap;
}

function joined(line: string, text: string, gap: number): string {
  if (gap > CELL_GAP) return `${line.trimEnd()}\t${text.trimStart()}`;
  const areLatin = /[\w.,)]$/.test(line) && /^[\w(]/.test(text);
  return gap > (areLatin ? LATIN_BLANK : BLANK) ? `${line} ${text}` : line + text;
}
