import { type Block, type CleanText } from './clean-text.js';
import { headingNumber, type HeadingNumber } from './numbering.js';
import { ANNOTATION_LABELS, DAY_LINE, PHASES_TITLE, spaced, withoutBlanks } from './words.js';

/** A numbered part of the document: `blocks` are its own paragraphs, the heading's among them, without its children's. */
export interface Section {
  number: string;
  rank: number;
  title: string;
  /** Where the title stands in the cleaned text. */
  titleStart: number;
  titleEnd: number;
  blocks: Block[];
  parent: Section | null;
  children: Section[];
}

/** The numbered sections in order of appearance, and the paragraphs in front of the first. */
export interface Outline {
  head: Block[];
  sections: Section[];
}

/** A title is a heading line or the first sentence of its clause, and no longer than this. */
const LONGEST_TITLE = 100;
/** An annex, a day under a signature, a note on publication: none of it belongs to the last section. */
const AFTER_TEXT = /^附\s?[件表]\s?\d{0,2}\s?(?:[:.、]|$)|^\(此件/;

/** Reads the numbered headings; a heading belongs to the nearest one before it of an outer level. */
export function outline(clean: CleanText): Outline {
  const found: Outline = { head: [], sections: [] };
  let current: Section | null = null;
  for (const [at, block] of clean.blocks.entries()) {
    const flat = clean.flat.slice(block.start, Math.min(block.end, block.start + 24));
    const number = headingNumber(flat);
    if (number) {
      current = section(clean, block, number, current);
      found.sections.push(current);
    } else if (AFTER_TEXT.test(flat) || isSigned(clean, block, at)) current = null;
    else if (current) current.blocks.push(block);
    if (found.sections.length === 0) found.head.push(block);
  }
  return { ...found, sections: withFieldsFolded(clean, found.sections) };
}

/** '1.工作内容:…', '2.责任单位:…', '3.完成时限:…' under an item: its fields, and no items of their own. */
function withFieldsFolded(clean: CleanText, sections: Section[]): Section[] {
  const folded = new Set<Section>();
  for (const item of sections) {
    const labels = item.children.map((field) => labelOf(clean, field));
    const roles = labels.map((label) => label && ANNOTATION_LABELS[label]);
    if (labels.length < 2 || labels.includes(null) || !roles.some((role) => role === 'lead' || role === 'responsible'))
      continue;
    item.children.forEach((field) => folded.add(field));
    item.blocks.push(...item.children.flatMap(allBlocks));
    item.children = [];
  }
  return folded.size === 0 ? sections : sections.filter((section) => !folded.has(section));
}

/** What a numbered line is called before its colon, where that is the name of a field: '责任单位', '工作内容'. */
function labelOf(clean: CleanText, { blocks: [first], children }: Section): string | null {
  if (!first || children.length > 0) return null;
  const line = clean.flat.slice(first.start, Math.min(first.end, first.start + 2 * LONGEST_FIELD));
  const written = line.slice(headingNumber(line)?.length ?? 0);
  const name = withoutBlanks(written.slice(0, Math.max(0, written.indexOf(':'))));
  return Object.hasOwn(ANNOTATION_LABELS, name) || FIELD.test(written) ? name : null;
}

/** A day on a line of its own, or the signature right above one. */
function isSigned(clean: CleanText, block: Block, at: number): boolean {
  const isDay = (line: Block | undefined): boolean =>
    line !== undefined && line.end - line.start < 30 && DAY_LINE.test(clean.flatOf(line));
  if (isDay(block)) return true;
  return block.end - block.start <= 40 && isDay(clean.blocks[at + 1]) && !/[,。;:]/.test(clean.flatOf(block));
}

/** A section's paragraphs and those of all that is under it, in order. */
export function allBlocks(section: Section): Block[] {
  return [...section.blocks, ...section.children.flatMap(allBlocks)];
}

/** Whether a section or one that holds it is so. */
export function isWithin(section: Section, isSo: (outer: Section) => boolean): boolean {
  for (let outer: Section | null = section; outer; outer = outer.parent) if (isSo(outer)) return true;
  return false;
}

/** '第一阶段', '阶段一', '第一步'. */
const STAGE = /^(?:第.{1,3}(?:阶段|步)|阶段)/;
/** A stage stands above 1. and below （一）, and under the title of the phases whatever that one's number is. */
const STAGE_RANK = 2.5;

function rankOf(number: HeadingNumber, before: Section | null): number {
  if (!STAGE.test(number.written)) return number.rank;
  let holder = before;
  // A stage called '动员阶段' is no title of phases: stages do not nest.
  while (holder && (STAGE.test(holder.number) || !PHASES_TITLE.test(withoutBlanks(holder.title))))
    holder = holder.parent;
  return Math.max(STAGE_RANK, (holder?.rank ?? 0) + 0.5);
}

function section(clean: CleanText, block: Block, number: HeadingNumber, before: Section | null): Section {
  const rank = rankOf(number, before);
  let parent = before;
  while (parent && parent.rank >= rank) parent = parent.parent;
  const behind = block.start + number.length;
  const titleStart =
    behind + (FIELD.exec(clean.flat.slice(behind, Math.min(block.end, behind + LONGEST_FIELD)))?.[0].length ?? 0);
  const titleEnd =
    titleLength(clean.flat.slice(titleStart, Math.min(block.end, titleStart + LONGEST_TITLE)), block.isGlued) +
    titleStart;
  const made: Section = {
    number: number.written,
    rank,
    title: clean.text.slice(titleStart, titleEnd),
    titleStart,
    titleEnd,
    blocks: [block],
    parent,
    children: [],
  };
  parent?.children.push(made);
  return made;
}

/** No name of a field is longer, its blanks included. */
const LONGEST_FIELD = 20;
/** '1.工作内容：新建公厕六座', '1.工作 内容：…' in a scan: what the field holds is the title. */
const FIELD = new RegExp(
  `^(?:(?:${spaced(['工作', '主要', '重点', '具体', '任务', '目标', '整改', '建设', '存在', '反馈', '突出'])})\\s?){0,2}(?:${spaced(['内容', '任务', '措施', '举措', '事项', '问题'])})\\s?(?:${spaced(['描述'])})?\\s?:\\s*(?=.)`,
);

/** How the text begins behind a heading that lost its line end: '应用培训根据…'. */
const TEXT_BEGINS =
  /^([^,。;:、(]{4,20}?)(?:根据|按照|依照|结合|依托|基于|围绕|针对|为(?!主|民|重|先|本|基)|由(?!于)|[省市]公司)/;

/** '实施步骤本方案分三个阶段': the title of the phases is known by its words. */
const PHASES_BEGIN =
  /^(?:(?:实施|工作|方法|推进|整治){0,2}步骤|(?:时间|进度|阶段|步骤)安排)(?=本|分|共|全|整|此|从|自|\d)/;

/** How much of a clause is its title: up to the first full stop, or a colon that comes early. */
export function titleLength(flat: string, isGlued = false): number {
  const phases = isGlued ? PHASES_BEGIN.exec(flat)?.[0].length : undefined;
  if (phases !== undefined) return phases;
  const stop = flat.search(/[。!?;]/);
  const colon = flat.indexOf(':');
  const end = colon > 0 && colon <= 40 && (stop < 0 || colon < stop) ? colon : stop;
  const title = flat.slice(0, end < 0 ? flat.length : end).trimEnd();
  const begins = isGlued && title.length > 40 ? TEXT_BEGINS.exec(title)?.[1]?.length : undefined;
  return begins ?? title.length;
}
