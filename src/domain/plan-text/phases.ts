import { brackets, type Range } from './brackets.js';
import { type CleanText } from './clean-text.js';
import { leastSure } from './confidence.js';
import { type DraftPhase } from './plan-draft.js';
import { allBlocks, type Outline, type Section } from './sections.js';
import { type Table } from './tables.js';
import { phaseRows } from './phase-rows.js';
import { countedStages, unnumberedPhases } from './unnumbered-phases.js';
import { PHASES_TITLE, withoutBlanks } from './words.js';
import { type DaySpan, daySpan, type WrittenDay, writtenDays } from './written-days.js';

/** The phases, those among them that name no day at all, and the days in headings that no calendar has. */
export interface PhasesRead {
  phases: DraftPhase[];
  undated: DraftPhase[];
  impossible: WrittenDay[];
}

/** Whether a section is the one that lists the phases. */
export function isPhases(section: Section): boolean {
  return section.title.length <= 24 && PHASES_TITLE.test(withoutBlanks(section.title));
}

/** Phases are the parts of 实施步骤; without such a section, the neighbours whose headings all have a day in a bracket; else the rows of a table. */
export function readPhases(
  clean: CleanText,
  { sections }: Outline,
  tables: readonly Table[],
  year: number | null,
): PhasesRead {
  const read: PhasesRead = { phases: [], undated: [], impossible: [] };
  for (const section of phaseSections(clean, sections)) {
    const { title, span } = heading(clean, section, yearOver(clean, section.parent) ?? year);
    const blocks = allBlocks(section);
    const source = clean.source(blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0);
    add(read, { number: section.number, title, text: clean.textOf(blocks), source }, span);
  }
  if (read.phases.length > 0) return read;
  for (const { phase, span } of phaseRows(clean, tables, year)) add(read, phase, span);
  return read;
}

/** '行动自2021年10月起至2022年2月止，分三个阶段': what is said above the phases says their first year, whenever the plan was issued. */
function yearOver(clean: CleanText, holder: Section | null): number | null {
  for (const block of holder?.blocks ?? []) {
    const named = writtenDays(clean.flatOf(block).slice(0, 200), null).find(({ first }) => first !== null);
    if (named?.first) return Number(named.first.slice(0, 4));
  }
  return null;
}

/** What is read of a phase but its time. */
export type NamedPhase = Omit<DraftPhase, 'start' | 'deadline' | 'confidence'>;

function add(read: PhasesRead, named: NamedPhase, span: DaySpan): void {
  const { start, deadline, impossible } = span;
  const isUndated = deadline === null && impossible.length === 0;
  const confidence = leastSure(
    (impossible.length > 0 || isUndated) && 'doubtful',
    (named.number === '' || span.isYearFilledIn) && 'inferred',
  );
  const phase = { ...named, start, deadline, confidence };
  read.phases.push(phase);
  if (isUndated) read.undated.push(phase);
  read.impossible.push(...impossible);
}

function phaseSections(clean: CleanText, sections: Section[]): Section[] {
  const parents = sections.filter(isPhases);
  const listed = parents.flatMap((holder) =>
    holder.children.length > 0 ? countedOr(clean, holder.children) : unnumberedPhases(clean, holder),
  );
  if (listed.length > 0) return listed;
  const holders = sections.filter(({ children }) => isDated(clean, children) || areDays(clean, children));
  if (holders.length > 0) return holders.flatMap((holder) => withInner(clean, holder.children));
  // '一、动员部署阶段（3月）' and its neighbours may be the outermost sections themselves.
  const outermost = sections.filter((section) => section.parent === null && /阶段/.test(section.title));
  return isDated(clean, outermost) ? withInner(clean, outermost) : [];
}

/** '1.第一阶段（3月1日—5日）：自查，第二阶段（3月6日）：检查。': one of the parts may count them all. */
function countedOr(clean: CleanText, parts: Section[]): Section[] {
  const counted = parts.map((part) => countedStages(clean, part)).find((stages) => stages.length > 0);
  return counted ?? withInner(clean, parts);
}

/** A list inside a phase is part of its text, but what has days of its own in its heading is a phase inside a phase. */
function withInner(clean: CleanText, phases: Section[]): Section[] {
  return phases.flatMap((phase) => [phase, ...(isDated(clean, phase.children) ? phase.children : [])]);
}

