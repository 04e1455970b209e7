import { headingNumber } from './numbering.js';
import { TITLE_WORDS } from './words.js';

/** Longer than any head of a document before its text begins. */
const LONGEST_HEAD = 5000;
/** What the name of an office ends with, right before the letters of its document numbers. */
const BEFORE_NUMBER =
  /文件|字号|文号|信息|厅|局|委|办公室|政府|院|会|部|公司|明电|电报|通知|印发|方案|意见|措施|计划|办法|规划|细则|要点|[·\s。]|^/g;
/** Behind these two letters are enough: '措施南府〔2019〕31号'. */
const SURELY_BEFORE = /^(?:文件|方案|意见|措施|计划|办法|规划|细则|要点|通知)$/;
const NUMBER = /[\p{Script=Han}]{2,14}\s?[〔[【(]\s?\d{4}\s?[〕\]】)]\s?[的第]?\s?\d{1,5}\s?号/gu;
/** Letters at the very beginning belong to the number whole, unless the name of an office stands among them. */
const HAS_BODY = /文件|[厅局院会部]|办公室|政府|公司|[省市县区]/;
const NOTICE_END = /(?:》|方案|意见|计划|办法|措施)的(?:通知|函)/;
/** A title is followed by what a text begins with: its reason, its first heading, or a remark of its own. */
const TITLE = new RegExp(
  `(?:${TITLE_WORDS})(?:\\([^()]{1,16}\\)){0,2}(?=[\\s。]*(?:为|根据|按照|依据|因|近年来|当前|遵照|第一[章条]|[^,。;:《》\\d的]{0,12}(?:各|全体)[^。;:《》]{2,60}:\\s*(?:为|根据|按照|现|经)|(?:[一二三四五六七八九十]{1,2}|\\d{1,2})\\s?[、.]|以习近平|以党的|坚持以|20\\d\\d年是|\\([一二三四五六七八九]\\)|\\(经|(?!的)[\\u4e00-\\u9fa5]{2,6}\\s?[〔[【(]\\s?\\d{4}\\s?[〕\\]】)]))`,
  'g',
);
const BEFORE_TITLE =
  /附\s?件\s?[\d一二三四五]{0,2}\s?:?|[。:;]|\d{1,2}\s?日(?:印发)?|\d\s?号|》?的(?:通知|函)|(?:主动|社会|此件)公开(?:发布)?\)?|(?:文号|字号)|(?<=印发)(?=《)/g;
const LONGEST_TITLE = 90;

/** Where the head of a document that lost its line ends broke its lines: around its number, behind its notice, around its title. Before the title's end stand no headings. */
export function headCuts(flat: string): { cuts: number[]; titleEnd: number } {
  const head = flat.slice(0, LONGEST_HEAD);
  const number = numberRange(head.slice(0, 1000));
  const notice = NOTICE_END.exec(head.slice(0, 1000));
  const title = titleRange(head);
  const cuts = [...(number ?? []), ...(notice ? [notice.index + notice[0].length] : []), ...(title ?? [])];
  return { cuts: cuts.filter((cut) => cut > 0 && cut < flat.length), titleEnd: title?.[1] ?? 0 };
}

/** '某省某厅某环函〔2021〕12号某省某厅关于…': the letters begin behind the office's name, and are three at least unless 文件 says so. */
function numberRange(head: string): [number, number] | null {
  for (const match of head.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    const isCited = /^\s?(?:\)|文|精神|要求)/.test(head.slice(end, end + 3));
    const isBehindNotice = /(?:通知|意见|方案)\s?\($/.test(head.slice(0, match.index));
    if ((isCited && !isBehindNotice) || /《[^》]{0,80}$/.test(head.slice(0, match.index))) continue;
    const letters = /^\p{Script=Han}+/u.exec(match[0])?.[0].length ?? 0;
    const before = [...head.slice(0, match.index + letters).matchAll(BEFORE_NUMBER)]
      .map((found) => ({ at: found.index + found[0].length, isFile: SURELY_BEFORE.test(found[0]) }))
      .filter(({ at }) => at >= match.index);
    const last = match.index + letters;
    const file = before.find(({ at, isFile }) => isFile && last - at >= 2);
    const first = match.index === 0 && letters <= 8 && !HAS_BODY.test(match[0]) ? { at: 0 } : undefined;
    const start = file ?? first ?? before.filter(({ at }) => last - at >= 3).at(-1);
    if (isBehindNotice) return [match.index - 1, end + 1];
    return [start?.at ?? match.index, end];
  }
  return null;
}

/** The first title right before the text begins; one that is cited stands in 《》 or in a sentence. */
function titleRange(head: string): [number, number] | null {
  for (const match of head.matchAll(TITLE)) {
    const end = match.index + match[0].length;
    const from = Math.max(0, end - LONGEST_TITLE);
    const window = head.slice(from, match.index);
    const boundary = [...window.matchAll(BEFORE_TITLE)].at(-1);
    if (!boundary && from > 0) continue;
    const start = boundary ? from + boundary.index + boundary[0].length : 0;
    const title = head.slice(start, end);
    if (
      title.length >= 6 &&
      headingNumber(title) === null &&
      !/(?:印发|转发|^《).*(?:通知|函)$/.test(title) &&
      !/[,;。]|[制特]定本|本方案|^《[^》]*$|以下简称/.test(title)
    )
      return [start, end];
  }
  return null;
}
