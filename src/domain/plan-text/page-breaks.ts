import { type Block, type CleanText } from './clean-text.js';
import { headingNumber } from './numbering.js';
import { isPersonName, POST } from './person-names.js';
import { cellsOf } from './table-rows.js';
import { isRowNumber, tablesOf } from './tables.js';
import {
  ANNOTATION_LABELS,
  BODY_END,
  COMMITTEE_ROLES,
  DAY_LINE,
  GROUP_ROLES,
  LINE_LABELS,
  SURE_END,
  TITLE_END,
  UNIT_END,
  withoutBlanks,
} from './words.js';

/** Joins what a page break or a line's end tore apart: a sentence, or the bracket that names the units. */
export function rejoinBrokenLines(clean: CleanText): CleanText {
  const tables = tablesOf(clean);
  const counting = new Set(tables.flatMap(({ blocks }) => blocks));
  const again = new Set(tables.flatMap((table) => table.again));
  // What counts the rows of a table is the page's number everywhere else; a header that stands again parts cells that a page broke.
  const lines = clean.without((block) => again.has(block) || (isRowNumber(clean, block) && !counting.has(block)));
  const rows = lines === clean ? counting : new Set(tablesOf(lines).flatMap(({ blocks }) => blocks));
  // A task without a full stop is not broken, nor does the text go on behind a table.
  const isRowOrNext = (block: Block, at: number): boolean => rows.has(block) || rows.has(lines.blocks[at - 1]!);
  const starts = new Set(lines.blocks.filter(isRowOrNext).map(({ start }) => start));
  const sure = joined(lines, Infinity, starts);
  const width = pageWidth(lines, sure);
  return lines.withBlocks(width < Infinity ? joined(lines, width, starts) : sure);
}

/** Where most lines inside a paragraph are as long as each other, that is how wide the page was; else nothing is known. */
function pageWidth(clean: CleanText, paragraphs: readonly Block[]): number {
  const lengths: number[] = [];
  let at = 0;
  for (const { end } of paragraphs)
    for (let line = clean.blocks[at]; line && line.end <= end; line = clean.blocks[++at])
      if (line.end < end) lengths.push(line.end - line.start);
  const width = lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0;
  const full = lengths.filter((length) => Math.abs(length - width) <= SLACK);
  return full.length >= FEWEST_FULL && full.length > lengths.length * 0.6 && width >= NARROWEST ? width : Infinity;
}

/** Half-width signs make a full line longer, and a sign that may not begin a line makes it shorter. */
const SLACK = 3;
const FEWEST_FULL = 4;
const NARROWEST = 24;

function joined(clean: CleanText, width: number, cells: ReadonlySet<number>): Block[] {
  const paragraphs: Block[] = [];
  const reading = new Paragraph();
  for (const [at, line] of clean.blocks.entries()) {
    const last = paragraphs.at(-1);
    const isSigned = last !== undefined && !reading.isOpen(last.end) && signs(clean, line, clean.blocks[at + 1]);
    const isAnew = isSigned || cells.has(line.start);
    if (last && !isAnew && goesOn(clean, last, reading, line, width)) last.end = line.end;
    else {
      paragraphs.push({ ...line });
      reading.begin();
    }
    reading.read(clean.flat, line);
  }
  return paragraphs;
}

