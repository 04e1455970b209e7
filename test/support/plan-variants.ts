/** A source of chance that says the same for the same seed, between 0 and 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Another dress for a plan's text; what it says stays the same. */
export type Dress = (text: string, random: () => number) => string;

const BRACKETS: [string, string][] = [
  ['(', ')'],
  ['〔', '〕'],
  ['【', '】'],
];

/** Every round bracket but those of numbers becomes one of another kind. */
export const otherBrackets: Dress = (text, random) => {
  const [open, close] = BRACKETS[Math.floor(random() * BRACKETS.length)] ?? ['(', ')'];
  return text.replace(/[（(]([^（）()]*)[）)]/g, (whole, inside: string) =>
    /^[一二三四五六七八九十\d]{1,3}$/.test(inside) ? whole : open + inside + close,
  );
};

/** As a scan does: a blank between two characters, within words and labels too. */
export const strayBlanks: Dress = (text, random) =>
  text.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, () => (random() < 0.01 ? ' ' : ''));

/** The end of a page within a sentence, with the number of the page. */
export const pageBreaks: Dress = (text, random) =>
  eachLine(text, (line) => {
    if (line.length < 60 || /^[#|]|[|\t]/.test(line.trimStart()) || random() < 0.5) return line;
    const at = 20 + Math.floor(random() * (line.length - 30));
    const isMark = line[at] === '*' || line[at - 1] === '*';
    return isMark ? line : `${line.slice(0, at)}\n\n— ${Math.ceil(random() * 30)} —\n\n${line.slice(at)}`;
  });

const HAN = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 一、（一）1. become 1.（1）①: one level as ever under the other. */
export const arabicNumbers: Dress = (text) =>
  eachLine(text, (line) =>
    line
      .replace(/^([*#\s]*)(\d{1,2})[.、．](?!\d)/, (_, mark: string, n: string) => mark + ring(Number(n)))
      .replace(
        /^([*#\s]*)[（(]([一二三四五六七八九十])[）)]/,
        (_, mark: string, n: string) => `${mark}（${HAN.indexOf(n)}）`,
      )
      .replace(/^([*#\s]*)([一二三四五六七八九十])、/, (_, mark: string, n: string) => `${mark}${HAN.indexOf(n)}.`),
  );

function ring(n: number): string {
  return n <= 20 ? String.fromCharCode(0x2460 + n - 1) : `${n}.`;
}

/** 一、 and （一） become chapters and articles. */
export const articles: Dress = (text) =>
  eachLine(text, (line) =>
    line
      .replace(/^([*#\s]*)[（(]([一二三四五六七八九十])[）)]/, (_, mark: string, n: string) => `${mark}第${n}条 `)
      .replace(/^([*#\s]*)([一二三四五六七八九十])、/, (_, mark: string, n: string) => `${mark}第${n}章 `),
  );

/** As a scan or a copy does: no line ends at all. */
export const oneLine: Dress = (text) =>
  text
    .replace(/^\s*— \d+ —\s*$/gm, '')
    .replace(/[*#]/g, '')
    .replace(/\s*\n\s*/g, '');

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}
