import { numeral } from './numerals.js';

/** The number in front of a heading: `rank` 0 is the outermost level, `written` its full-width form. */
export interface HeadingNumber {
  rank: number;
  ordinal: number;
  written: string;
  /** Code units it takes, blanks behind it included. */
  length: number;
}

interface NumberStyle {
  rank: number;
  pattern: RegExp;
  write: (numerals: string) => string;
}

const HAN = '[一二三四五六七八九十百零〇]{1,5}';

/** Official order (GB/T 9704): 一、（一）1.（1）; chapters and articles stand above, rings below. */
const STYLES: NumberStyle[] = [
  { rank: 0, pattern: new RegExp(`第(${HAN}|\\d{1,3})[章节编]\\s*`, 'y'), write: (n) => `第${n}章` },
  { rank: 1, pattern: new RegExp(`第(${HAN}|\\d{1,3})条\\s*`, 'y'), write: (n) => `第${n}条` },
  { rank: 1, pattern: new RegExp(`(${HAN})\\s?[、.]\\s*`, 'y'), write: (n) => `${n}、` },
  { rank: 2, pattern: new RegExp(`\\(\\s?(${HAN})\\s?\\)\\s*`, 'y'), write: (n) => `（${n}）` },
  { rank: 3, pattern: /(\d{1,3})\s?(?:\.(?!\d)|、)\s*/y, write: (n) => `${n}.` },
  { rank: 3, pattern: /第([一二三四五六七八九十\d]{1,2})阶段\s*(?::\s*|(?=\())/y, write: (n) => `第${n}阶段` },
  { rank: 4, pattern: /\(\s?(\d{1,3})\s?\)\s*/y, write: (n) => `（${n}）` },
  { rank: 5, pattern: /([①②③④⑤⑥⑦⑧⑨⑩])\s*/y, write: (n) => n },
];

/** The heading number that stands at `at` of a half-width text, or null. */
export function headingNumber(flat: string, at = 0): HeadingNumber | null {
  for (const { rank, pattern, write } of STYLES) {
    pattern.lastIndex = at;
    const [whole, numerals] = pattern.exec(flat) ?? [];
    if (whole === undefined || numerals === undefined) continue;
    const ordinal = rank === 5 ? '①②③④⑤⑥⑦⑧⑨⑩'.indexOf(numerals) + 1 : numeral(numerals);
    if (ordinal > 0) return { rank, ordinal, written: write(numerals), length: whole.length };
  }
  return null;
}