/** A unit bracket or a quoted title longer than this is not one that a page broke. */
const LONGEST_BRACKET = 800;
const LONGEST_QUOTE = 120;
/** 【 and 〔 hold a label or days; a page has one that is never closed, '字号：【大 中 小'. */
const LONGEST_SQUARE = 40;
const SENTENCE_END = /[。!?;:…)\]】]$|[。!?;…][”’"'」』》]$/;
const UNFINISHED = /[、,(《“〔【]$/;

/** What must be known of a paragraph to see whether it is finished; each line is read once, however long it grows. */
class Paragraph {
  isProse = false;
  hasSentence = false;
  bracketOpenedAt: number | null = null;
  squareOpenedAt: number | null = null;
  quoteOpenedAt: number | null = null;

  begin(): void {
    this.isProse = false;
    this.hasSentence = false;
    this.bracketOpenedAt = null;
    this.squareOpenedAt = null;
    this.quoteOpenedAt = null;
  }

  /** Whether a bracket or 《 at the end of what was read waits for its other half. */
  isOpen(end: number): boolean {
    const { bracketOpenedAt: bracket, squareOpenedAt: square, quoteOpenedAt: quote } = this;
    const isNear = (at: number | null, longest: number): boolean => at !== null && end - at < longest;
    return isNear(bracket, LONGEST_BRACKET) || isNear(square, LONGEST_SQUARE) || isNear(quote, LONGEST_QUOTE);
  }

  read(flat: string, line: Block): void {
    for (let at = line.start; at < line.end; at++) {
      const sign = flat[at];
      if (sign === '(') this.bracketOpenedAt = at;
      else if (sign === '【' || sign === '〔') this.squareOpenedAt = at;
      else if (sign === '】' || sign === '〕') this.squareOpenedAt = null;
      else if (sign === ')') this.bracketOpenedAt = null;
      else if (sign === '《') this.quoteOpenedAt = at;
      else if (sign === '》') this.quoteOpenedAt = null;
      else if (sign === '。') this.hasSentence = true;
      if (sign === ',' || sign === '。' || sign === ';') this.isProse = true;
    }
  }
}

/** The name of a body right above a day. */
function signs(clean: CleanText, line: Block, next: Block | undefined): boolean {
  if (next === undefined || line.end - line.start > 40 || next.end - next.start > 30) return false;
  return DAY_LINE.test(clean.flatOf(next)) && !/[,。;:、]/.test(clean.flatOf(line));
}

/** A row of a table is a paragraph, however long. */
function isRow(clean: CleanText, { start, end }: Block): boolean {
  return cellsOf(clean.text.slice(start, Math.min(end, start + 400))) !== null;
}

/** '责任单位：县财政局': the list is whole, and what follows is another line; 部 in front of 署 is no body. */
const WHOLE_LIST = /(?:单位|部门|[科处]室)[】\]]?\s?:?[^:。]{2,200}$/;

/** '责任单位：市水务局、市水务工程建' above '设中心': of a list that breaks off within a name the next line holds the rest. */
const LABELLED_LIST = /(?:单位|部门|[科处]室)[】\]]?\s?:[^:。;]{1,200}$/;

function isNameTorn(tail: string, following: string): boolean {
  const [rest = ''] = /^\p{Script=Han}{1,16}(?=[、,;。\s]|$)/u.exec(following) ?? [];
  const [begun = ''] = /[^、,;:\s]{1,20}$/.exec(tail) ?? [];
  if (rest === '' || begun === '' || !UNIT_END.test(begun + rest) || ANNOTATION_LABELS[rest]) return false;
  // '县人力资源和社会' above '保障局' ends like a body; names that commas part are not parted by a line's end alone.
  if (!BODY_END.test(begun) || begun.length <= SHORTEST_NAME) return true;
  return (
    !SURE_END.test(begun) &&
    (rest.length <= 3 || LATTER_HALF.test(rest) || (tail.endsWith(`、${begun}`) && rest.length <= LONGEST_REST))
  );
}

/** No half of a name that a line's end left is longer. */
const LONGEST_REST = 8;
/** What a name ends with and none is called by itself. */
const LATTER_HALF =
  /^(?:人民政府|办事处|(?:管理)?委员会|[管监服执保建发事规农][理督务法障设展业划村].{0,4}(?:局|中心|[处站所队]))$/;
/** '县行' and '各乡' end like bodies and are none. */
const SHORTEST_NAME = 2;
/** '完成时限：2024年' above '6月底前': a day whose two halves stand on two lines. */
function isDayTorn(tail: string, following: string): boolean {
  return (
    /(?:\d|年|月)$/.test(tail) &&
    /^(?:年\s?\d|月(?:\s?\d|底|前)|日|\d{1,2}\s?[月日])/.test(following) &&
    DAY_BEGUN.test(tail)
  );
}

const DAY_BEGUN = /(?:20\d{2}(?:年(?:\d{1,2}(?:月(?:\d{1,2})?)?)?)?|(?:^|[^\d])\d{1,2}月?(?:\d{1,2})?)$/;

/** '县民政局  完' above '成时限:6月底前': a label whose two halves stand on two lines. */
function isLabelTorn(tail: string, following: string): boolean {
  const [, begun = ''] = /[\s;,。]([\p{Script=Han}]{1,4})$/u.exec(tail) ?? [];
  const [, rest = ''] = /^(\p{Script=Han}{1,5})\s?:/u.exec(following) ?? [];
  return begun !== '' && rest !== '' && Object.hasOwn(ANNOTATION_LABELS, begun + rest);
}

