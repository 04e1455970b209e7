import { type Day } from '../day.js';
import { type Block, type CleanText, type Quote } from './clean-text.js';
import { type Outline } from './sections.js';
import { isNotice, titleInCard, titleInNotice, titleOf } from './title.js';
import { UNIT_END } from './words.js';
import { type WrittenDay, writtenDays } from './written-days.js';

/** What the document says of itself, each fact where it stands. */
export interface HeadRead {
  title: Quote | null;
  noticeTitle: Quote | null;
  docNumber: Quote | null;
  issuer: Quote | null;
  issuedOn: (Quote & { day: Day }) | null;
  /** The year that a day without one means: of issue, else of the document number, of the title, else the one named most. */
  year: number | null;
  impossible: WrittenDay[];
}

/** The head is read no further than this where no numbered section ends it. */
const LONGEST_HEAD = 60;
const LONGEST_LINE = 200;
const DOCUMENT_NUMBER =
  /^\(?\s?([^\s()〔〕[\]【】《》,。:]{1,24})\s?[〔[【(]\s?(\d{4})\s?[〕\]】)]\s?[第的]?\s?(\d{1,5})\s?号\s?\)?$/;

const NUMBER_IN_CARD =
  /(?:(?:文\s{0,8}号|发文字号|发文文号|文件编号|文件字号|【字\s?号)[\s:|】]{1,6}|(?:通知|意见|方案|办法|计划)\s?\()([^\s()〔〕[\]【】《》,。:|]{2,24})\s?[〔[【(]\s?(\d{4})\s?[〕\]】)]\s?第?\s?(\d{1,5})\s?号/;

/** Reads title, document number, issuer and day of issue from the paragraphs before the first section and the colophon. */
export function readHead(clean: CleanText, { head }: Outline): HeadRead {
  const lines = head.slice(0, LONGEST_HEAD).filter((block) => block.end - block.start <= LONGEST_LINE);
  const own = titleOf(clean, lines);
  const notice = lines.find((block) => isNotice(clean.flatOf(block))) ?? noticeInLines(clean, lines, own);
  const noticeTitle = notice ? clean.quote(notice.start, notice.end) : null;
  const docNumber = documentNumber(clean, lines);
  const issue = dayOfIssue(clean);
  const numbered = docNumber && /〔(\d{4})〕/.exec(docNumber.text)?.[1];
  const isCarried = notice !== undefined && own?.text === noticeTitle?.text;
  const inNotice = (): Quote | null => (notice ? titleInNotice(clean, notice) : titleInCard(clean, lines));
  const title = own && !isCarried ? own : (inNotice() ?? own);
  const year =
    issue.issuedOn?.day.slice(0, 4) ?? numbered ?? onlyYear(title ?? noticeTitle) ?? yearNamedMost(clean.flat);
  return {
    title,
    noticeTitle,
    docNumber,
    issuer: letterhead(clean, lines) ?? issue.issuer ?? (notice ? issuerInNotice(clean, notice) : null),
    issuedOn: issue.issuedOn,
    year: year === null ? null : Number(year),
    impossible: issue.impossible,
  };
}

/** The title of the notice set in several lines, where the plan has none of its own below: it is all that was found. */
function noticeInLines(clean: CleanText, lines: Block[], own: Quote | null): Block | undefined {
  const at = lines.findIndex(
    (block) => own !== null && clean.source(block.start, block.end).start === own.source.start,
  );
  for (const end of [1, 2, 3]) {
    const [first, last] = [lines[at], lines[at + end]];
    if (at < 0 || !first || !last) return undefined;
    const whole = { ...first, end: last.end };
    if (clean.text.slice(whole.start, whole.end) === own?.text)
      return isNotice(clean.flatOf(whole)) ? whole : undefined;
  }
  return undefined;
}

/** '某县2022年专项行动方案'. */
function onlyYear(title: Quote | null): string | null {
  const years = title?.text.match(/\d{4}(?=年)/g) ?? [];
  return years.length === 1 && !/\d{4}\s?[-—–~至]/.test(title?.text ?? '') ? (years[0] ?? null) : null;
}

function yearNamedMost(flat: string): string | null {
  const times = new Map<string, number>();
  for (const [, year = ''] of flat.matchAll(/(\d{4})年\d{1,2}月/g)) times.set(year, (times.get(year) ?? 0) + 1);
  if (times.size === 0)
    for (const [, year = ''] of flat.matchAll(/(?<!\d)(20\d{2})年(?!以|前|后|底|起|至|来)/g))
      times.set(year, (times.get(year) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The number on a line of its own: one inside a sentence is another document's. */
function documentNumber(clean: CleanText, lines: Block[]): Quote | null {
  for (const block of lines) {
    const [, word, year, ordinal] = DOCUMENT_NUMBER.exec(clean.flatOf(block)) ?? [];
    if (word === undefined || year === undefined || ordinal === undefined) continue;
    return { text: `${word}〔${year}〕${ordinal}号`, source: clean.source(block.start, block.end) };
  }
  return numberInCard(clean, lines);
}

/** '文 号 某政办〔2023〕1号' in the table that a page puts above the document, '…的通知（某政办〔2023〕1号）' at the end of a title. */
function numberInCard(clean: CleanText, lines: Block[]): Quote | null {
  for (const block of lines) {
    const match = NUMBER_IN_CARD.exec(clean.flatOf(block));
    const [whole, word, year, ordinal] = match ?? [];
    if (!match || whole === undefined || word === undefined || year === undefined || ordinal === undefined) continue;
    const start = block.start + match.index + whole.indexOf(word);
    return {
      text: `${word}〔${year}〕${ordinal}号`,
      source: clean.source(start, block.start + match.index + whole.length),
    };
  }
  return null;
}

/** 'X关于印发《…》的通知' where nobody signs. */
function issuerInNotice(clean: CleanText, notice: Block): Quote | null {
  const name = /^(.{3,60}?)\s*(?:关于|印发|转发)/.exec(clean.flatOf(notice))?.[1];
  if (name === undefined || !isBody(name)) return null;
  return { ...clean.quote(notice.start, notice.start + name.length), confidence: 'inferred' };
}

/** 'X文件' at the top of the page. */
function letterhead(clean: CleanText, lines: Block[]): Quote | null {
  for (const block of lines) {
    const name = /^([^,。:《》\d]{4,60})文件$/.exec(clean.flatOf(block))?.[1];
    if (name !== undefined) return clean.quote(block.start, block.start + name.trimEnd().length);
  }
  return null;
}

/** No line that says who issued it and when is longer. */
const LONGEST_ISSUE = 80;

interface Issue {
  issuer: Quote | null;
  issuedOn: (Quote & { day: Day }) | null;
  impossible: WrittenDay[];
}

/** 'X  2020年5月12日印发' at the end says more surely when than the day under a signature. */
function dayOfIssue(clean: CleanText): Issue {
  let found: Issue = { issuer: null, issuedOn: null, impossible: [] };
  for (const [at, block] of clean.blocks.entries()) {
    const flat = clean.flatOf(block);
    if (found.issuedOn && !flat.endsWith('印发')) continue;
    const issue =
      flat.length > LONGEST_ISSUE || block.isGlued
        ? lastSentence(clean, block, flat)
        : issueLine(clean, block, flat, at);
    if (issue) found = { ...issue, impossible: [...found.impossible, ...issue.impossible] };
  }
  return found;
}

/** Behind the day of issue of a text that lost its line ends there may still be what is attached. */
const ATTACHED = /(?<=\d日)\s*附\s?[件表][\s\S]*$/;

/** '…抓好落实。某县人民政府办公室2020年6月22日': where line ends were lost, the last sentence is the signature and its day; of several who sign nobody knows where one ends. */
function lastSentence(clean: CleanText, block: Block, whole: string): Issue | null {
  const flat = whole.slice(-LONGEST_ISSUE * 4).search(ATTACHED) < 0 ? whole : whole.replace(ATTACHED, '');
  const from =
    flat.length - (/[^。;:!?》)]*(?:\([^()]{1,12}\)[^。;:!?》)]*)?$/.exec(flat.slice(-LONGEST_ISSUE))?.[0].length ?? 0);
  const sentence = flat.slice(from);
  const day = writtenDays(sentence, null).at(-1);
  const name = sentence.slice(0, day?.start).trim();
  // '完成时限：2021年9月30日' is when something is to be done.
  if (!day || (name === '' ? !block.isGlued || flat[from - 1] === ':' : !UNIT_END.test(name))) return null;
  const isOne = name !== '' && isBody(name);
  const line = { ...block, start: block.start + (isOne ? from : from + day.start), end: block.start + flat.length };
  const issue = issueLine(clean, line, clean.flatOf(line), 0);
  return issue && (isOne ? issue : { ...issue, issuer: null });
}

/** A line that is a day, or a body and a day; the body may also stand on the line before. */
function issueLine(clean: CleanText, block: Block, flat: string, at: number): Issue | null {
  const day = writtenDays(flat, null).at(-1);
  if (!day || !/日$/.test(flat.slice(day.start, day.end)) || !/^\s?(?:印发)?$/.test(flat.slice(day.end))) return null;
  const name = flat.slice(0, day.start).trimEnd();
  // '2023年4月1日至4月30日' is a time and no signature.
  if (name !== '' && (!isBody(name) || /\d年|\d日|[至—-]$/.test(name))) return null;
  const quote = clean.quote(block.start + day.start, block.start + day.end);
  const placed = { ...day, start: block.start + day.start, end: block.start + day.end };
  return {
    issuer: name === '' ? signatories(clean, at) : clean.quote(block.start, block.start + name.length),
    issuedOn:
      day.first === null ? null : { ...quote, day: day.first, confidence: day.isImpossible ? 'doubtful' : 'stated' },
    impossible: day.isImpossible ? [placed] : [],
  };
}

/** Those who sign together stand one under the other above the day. */
function signatories(clean: CleanText, dayAt: number): Quote | null {
  let first = dayAt;
  while (dayAt - first < 20 && isBodyLine(clean, clean.blocks[first - 1])) first--;
  const lines = clean.blocks.slice(first, dayAt);
  const [top, bottom] = [lines[0], lines.at(-1)];
  if (!top || !bottom) return null;
  const text = lines.map((line) => clean.text.slice(line.start, line.end)).join('、');
  return { text, source: clean.source(top.start, bottom.end) };
}

function isBodyLine(clean: CleanText, block: Block | undefined): boolean {
  return block !== undefined && block.level === 0 && isBody(clean.flatOf(block));
}

function isBody(flat: string): boolean {
  return flat.length >= 3 && flat.length <= 40 && !/[,。;:、()《》]/.test(flat);
}
