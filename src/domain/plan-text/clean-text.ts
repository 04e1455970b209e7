import { type Source } from '../plan.js';
import { type Confidence } from './confidence.js';

/** A paragraph: a range of the cleaned text; `level` counts the # marks before it, a hint and no more. */
export interface Block {
  start: number;
  end: number;
  level: number;
  /** Cut out of a text without line ends: its heading and its text stand in one line. */
  isGlued?: boolean;
}

/** A fact that stands in one place, as it reads and where it stands in the original. */
export interface Quote {
  text: string;
  source: Source;
  /** Where it is not `stated`. */
  confidence?: Confidence;
}

/**
 * A document without marks and broken lines, with the way back to where every character came from.
 *
 * `flat` is `text` with full-width letters, digits and punctuation made half-width, position by position: rules are
 * written once, for half-width, and what they find is cut from `text`.
 */
export class CleanText {
  constructor(
    readonly text: string,
    readonly flat: string,
    readonly blocks: readonly Block[],
    private readonly origin: Uint32Array,
  ) {}

  /** The same characters in other paragraphs. */
  withBlocks(blocks: readonly Block[]): CleanText {
    return new CleanText(this.text, this.flat, blocks, this.origin);
  }

  /** The text without some of its lines, so that what a line between them broke can be joined. */
  without(isDropped: (block: Block) => boolean): CleanText {
    if (!this.blocks.some(isDropped)) return this;
    const origin = new Uint32Array(this.text.length);
    const blocks: Block[] = [];
    let [text, flat] = ['', ''];
    for (const block of this.blocks.filter((one) => !isDropped(one))) {
      origin.set(this.origin.subarray(block.start, block.end), text.length);
      blocks.push({ ...block, start: text.length, end: text.length + block.end - block.start });
      text += this.text.slice(block.start, block.end);
      flat += this.flatOf(block);
    }
    return new CleanText(text, flat, blocks, origin.subarray(0, text.length));
  }

  /** Where a range of the cleaned text stands in the original. */
  source(start: number, end: number): Source {
    if (end <= start) return { start: this.origin[start] ?? 0, end: this.origin[start] ?? 0 };
    return { start: this.origin[start] ?? 0, end: (this.origin[end - 1] ?? -1) + 1 };
  }

  /** A range as it reads and where it stands. */
  quote(start: number, end: number): Quote {
    return { text: this.text.slice(start, end), source: this.source(start, end) };
  }

  /** A paragraph in half-width. */
  flatOf(block: Block): string {
    return this.flat.slice(block.start, block.end);
  }

  /** Paragraphs as they read, one to a line. */
  textOf(blocks: readonly Block[]): string {
    return blocks.map((block) => this.text.slice(block.start, block.end)).join('\n');
  }
}

/** Takes a document apart into its lines: no blank lines, page numbers, rules, markdown marks or invisible signs. */
export function cleanUp(original: string): CleanText {
  const written = new Sheet(original);
  const lineEnd = /\r\n|[\n\r\f\v\u2028\u2029]/g;
  let from = 0;
  while (from <= original.length) {
    const end = lineEnd.exec(original);
    written.line(from, end?.index ?? original.length);
    if (end === null) break;
    from = lineEnd.lastIndex;
  }
  return written.finish();
}

/** A line that belongs to the page and not to the text: '— 3 —', '一 3 一' in a scan, '第 3 页', '---', '|---|---|'. */
const PAGE_MARK =
  /^(?:[-—–―_=*·\s]*\d{0,4}[-—–―_=*·\s]*(?:\|\s*)?|\s*一\s?\d{1,4}\s?一\s*|\|(?:\s*:?-+:?\s*\|)+|第\s?\d{1,4}\s?页(?:[,，\s/]{0,3}共\s?\d{1,4}\s?页)?)$/;