/** '配合科室：信息科；完成时限：', of which the next line holds the day; a label alone on its line may be one of a list. */
function endsWithLabel(tail: string): boolean {
  const [, label = ''] = /[\s;,。、](\p{Script=Han}{2,8})\s?:$/u.exec(tail) ?? [];
  return Object.hasOwn(ANNOTATION_LABELS, label);
}

/** '…认真落实。某县安委会2024年4月28日': a signature whose line end was lost is the end all the same. */
const SIGNED = /(?:^|[。.])[^。,;:]{4,30}[会室局部委院府司处厅]20\d{2}年\d{1,2}月\d{1,2}日$/;

/** Headings, signatures and list rows end without a full stop too; only running prose is known to be broken. */
function goesOn(clean: CleanText, block: Block, reading: Paragraph, next: Block, width: number): boolean {
  const following = clean.flat.slice(next.start, Math.min(next.end, next.start + 60));
  if (next.level > 0 || headingNumber(following) || isRow(clean, next) || isRow(clean, block)) return false;
  if (reading.isOpen(block.end)) return true;
  const tail = clean.flat.slice(Math.max(block.start, block.end - 40), block.end);
  if (block.level === 0 && (isLabelTorn(tail, following) || endsWithLabel(tail) || isDayTorn(tail, following)))
    return true;
  if (block.level > 0 || startsAnew(following, next)) return false;
  if (isHeadline(clean, block, next)) return false;
  if (startsPerson(following) && !/[、(]$/.test(tail)) return false;
  if (UNFINISHED.test(tail) || /^[、,;:)]/.test(following)) return true;
  if (LABELLED_LIST.test(tail) && isNameTorn(tail, following)) return true;
  if (WHOLE_LIST.test(tail) && UNIT_END.test(tail) && !/^[署门队]/.test(following)) return false;
  if (SIGNED.test(tail)) return false;
  const isTitle = !reading.hasSentence && TITLE_END.test(tail);
  const isFull = headingNumber(clean.flat, block.start) !== null && Math.abs(block.end - block.start - width) <= SLACK;
  return (reading.isProse || isFull) && !isTitle && !SENTENCE_END.test(tail);
}

/** A line broken by the page's width is nearly as long as the next. */
const LONGEST_HEADLINE = 30;

/** '一、强化统筹,提升能力' above a paragraph: a numbered line much shorter than what follows was not broken. */
function isHeadline(clean: CleanText, { start, end }: Block, next: Block): boolean {
  const length = end - start;
  if (length > LONGEST_HEADLINE || (next.end - next.start) * 0.7 < length) return false;
  const flat = clean.flat.slice(start, end);
  return (
    headingNumber(flat) !== null &&
    !/[。;:(【〔]/.test(flat.slice(1).replace(/^[^)]{0,3}\)/, '')) &&
    !UNFINISHED.test(flat)
  );
}

const DOCUMENT_NUMBER = /^\(?[^\s()]{2,24}[〔[【(]\s?\d{4}\s?[〕\]】)]\s?[第的]?\s?\d{1,5}\s?号\)?$/;

/** '王五，县财政局局长', '王 五  县财政局局长': the next row of a list of people. */
function startsPerson(following: string): boolean {
  const name = /^(\p{Script=Han}\s{0,4}\p{Script=Han}{1,3})\s{0,4}[\s,(]/u.exec(following)?.[1];
  if (name === undefined || !isPersonName(name)) return false;
  return POST.test(
    /^[^,;。]{2,40}/.exec(following.slice(name.length).replace(/^[\s,(]+/, ''))?.[0].replace(/[\s)].*$/, '') ?? '',
  );
}

/** '领导小组下设办公室' below the list of its members. */
const OFFICE_OF_GROUP = /^(?:领导小组|指挥部|联席会议|工作专班|专班)(?:下设|办公室)/;

/** Labels, document numbers and lines that hold nothing but a day are nobody's second half. */
function startsAnew(following: string, next: Block): boolean {
  const isWhole = next.end - next.start <= following.length;
  if (isWhole && (DOCUMENT_NUMBER.test(following) || DAY_LINE.test(following))) return true;
  if (LINE_LABELS.some((label) => following.startsWith(label)) || OFFICE_OF_GROUP.test(following)) return true;
  const colon = following.indexOf(':');
  if (colon < 0 || colon > 12) return false;
  const label = withoutBlanks(following.slice(0, colon));
  return (
    Object.hasOwn(ANNOTATION_LABELS, label) ||
    Object.hasOwn(GROUP_ROLES, label) ||
    Object.hasOwn(COMMITTEE_ROLES, label)
  );
}
