import { brackets, type Range } from './brackets.js';
import { type CleanText } from './clean-text.js';
import { type DraftPhase } from './plan-draft.js';
import { allBlocks, type Outline, type Section } from './sections.js';
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

/** Phases are the parts of 实施步骤; without such a section, the neighbours whose headings all have a day in a bracket. */
export function readPhases(clean: CleanText, { sections }: Outline, year: number | null): PhasesRead {
  const parents = sections.filter((section) => isPhases(section) && section.children.length > 0);
  const holders = parents.length > 0 ? parents : sections.filter((section) => isDated(clean, section.children));
  const read: PhasesRead = { phases: [], undated: [], impossible: [] };
  for (const section of holders.flatMap((holder) => withInner(clean, holder))) {
    const { title, span } = heading(clean, section, year);
    const blocks = allBlocks(section);
    const source = clean.source(blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0);
    const { start, deadline } = span;
    const phase = { number: section.number, title, start, deadline, text: clean.textOf(blocks), source };
    read.phases.push(phase);
    if (deadline === null && span.impossible.length === 0) read.undated.push(phase);
    read.impossible.push(...span.impossible);
  }
  return read;
}

/** A list inside a phase is part of its text, but what has days of its own in its heading is a phase inside a phase. */
function withInner(clean: CleanText, holder: Section): Section[] {
  return holder.children.flatMap((phase) => [phase, ...(isDated(clean, phase.children) ? phase.children : [])]);
}

function isDated(clean: CleanText, neighbours: Section[]): boolean {
  return neighbours.length >= 2 && neighbours.every((section) => dayBracket(clean, headline(clean, section)) !== null);
}

/** From behind the number to the first full stop: '安排部署，调查摸底（2020年6月30日前）'. */
function headline(clean: CleanText, section: Section): Range {
  const start = section.titleStart;
  const end = Math.min(section.blocks[0]?.end ?? start, start + 120);
  const stop = clean.flat.slice(start, end).search(/[。!?;]/);
  return { start, end: stop < 0 ? end : start + stop };
}

const ONLY_DAYS =
  /^[([〔【][\d年月日号份底末初前后起止至到上中下旬半第季度一二三四五六七八九十〇零○今本次即开始以之完成\s.,、\/~―—–-]{2,40}[)\]〕】]$/;

/** The bracket of a headline that holds days and nothing else. */
function dayBracket(clean: CleanText, { start, end }: Range): Range | null {
  const text = clean.flat.slice(start, end);
  for (const bracket of brackets(text, 60)) {
    const inside = text.slice(bracket.start, bracket.end);
    if (ONLY_DAYS.test(inside) && writtenDays(inside, 2000).length > 0) {
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
  return { title: section.title || section.number, span: says ? inLine : dueInText(clean, section, year) };
}

/** '…，2020年6月底前完成': a heading without a day leaves it to the text, where only a day with 前 is a deadline. */
function dueInText(clean: CleanText, section: Section, year: number | null): DaySpan {
  for (const block of section.blocks) {
    const flat = clean.flatOf(block);
    const due = writtenDays(flat, year).find((day) => /^[底末]?(?:之|以)?前/.test(flat.slice(day.end, day.end + 3)));
    if (due) return daySpan(clean.flat, block.start + due.start, block.start + due.end, year);
  }
  return { start: null, deadline: null, impossible: [] };
}