/** No page mark is longer; the pattern need not see more. */
const PAGE_MARK_LENGTH = 200;
/** No line with the number of a row, or the label above them, is longer. */
const ROW_NUMBER_LENGTH = 12;
const HEADING_MARK = /^\s*(#{1,6})\s+/;

/** The cleaned characters while they are being written down. */
class Sheet {
  private readonly codes: Uint16Array;
  private readonly origin: Uint32Array;
  private readonly blocks: Block[] = [];
  private length = 0;
  /** The number that the next row of a table has; behind a header it may be the first again. */
  private counting: { next: number; mayRestart: boolean } | null = null;

  constructor(private readonly original: string) {
    this.codes = new Uint16Array(original.length);
    this.origin = new Uint32Array(original.length);
  }

  line(from: number, to: number): void {
    if (to - from <= PAGE_MARK_LENGTH && PAGE_MARK.test(this.original.slice(from, to)) && !this.counts(from, to))
      return;
    if (to - from <= ROW_NUMBER_LENGTH && /^\s*序\s*号\s*$/.test(this.original.slice(from, to)))
      this.counting = { next: this.counting?.next ?? 1, mayRestart: true };
    const start = this.length;
    const [mark = '', hashes = ''] = HEADING_MARK.exec(this.original.slice(from, Math.min(to, from + 40))) ?? [];
    this.copy(from + mark.length, withoutLoneBar(this.original, from, to));
    while (this.length > start && isBlank(this.codes[this.length - 1] ?? 0)) this.length--;
    if (this.length > start) this.blocks.push({ start, end: this.length, level: hashes.length });
  }

  /** Whether a line holds nothing but the number of the next row of a table whose cells each stand on their line. */
  private counts(from: number, to: number): boolean {
    if (!this.counting || to - from > ROW_NUMBER_LENGTH) return false;
    const written = this.original.slice(from, to).trim();
    const { next, mayRestart } = this.counting;
    const isNext = written === String(next) || (mayRestart && written === '1');
    if (isNext) this.counting = { next: Number(written) + 1, mayRestart: false };
    return isNext;
  }

  /** Copies the readable signs of a line, without the blanks it begins with. */
  private copy(from: number, to: number): void {
    const start = this.length;
    for (let at = from; at < to; at++) {
      const code = this.original.charCodeAt(at);
      if (this.isMark(at, code) || (this.length === start && isBlank(code))) continue;
      this.codes[this.length] = code;
      this.origin[this.length++] = at;
    }
  }

  /** Two stars or more are markdown; one star may be meant. */
  private isMark(at: number, code: number): boolean {
    if (code === STAR) return this.original.charCodeAt(at + 1) === STAR || this.original.charCodeAt(at - 1) === STAR;
    return isInvisible(code);
  }

  finish(): CleanText {
    const codes = this.codes.subarray(0, this.length);
    const text = written(codes);
    return new CleanText(text, written(codes.map(halfWidth)), this.blocks, this.origin.subarray(0, this.length));
  }
}

const STAR = 42;

/** A copied table sets cell under cell, each with the bar behind it: a bar alone at the end of a line parts nothing. */
function withoutLoneBar(original: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(original.charCodeAt(end - 1))) end--;
  if (original.charAt(end - 1) !== '|') return to;
  const bar = original.indexOf('|', from);
  return bar === end - 1 ? bar : to;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a);
}

function isInvisible(code: number): boolean {
  return (code < 32 && code !== 9) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff || code === 0xad;
}

/** Signs that scans and websites write for others: '∶' for ':', '﹐' for ','. */
const LOOK_ALIKES = new Map(
  [...'∶:︰:﹕:﹐,﹑、､、﹔;﹙(﹚)｡。'.matchAll(/(.)(.)/gu)].map(([, a = '', b = '']) => [
    a.charCodeAt(0),
    b.charCodeAt(0),
  ]),
);

function halfWidth(code: number): number {
  const alike = LOOK_ALIKES.get(code);
  if (alike !== undefined) return alike;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  return isBlank(code) ? 32 : code;
}

/** A string from code units, in portions that a call's arguments can hold. */
function written(codes: Uint16Array): string {
  const portions: string[] = [];
  for (let at = 0; at < codes.length; at += 8192) {
    portions.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  }
  return portions.join('');
}
