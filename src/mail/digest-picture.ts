import { cellShare, type LeaderFigures } from '../domain/digest.js';
import { type Counts, type Standing, STANDING_WORDS, STANDINGS } from '../domain/standing.js';

/** As wide as a mail on a telephone, so that its type is nowhere made small; with many phases wider. */
const [NARROWEST, COLUMN] = [327, 66];
const [ROW, HEAD, BAR, LINE] = [50, 30, 16, 22];
/** How much of a measure's name stands in a line. */
const NAME_SIGNS = 22;
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
  `<text x="${x}" y="${y}" font-family="Noto Sans SC" font-size="14" fill="${INK}"${more}>${escaped(said)}</text>`;
const rect = (x: number, y: number, width: number, fill: string, height = BAR) =>
  `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${height}" fill="${fill}" stroke="#767676" stroke-width="0.5"/>`;

/** How wide the picture of so many phases is. */
export const pictureWidth = ({ phases }: Pick<LeaderFigures, 'phases'>): number =>
  Math.max(NARROWEST, phases.length * COLUMN);

/** The measures by phases as bars of their standings: an SVG of what the issue says in words, to be seen at a glance. */
export function digestPicture({ phases, measures }: Pick<LeaderFigures, 'phases' | 'measures'>): string {
  const width = pictureWidth({ phases });
  const column = width / Math.max(1, phases.length);
  const heads = phases.map((name, i) => text(i * column, 20, name, ' font-weight="bold"')).join('');
  const rows = measures.map((measure, i) => {
    const y = HEAD + i * ROW;
    const name = text(0, y + 20, clipped(`${measure.number}${measure.title}`, NAME_SIGNS));
    const cells = measure.cells.map((cell, k) => cellAt(k * column, y + 27, column - 48, cell));
    return `<line x1="0" y1="${y}" x2="${width}" y2="${y}" stroke="#d5d9de"/>${name}${cells.join('')}`;
  });
  const all = measures.flatMap(({ cells }) => cells);
  const keys = legend(all, HEAD + measures.length * ROW + LINE, width);
  const height = keys.bottom + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${heads}${rows.join('')}${keys.drawn}</svg>`;
}

/** The numbers of the picture in words: what it shows is lost to nobody who reads without pictures. */
export function pictureWords({ phases, measures }: Pick<LeaderFigures, 'phases' | 'measures'>): string {
  const lines = measures.map(({ number, title, cells }) => `${number}${title} ${cells.map(cellShare).join('、')}`);
  return `各项措施已办结/全部（${phases.join('、')}）：${lines.join('；')}。`;
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
  return `${parts.join('')}${text(x + width + 6, y + 13, cellShare(counts))}`;
}

/** What the fills that are there mean, and what the numbers are. */
function legend(cells: readonly Counts[], y: number, picture: number): { drawn: string; bottom: number } {
  const there = STANDINGS.filter((standing) => cells.some((cell) => (cell[standing] ?? 0) > 0));
  const fills = [...new Set(there.map((standing) => FILLS[standing]))];
  let [x, line] = [0, y];
  const keys = fills.map((fill) => {
    const words = there.filter((standing) => FILLS[standing] === fill).map((standing) => STANDING_WORDS[standing]);
    const label = words.join('、');
    const width = 32 + 14 * [...label].length;
    if (x + width > picture) [x, line] = [0, line + LINE];
    x += width;
    return `${rect(x - width, line - 11, 12, fill, 12)}${text(x - width + 17, line, label, ` style="fill:${SOFT}"`)}`;
  });
  return { drawn: keys.join(''), bottom: line };
}

function clipped(words: string, most: number): string {
  const signs = [...words];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : words;
}
