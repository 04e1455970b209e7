import { type LeaderFigures, shareOf } from '../domain/digest.js';
import { type Counts, type Standing, STANDING_WORDS, STANDINGS } from '../domain/standing.js';

/** How wide a picture is in a mail, and what it is drawn with. */
const PICTURE_WIDTH = 592;
const [ROW, HEAD, NAME, BAR, LEGEND] = [30, 30, 236, 16, 54];
const INK = '#1a1d21';
const SOFT = '#4e5661';

/** Fills that stay apart in grey and for the colour-blind (ui §6). */
const FILLS: Readonly<Record<Standing, string>> = {
  ...{ overdue: '#a31224', 'rectifying-late': '#a31224', rectifying: '#f2b134', 'due-soon': '#f2b134' },
  ...{ 'in-review': '#b9a9e8', 'on-track': '#2166ac', 'not-open': '#e9ecef', suspended: '#c9ced4' },
  ...{ 'done-late': '#a8d5b5', done: '#a8d5b5', closed: '#5fa777', waived: '#c9ced4' },
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const text = (x: number, y: number, said: string, more = '') =>
  `<text x="${x}" y="${y}" font-family="Noto Sans SC" font-size="13" fill="${INK}"${more}>${escaped(said)}</text>`;
const rect = (x: number, y: number, width: number, fill: string, height = BAR) =>
  `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${height}" fill="${fill}" stroke="#767676" stroke-width="0.5"/>`;

/** The measures by phases as bars of their standings: an SVG of what the issue says in words, to be seen at a glance. */
export function digestPicture({ phases, measures }: Pick<LeaderFigures, 'phases' | 'measures'>): string {
  const height = HEAD + measures.length * ROW + LEGEND;
  const column = (PICTURE_WIDTH - NAME) / Math.max(1, phases.length);
  const heads = phases.map((name, i) => text(NAME + i * column + 8, 20, name, ' font-weight="bold"')).join('');
  const rows = measures.map((measure, i) => {
    const y = HEAD + i * ROW;
    const name = text(0, y + 20, clipped(`${measure.number}${measure.title}`, 17));
    const cells = measure.cells.map((cell, k) => cellAt(NAME + k * column + 8, y + 7, column - 60, cell));
    return `<line x1="0" y1="${y}" x2="${PICTURE_WIDTH}" y2="${y}" stroke="#d5d9de"/>${name}${cells.join('')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${height}" viewBox="0 0 ${PICTURE_WIDTH} ${height}">${heads}${rows.join('')}${legend(
    measures.flatMap(({ cells }) => cells),
    height - 32,
  )}</svg>`;
}

function cellAt(x: number, y: number, width: number, counts: Counts): string {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (total === 0) return text(x, y + 13, '—');
  let at = x;
  const parts = STANDINGS.filter((standing) => (counts[standing] ?? 0) > 0).map((standing) => {
    const part = ((counts[standing] ?? 0) / total) * width;
    at += part;
    return rect(at - part, y, part, FILLS[standing]);
  });
  return `${parts.join('')}${text(x + width + 6, y + 13, shareOf(counts))}`;
}

/** What the fills that are there mean, and what the numbers are. */
function legend(cells: readonly Counts[], y: number): string {
  const there = STANDINGS.filter((standing) => cells.some((cell) => (cell[standing] ?? 0) > 0));
  const fills = [...new Set(there.map((standing) => FILLS[standing]))];
  let [x, line] = [0, y];
  const keys = fills.map((fill) => {
    const words = there.filter((standing) => FILLS[standing] === fill).map((standing) => STANDING_WORDS[standing]);
    const label = words.join('、');
    const width = 32 + 13 * [...label].length;
    if (x + width > PICTURE_WIDTH) [x, line] = [0, line + 22];
    x += width;
    return `${rect(x - width, line - 11, 12, fill, 12)}${text(x - width + 17, line, label, ` style="fill:${SOFT}"`)}`;
  });
  return keys.join('');
}

function clipped(words: string, most: number): string {
  const signs = [...words];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : words;
}
