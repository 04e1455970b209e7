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
/** Numbers that are one sign each, as the first of twenty or ten and how they are written out. */
const SIGNS: [first: string, count: number, style: string][] = [
  ['①', 20, 'ring'],
  ['⑴', 20, 'bracket'],
  ['⒈', 20, 'dot'],
  ['㈠', 10, 'han'],
];

/** Official order (GB/T 9704): 一、（一）1.（1）; chapters and articles stand above, rings below. */
const STYLES: NumberStyle[] = [
  { rank: 0, pattern: new RegExp(`第\\s?(${HAN}|\\d{1,3})\\s?[章节编]\\s*`, 'y'), write: (n) => `第${n}章` },
  { rank: 1, pattern: new RegExp(`第\\s?(${HAN}|\\d{1,3})\\s?条\\s*`, 'y'), write: (n) => `第${n}条` },
  { rank: 1, pattern: new RegExp(`(${HAN})\\s?[、.]\\s*`, 'y'), write: (n) => `${n}、` },
  { rank: 2, pattern: new RegExp(`\\(\\s?(${HAN})\\s?\\)\\s*[、.]?\\s*`, 'y'), write: (n) => `（${n}）` },
  {
    rank: 3,
    pattern: /(\d{1,3})\s?(?:\.(?!\d)|\.(?=\d{3,4}(?!\d)\s?\p{Script=Han})(?!\d+\s?[万亿元倍吨米公平千百度%])|、)\s*/uy,
    write: (n) => `${n}.`,
  },
  {
    rank: 3,
    pattern:
      /第\s?([一二三四五六七八九十\d]{1,2})\s?阶段\s*(?:[:、,.—]{1,2}\s*|(?=\()|(?<=\s)(?=\p{Script=Han})|(?=\p{Script=Han}{2,10}(?:阶段|\()))/uy,
    write: (n) => `第${n}阶段`,
  },
  {
    rank: 3,
    pattern: /阶段([一二三四五六七八九十\d]{1,2})\s*(?:[:、,.]\s*|(?=\()|(?<=\s)(?=\p{Script=Han}))/uy,
    write: (n) => `阶段${n}`,
  },
  { rank: 3, pattern: /第([一二三四五六七八九十\d]{1,2})步\s*(?:[:、,.]\s*|(?=\())/y, write: (n) => `第${n}步` },
  { rank: 2, pattern: /任务([一二三四五六七八九十\d]{1,3})\s?[:、]\s*/y, write: (n) => `任务${n}` },
  { rank: 4, pattern: /\(\s?(\d{1,3})\s?\)\s*[、.]?\s*/y, write: (n) => `（${n}）` },
  { rank: 4, pattern: /(\d{1,2})\s?\)\s*/y, write: (n) => `（${n}）` },
];
/** '1.1 总则', '2.3.1职责': the more parts, the deeper; '1.5亿元' and '3.2万' are amounts. */
const DECIMAL =
  /(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?:\s+|(?=\p{Script=Han}))(?![年月日万亿元个倍项家户人吨米公平千百点以左至])/uy;

/** The heading number that stands at `at` of a half-width text, or null. */
export function headingNumber(flat: string, at = 0): HeadingNumber | null {
  for (const { rank, pattern, write } of STYLES) {
    pattern.lastIndex = at;
    const [whole, numerals] = pattern.exec(flat) ?? [];
    if (whole === undefined || numerals === undefined) continue;
    const ordinal = numeral(numerals);
    if (ordinal > 0) return { rank, ordinal, written: write(numerals), length: whole.length };
  }
  return signed(flat, at) ?? decimal(flat, at);
}

function signed(flat: string, at: number): HeadingNumber | null {
  const code = flat.charCodeAt(at);
  for (const [first, count, style] of SIGNS) {
    const ordinal = code - first.charCodeAt(0) + 1;
    if (!(ordinal >= 1 && ordinal <= count)) continue;
    const length = 1 + (/^[、.]?\s*/.exec(flat.slice(at + 1, at + 9))?.[0].length ?? 0);
    if (style === 'ring') return { rank: 5, ordinal, written: flat.charAt(at), length };
    if (style === 'dot') return { rank: 3, ordinal, written: `${ordinal}.`, length };
    if (style === 'bracket') return { rank: 4, ordinal, written: `（${ordinal}）`, length };
    return { rank: 2, ordinal, written: `（${'一二三四五六七八九十'.charAt(ordinal - 1)}）`, length };
  }
  return null;
}

function decimal(flat: string, at: number): HeadingNumber | null {
  DECIMAL.lastIndex = at;
  const [whole, written] = DECIMAL.exec(flat) ?? [];
  if (whole === undefined || written === undefined) return null;
  const parts = written.split('.');
  return { rank: 2 + parts.length, ordinal: Number(parts.at(-1)), written, length: whole.length };
}
