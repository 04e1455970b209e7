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

/**
 * The lines of a page in the order the file has them, which is the order of reading in what offices write: pieces of a line
 * together, cells of a row parted by tabs.
 */
export function linesOfPage(pieces: readonly Piece[]): string[] {
  const lines: string[] = [];
  let last: Piece | undefined;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const gap = last ? gapBetween(last, piece) : undefined;
    if (gap === undefined) lines.push(piece.text.trimStart());
    else lines.push(joined(lines.pop() ?? '', piece.text, gap));
    last = piece;
  }
  return lines.map((line) => line.trimEnd());
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
