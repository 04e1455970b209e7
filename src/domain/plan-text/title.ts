import { type Block, type CleanText, type Quote } from './clean-text.js';
import { DAY_LINE, TITLE_END, UNIT_END, withoutBlanks } from './words.js';

const NOTICE = /(?:印发|转发|发布|公布|下发).*(?:通知|通告|函|》)(?:\([^()〔[]{1,16}[〔[(]\d{4}[〕\])]\d{1,5}号\))?$/;
/** An annex to a plan, unless it is all there is. */
const ANNEX_TITLE = /(?:分解表?|分工表?|清单|名单|一览表)(?:\([^()]{1,16}\))?$/;

/** Whether a line is the title of the notice that carries a plan. */
export function isNotice(flat: string): boolean {
  return NOTICE.test(flat);
}

/** The last title before the text begins; the notice that carries the plan has its own. */
export function titleOf(clean: CleanText, lines: Block[]): Quote | null {
  const titles = lines.filter((block) => isTitle(clean.flatOf(block)));
  const last = titles.filter((block) => !ANNEX_TITLE.test(clean.flatOf(block))).at(-1) ?? titles.at(-1);
  if (!last) return null;
  const at = lines.indexOf(last);
  const next = lines[at + 1];
  const goesOn = next && /^\([^()]{2,24}\)$/.test(clean.flatOf(next)) && !/[发公]开|[号日]\)$/.test(clean.flatOf(next));
  return readable(clean.quote(firstLine(clean, lines, at).start, goesOn ? next.end : last.end));
}

/** A scan reads the dash of '2021—2023年' as 一; that the copy is a draft is no part of its name. */
function readable({ text, source }: Quote): Quote {
  const name = text
    .replace(/(\d年?)一(?=\d)/g, text.includes('（') ? '$1—' : '$1-')
    .replace(/[（(](?:送审|审议|征求意见|讨论|代拟)稿[）)]$/, '')
    .replace(/\s?[（(][^（）()]{1,16}[〔[]\d{4}[〕\]]\s?\d{1,5}号[）)]$/, '');
  return { text: name, source };
}

function isTitle(flat: string): boolean {
  return flat.length >= 5 && TITLE_END.test(flat) && !/[。;:]|^附件/.test(flat) && !NOTICE.test(flat);
}

/** A title is set in no more lines. */
const MOST_LINES = 4;

/** Where a title set in several lines begins: as far up as the document cites it, else where a line looks like its first half. */
function firstLine(clean: CleanText, lines: Block[], at: number): Block {
  const last = lines[at]!;
  const cited = citedNames(clean, lines.slice(0, at));
  for (let first = at - 1; first >= 0 && at - first < MOST_LINES; first--) {
    const above = lines[first]!;
    if (cited.has(withoutBlanks(clean.flat.slice(above.start, last.end)))) return above;
  }
  const before = lines[at - 1];
  if (!before) return last;
  const [above, own] = [clean.flatOf(before), clean.flatOf(last)];
  const isHalf = own.includes('关于')
    ? own.startsWith('关于') && ISSUER_LINE.test(above)
    : isFirstHalf(above) || beginsTitle(above);
  return isHalf ? before : last;
}

/** The names in 《》 above the title, those that a line's end broke among them. */
function citedNames(clean: CleanText, lines: Block[]): Set<string> {
  const [first, last] = [lines[0], lines.at(-1)];
  const flat = first && last ? withoutBlanks(clean.flat.slice(first.start, last.end)) : '';
  return new Set([...flat.matchAll(/《((?:[^《》]|《[^《》]{0,60}》){4,120})》/g)].map((match) => match[1] ?? ''));
}

/** '某市人民政府' on a line of its own, above '关于…的意见'. */
const ISSUER_LINE = /^[^,。;:、()《》\d]{3,40}(?:政府|办公[室厅]|[局委厅部]|委员会)$/;

/** '国务院关于做好当前和今后一个时期' on a line of its own. */
function isFirstHalf(flat: string): boolean {
  return flat.length <= 60 && flat.includes('关于') && !TITLE_END.test(flat) && !/[,。;:]/.test(flat);
}

/** '某县校园周边环境' above '综合治理实施方案': the name of a place or a year, and what is no body's name. */
function beginsTitle(flat: string): boolean {
  if (!/^(?:\d{4}年|全[国省市县区州镇]|\p{Script=Han}{1,9}[省市县区州旗镇乡])/u.test(flat)) return false;
  if (flat.length < 6 || flat.length > 36 || /[,。;:()<>|/]/.test(flat)) return false;
  return !DAY_LINE.test(flat) && !TITLE_END.test(flat) && !UNIT_END.test(flat) && !/文件$/.test(flat);
}

/** '名称 | 某县三年行动方案 |' in the table that a page puts above the document, where nothing else says what it is. */
export function titleInCard(clean: CleanText, lines: Block[]): Quote | null {
  for (const block of lines) {
    const flat = clean.flatOf(block);
    const match = /^(?:标\s?题|名\s?称|文件名称|信息名称)\s?:?[\s|]{1,6}([^|:]{6,90}?)\s?\|?$/.exec(flat);
    const name = match?.[1];
    if (match === null || name === undefined || !TITLE_END.test(name)) continue;
    const start = block.start + flat.indexOf(name);
    return readable(clean.quote(start, start + name.length));
  }
  return null;
}

/** '某县政府关于印发某县整治方案的通知': the name without the signs of one. */
function bareInNotice(clean: CleanText, notice: Block, flat: string): Quote | null {
  const match = /(?:印发|转发|下发)([^《》,。;:]{6,80})的(?:通知|函)(?:\([^()]{1,30}\))?$/.exec(flat);
  const name = match?.[1];
  if (!match || name === undefined || !TITLE_END.test(name)) return null;
  const start = notice.start + match.index + 2;
  return { ...clean.quote(start, start + name.length), confidence: 'inferred' };
}

/** '…印发《X方案》的通知', '…印发2022年《政府工作报告》任务分解表的通知' where the plan bears no title of its own. */
export function titleInNotice(clean: CleanText, notice: Block): Quote | null {
  const flat = clean.flatOf(notice);
  const open = flat.indexOf('《');
  const close = flat.lastIndexOf('》');
  if (open < 0 || close <= open + 1) return bareInNotice(clean, notice, flat);
  const around = /(?:印发|转发|下发)([^《》]{2,20}《[^《》]{2,60}》[^《》]{2,40})的(?:通知|函)$/.exec(flat);
  const [start, end] =
    around?.[1] === undefined ? [open + 1, close] : [around.index + 2, around.index + 2 + around[1].length];
  return { ...clean.quote(notice.start + start, notice.start + end), confidence: 'inferred' };
}