function isDated(clean: CleanText, neighbours: Section[]): boolean {
  return neighbours.length >= 2 && neighbours.every((section) => dayBracket(clean, headline(clean, section)) !== null);
}

/** '1.3月1日至3月10日', '2.3月11日至4月30日': headings that are days and nothing else. */
function areDays(clean: CleanText, neighbours: Section[]): boolean {
  return (
    neighbours.length >= 2 &&
    neighbours.every(({ titleStart, titleEnd }) => isDayBracket(`(${clean.flat.slice(titleStart, titleEnd).trim()})`))
  );
}

/** From behind the number to the first full stop: '安排部署，调查摸底（2020年6月30日前）'. */
export function headline(clean: CleanText, section: Section): Range {
  const start = section.titleStart;
  const end = Math.min(section.blocks[0]?.end ?? start, start + 120);
  const stop = clean.flat.slice(start, end).search(/[。!?;]/);
  return { start, end: stop < 0 ? end : start + stop };
}

const ONLY_DAYS =
  /^[([〔【](?:时间\s?:?\s?)?[\d年月日号份底末初前后起止至到上中下旬半第季度一二三四五六七八九十〇零○今本次即是开始结束以之完成内\s.,、\/~―—–-]{2,40}[)\]〕】]$/;

/** Whether a bracket, its signs included, holds days and nothing else. */
export function isDayBracket(bracket: string): boolean {
  return ONLY_DAYS.test(bracket) && writtenDays(bracket, 2000).length > 0;
}

/** The bracket of a headline that holds days and nothing else. */
export function dayBracket(clean: CleanText, { start, end }: Range): Range | null {
  const text = clean.flat.slice(start, end);
  for (const bracket of brackets(text, 60)) {
    if (isDayBracket(text.slice(bracket.start, bracket.end))) {
      return { start: bracket.start + start, end: bracket.end + start };
    }
  }
  return null;
}

function heading(clean: CleanText, section: Section, year: number | null): { title: string; span: DaySpan } {
  const line = headline(clean, section);
  const bracket = dayBracket(clean, line);
  if (bracket) {
    const title = clean.text.slice(line.start, bracket.start).trimEnd();
    return { title: title || section.number, span: daySpan(clean.flat, bracket.start, bracket.end, year) };
  }
  const inLine = daySpan(clean.flat, line.start, line.end, year);
  const says = inLine.deadline !== null || inLine.impossible.length > 0;
  return { title: section.title || section.number, span: says ? inLine : daysInText(clean, section, line.end, year) };
}

/** The text behind a heading may begin with its time: '动员部署阶段。2021年3月1日至3月31日，…', '时间：3月'. */
const TIME_BEGINS = /^[。!?;:\s]*(?:(?:完成|实施|工作|具体)?时间(?:安排|节点|为)?\s?:?|从|自|于|在|截至)?\s*/;

function daysInText(clean: CleanText, section: Section, from: number, year: number | null): DaySpan {
  const [first, second] = section.blocks;
  for (const block of [first && { ...first, start: Math.min(from, first.end) }, second]) {
    if (!block || block.end <= block.start) continue;
    const flat = clean.flat.slice(block.start, Math.min(block.end, block.start + 80));
    const begin = TIME_BEGINS.exec(flat)?.[0].length ?? 0;
    const [day] = writtenDays(flat, year);
    if (day && day.start <= begin + 3 && /^[^。;]*$/.test(flat.slice(begin, day.start)))
      return daySpan(clean.flat, block.start + begin, block.start + flat.length, year);
    if (/[^。!?;:\s]/.test(flat)) break;
  }
  return dueInText(clean, section, year);
}

/** '…，2020年6月底前完成': a heading without a day leaves it to the text, where only a day with 前 is a deadline. */
function dueInText(clean: CleanText, section: Section, year: number | null): DaySpan {
  for (const block of section.blocks) {
    const flat = clean.flatOf(block);
    const due = writtenDays(flat, year).find((day) => /^[底末]?(?:之|以)?前/.test(flat.slice(day.end, day.end + 3)));
    if (due) return { ...daySpan(clean.flat, block.start + due.start, block.start + due.end, year), start: null };
  }
  return { start: null, deadline: null, impossible: [], isYearFilledIn: false };
}
