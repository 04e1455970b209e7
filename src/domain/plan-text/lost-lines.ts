import { annotationsOf } from './annotations.js';
import { type Block, type CleanText } from './clean-text.js';
import { headCuts } from './lost-head.js';
import { lostPeople } from './lost-people.js';
import { lostPhases, lostRows, lostUnits } from './lost-rows.js';
import { headingNumber, type HeadingNumber } from './numbering.js';
import { isDayBracket } from './phases.js';

/** Shorter than this a paragraph may well be the whole document. */
const SHORTEST_LOST = 120;

const SURELY_LOST = 800;
const FEWEST = 6;

/** A scan or a copy can lose every line end: where one paragraph is most of the document, its headings begin new ones. */
export function restoreLostLines(clean: CleanText): CleanText {
  const isLost = ({ start, end }: Block): boolean => end - start > SHORTEST_LOST && end - start > clean.text.length / 2;
  return clean.withBlocks(
    clean.blocks.flatMap((block) => (isLost(block) ? restored(clean, block) : siblingsApart(clean, block))),
  );
}

/** Shorter than this no paragraph holds two items that each say who does them or when. */
const SHORTEST_SIBLINGS = 40;

/** A scan can lose some of its line ends: '(1)…完成时限：6月30日(2)…完成时限：9月30日' is two items, and '(一)准备(3月)…(二)实施(4月)…' two phases. */
function siblingsApart(clean: CleanText, block: Block): Block[] {
  if (block.end - block.start < SHORTEST_SIBLINGS) return [block];
  const own = headingNumber(clean.flat, block.start);
  if (!own) return [block];
  const next = clean.flat.slice(block.start + own.length, block.end);
  // Most paragraphs hold no second number: they are not looked into.
  if (next.search(CANDIDATE) < 0) return [block];
  const parts: Block[] = [];
  for (const line of cutAtHeadings(clean, block)) {
    const rank = headingNumber(clean.flat, line.start)?.rank ?? Infinity;
    const last = parts.at(-1);
    if (last && rank > own.rank) last.end = line.end;
    else parts.push(line);
  }
  const siblings = parts.filter(({ start, end }) => {
    const number = headingNumber(clean.flat, start);
    return number?.rank === own.rank && saysWhoOrWhen(clean.flat.slice(start, end));
  });
  return siblings.length >= 2 ? parts : [block];
}

const HAN = '[一二三四五六七八九十]{1,3}';
const CANDIDATE = new RegExp(
  `${HAN}、(?!${HAN}[、是])|\\((?:${HAN}|\\d{1,2})\\)|\\d{1,2}[.、](?!\\d)|\\d{1,2}\\.(?=20\\d\\d\\s?年)|第(?:${HAN}|\\d{1,3})[章条]|第${HAN}(?:(?:阶段|步):|阶段(?=[\\u4e00-\\u9fa5]{2,10}阶段))`,
  'g',
);
/** '统一、协调', '第一、', '附件1.', '3.5': no headings. */
const NOT_BEFORE = /[统专唯同之第万单件\d.,、(《“]$/;

/** What stands before a heading that need not be the next. */
const BEHIND = /[。;:!?)\]】〕”]\s?$/;

/** A short paragraph has lost its line ends only where several headings stand in it, or two that say who does it or when. */
function restored(clean: CleanText, block: Block): Block[] {
  const lines = cutAtHeadings(clean, block);
  if (block.end - block.start > SURELY_LOST || lines.length >= FEWEST) return lines;
  const noted = lines
    .map((line) => clean.flatOf(line))
    .filter((flat) => headingNumber(flat) !== null && saysWhoOrWhen(flat));
  return noted.length >= 2 ? lines : [block];
}

const saysWhoOrWhen = (flat: string): boolean =>
  annotationsOf(flat).length > 0 || isDayBracket(TIME.exec(flat)?.[0] ?? '');

/** The bracket behind a title: '(一)动员部署(3月1日至3月15日)'. */
const TIME = /(?<=^.{4,40})\([^()]{2,40}\)/;

/** The annexes behind the text: '附件:…分解表'. */
const ANNEX = /(?<=[。)])附\s?[件表]\s?\d{0,2}\s?(?=:)/g;
/** '| --- | --- |' parts a header from its rows and holds nothing. */
const RULE = /^\|(?:\s*:?-+:?\s*\|)+$/;

function cutAtHeadings(clean: CleanText, block: Block): Block[] {
  const flat = clean.flatOf(block);
  const head = headCuts(flat);
  const rows = lostRows(flat);
  const annexes = [...flat.matchAll(ANNEX)].map(({ index }) => index);
  const lists = [...lostPeople(flat), ...lostPhases(flat), ...lostUnits(flat), ...annexes].filter(
    (cut) => cut >= head.titleEnd,
  );
  const outside = [...headings(flat, head.titleEnd), ...lists].filter(
    (cut) => !rows.some(({ start, end }) => cut > start && cut < end),
  );
  const cuts = [0, ...head.cuts, ...outside, ...rows.flatMap(({ start, end }) => [start, end])];
  return [...new Set(cuts)]
    .filter((cut) => cut < flat.length)
    .sort((a, b) => a - b)
    .map((cut, at, all) => ({ start: cut, end: all[at + 1] ?? flat.length }))
    .filter(({ start, end }) => !RULE.test(flat.slice(start, end)))
    .map(({ start, end }) => ({ level: 0, isGlued: true, start: block.start + start, end: block.start + end }));
}

/** Where numbers of headings stand that go on counting. */
function headings(flat: string, from: number): number[] {
  const counted = new Count();
  // Of a paragraph that begins with a number the next one counts on.
  const own = headingNumber(flat);
  if (own) counted.follows(own, true);
  // Right behind '(一)' a '第一阶段:' is the heading's title, and right behind a title its first part begins.
  let behindNumber = -1;
  return [...flat.matchAll(CANDIDATE)].flatMap(({ index }) => {
    const number = index > 0 && index >= from ? headingNumber(flat, index) : null;
    if (!number || NOT_BEFORE.test(flat.slice(index - 1, index)) || index === behindNumber) return [];
    const isBehindTitle =
      behindNumber > 0 && index - behindNumber <= 40 && !/[。;:]/.test(flat.slice(behindNumber, index));
    const isBehindSentence = index === from || BEHIND.test(flat.slice(index - 2, index));
    if (!counted.follows(number, isBehindSentence || isBehindTitle)) return [];
    behindNumber = index + number.length;
    return [index];
  });
}

const MOST_LEFT_OUT = 15;

/** Only what goes on counting is a heading: a number in running text seldom happens to be the next. */
class Count {
  /** By rank: the last number under the same heading, and the last at all, for numbers that run through. */
  private readonly last: number[] = [];
  private readonly running: number[] = [];

  /** Behind a sentence a number may also leave some out, which a scan lost or an excerpt left out, or begin a list anew. */
  follows({ rank, ordinal }: HeadingNumber, isBehindSentence: boolean): boolean {
    const running = this.running[rank];
    const isNext = ordinal === (this.last[rank] ?? 0) + 1 || ordinal === (running ?? 0) + 1;
    const isFirst = ordinal === 1 && (rank === 1 || isBehindSentence);
    const leavesOut =
      isBehindSentence &&
      ordinal > (running ?? 0) &&
      (ordinal < (running ?? 0) + MOST_LEFT_OUT || running === undefined);
    if (!isNext && !isFirst && !leavesOut) return false;
    this.last.length = rank;
    this.last[rank] = ordinal;
    this.running[rank] = ordinal;
    return true;
  }
}
