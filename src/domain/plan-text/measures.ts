import { type Annotation } from './annotations.js';
import { type Block, type CleanText } from './clean-text.js';
import {
  annotationsIn,
  dueBy,
  dutiesOf,
  EXHORTS,
  type MeasuresRead,
  moved,
  NO_TASKS,
  titleOf,
} from './measure-parts.js';
import { dayBracket, headline, isPhases } from './phases.js';
import { bareList, openingDuties, plainDuties } from './plain-duties.js';
import { type DraftMeasure } from './plan-draft.js';
import { allBlocks, isWithin, type Outline, type Section } from './sections.js';
import { unitFirstMeasures } from './unit-first.js';
import { unitHeadedMeasures } from './unit-headed.js';
import { withUnnumbered } from './unnumbered-measures.js';
import { MEASURES_TITLE, withoutBlanks } from './words.js';
import { type DaySpan, daySpan } from './written-days.js';

/** '列第一位者为牵头单位，下同': from there on the first of a list that names no lead is the lead. */
export const FIRST_LEADS =
  /(?:第一|首)(?:位|个|家|责任)?[的者]{0,2}(?:责任)?(?:单位|部门)?,?(?:均)?[为是](?:总|本项)?(?:牵头|主办|主责)/;

type Clause = Pick<DraftMeasure, 'number' | 'title' | 'text' | 'source'>;
type Notes = ReadonlyMap<Section, Annotation[]>;

/** Measures are the sections that say who does them, with their like beside them; else those under a title that says so. */
export function readMeasures(clean: CleanText, outline: Outline, year: number | null): MeasuresRead {
  const sections = withUnnumbered(clean, outline.sections);
  const notes = notesOf(clean, sections);
  const headed = unitHeadedMeasures(clean, sections, year);
  const beside: Notes = new Map([...notes].filter(([section]) => !headed.from.has(section)));
  // Of a list under units' names and measures that say who does them, the longer is the plan's.
  if (headed.measures.length === 0 || headed.measures.length < beside.size)
    return ofSections(clean, sections, notes, year);
  const others = beside.size > 0 ? noted(clean, withUnitsOrLike(sections, beside), beside, year) : null;
  const measures = [...headed.measures, ...(others?.measures ?? [])].sort((a, b) => a.source.start - b.source.start);
  return { measures, impossible: [...headed.impossible, ...(others?.impossible ?? [])] };
}

function ofSections(clean: CleanText, sections: Section[], notes: Notes, year: number | null): MeasuresRead {
  // Where measures say who does them, a list of what each unit has to do says the same once more.
  const unitFirst = notes.size > 0 ? [] : unitFirstMeasures(clean, sections);
  if (unitFirst.length > 0) return { measures: unitFirst, impossible: [] };
  const ofPhases = notes.size > 0 ? notes : notesInPhases(clean, sections);
  if (ofPhases.size >= FEWEST_NOTED && notes.size === 0)
    return noted(clean, withUnitsOrLike(sections, ofPhases), ofPhases, year);
  return noted(clean, notes.size > 0 ? withUnitsOrLike(sections, notes) : underTitle(sections), notes, year);
}

function noted(clean: CleanText, sections: readonly Section[], notes: Notes, year: number | null): MeasuresRead {
  const read: MeasuresRead = { measures: [], impossible: [] };
  for (const section of sections) {
    const own = notes.get(section) ?? [];
    const spans = own.map((note) => daySpan(clean.flat, note.start, note.end, year));
    const dated = spans.find((span) => span.deadline !== null) ?? dueInTitle(clean, section, own, year);
    for (const span of spans) read.impossible.push(...span.impossible);
    const mentions = own.flatMap((note) => note.mentions);
    read.measures.push({
      ...clause(clean, section, notes),
      ...dutiesOf(clean, mentions),
      ...dueBy(dated, spans, own.length > 0),
    });
  }
  return read;
}

/** '摸底登记（2019年3月底前完成）': a bracket of days in the title of what has a note is a note as well. */
function dueInTitle(clean: CleanText, section: Section, own: Annotation[], year: number | null): DaySpan | undefined {
  const bracket = own.length > 0 ? dayBracket(clean, headline(clean, section)) : null;
  const span = bracket && daySpan(clean.flat, bracket.start, bracket.end, year);
  return span && span.deadline !== null ? span : undefined;
}

/** The annotations of every section that names a unit; the phases' own are no measures. */
function notesOf(clean: CleanText, sections: Section[]): Notes {
  const rule = clean.flat.search(FIRST_LEADS);
  const notes = new Map<Section, Annotation[]>();
  for (const section of sections) {
    if (isWithin(section, isPhases)) continue;
    const labelled = section.blocks.flatMap((block) => annotationsIn(clean, block.start, block.end));
    const found = labelled.length > 0 ? labelled : plainlySaid(clean, section);
    if (!found.some((note) => note.mentions.length > 0)) continue;
    notes.set(section, found);
  }
  if (rule >= 0 || notes.size >= FEWEST_NOTED) addBare(clean, sections, notes, rule >= 0);
  if (rule >= 0)
    for (const [section, own] of notes)
      notes.set(
        section,
        own.map((note) => (note.end > rule ? firstLeads(note) : note)),
      );
  return ofWholes(clean, sections, notes);
}

/** Where nothing else says who does it, the tasks inside the phases do: '（一）动员部署（9月）' above '1.召开大会。' and '责任部门：教务处'. */
function notesInPhases(clean: CleanText, sections: readonly Section[]): Notes {
  const tasks = sections.filter(({ parent }) => parent?.parent && isWithin(parent.parent, isPhases));
  return new Map(
    tasks.flatMap((section): [Section, Annotation[]][] => {
      const notes = section.blocks.flatMap((block) => annotationsIn(clean, block.start, block.end));
      return notes.some(({ mentions }) => mentions.length > 0) ? [[section, notes]] : [];
    }),
  );
}

/** Where so many items say who does them, a bracket of units that says nothing of them says it as well. */
const FEWEST_NOTED = 2;

/** The brackets that hold units and no word for what they do: only beside others that say it, or under a rule on lists. */
function addBare(clean: CleanText, sections: Section[], notes: Map<Section, Annotation[]>, isRuled: boolean): void {
  const ranks = new Set([...notes.keys()].map(({ rank }) => rank));
  const found = sections.flatMap((section): [Section, Annotation[]][] => {
    const last = section.blocks.at(-1);
    const isLike = isRuled || ranks.has(section.rank);
    if (!last || !isLike || notes.has(section) || isWithin(section, isPhases)) return [];
    const note = bareList(clean.flat.slice(last.start, last.end));
    return note ? [[section, [moved(note, last.start)]]] : [];
  });
  for (const [section, own] of found) notes.set(section, own);
}

/** A note on a line of its own under the last part of a section whose other parts have none is on the section as a whole. */
function ofWholes(clean: CleanText, sections: Section[], notes: Map<Section, Annotation[]>): Notes {
  for (const whole of sections) {
    const last = whole.children.at(-1);
    const own = last && notes.get(last);
    if (!own || whole.children.length < 2 || notes.has(whole)) continue;
    if (whole.children.some((part) => part !== last && notes.has(part))) continue;
    if (!own.every((note) => last.blocks.some((block, at) => isApart(clean, note, block, at === 0)))) continue;
    notes.delete(last);
    notes.set(whole, own);
  }
  return notes;
}

/** Whether a note is a line of its own, or the last sentence of what was cut from a text without line ends. */
function isApart(clean: CleanText, note: Annotation, block: Block, isFirst: boolean): boolean {
  const { start, end, isGlued } = block;
  const ends = note.start >= start && note.end <= end && /^。?$/.test(clean.flat.slice(note.end, end).trim());
  if (isGlued) return ends && /[。;]$/.test(clean.flat.slice(start, note.start));
  return ends && !isFirst && note.start === start;
}

/** The last sentence of an item may say who does it without a sign that it does. */
function plainlySaid(clean: CleanText, section: Section): Annotation[] {
  const last = section.blocks.at(-1);
  if (!last || isWithin(section, ({ title }) => title.length <= 24 && NO_TASKS.test(title))) return [];
  const start = Math.max(last.start, last === section.blocks[0] ? section.titleStart : last.start);
  const note = plainDuties(clean.flat.slice(start, last.end));
  if (note) return [moved(note, start)];
  return opening(clean, section);
}

/** An item may begin with who does it, in its title or in the line below. */
function opening(clean: CleanText, { titleStart, blocks: [first, second] }: Section): Annotation[] {
  for (const [start, end] of [
    [titleStart, first?.end ?? 0],
    [second?.start ?? 0, second?.end ?? 0],
  ] as const) {
    const note = openingDuties(clean.flat.slice(start, Math.min(end, start + 500)));
    if (note) return [moved(note, start)];
  }
  return [];
}

function firstLeads(note: Annotation): Annotation {
  if (note.mentions.some((mention) => mention.role === 'lead')) return note;
  return {
    ...note,
    mentions: note.mentions.map((mention, at) => (at === 0 ? { ...mention, role: 'lead', isInferred: true } : mention)),
  };
}

/** A section among measures that names nobody is a measure whose units were forgotten. */
function withUnitsOrLike(sections: Section[], notes: Notes): Section[] {
  const siblings = new Map<Section | null, number>();
  for (const { parent } of notes.keys()) siblings.set(parent, (siblings.get(parent) ?? 0) + 1);
  return sections.filter((section) => {
    if (notes.has(section)) return true;
    const { parent } = section;
    const noted = siblings.get(parent) ?? 0;
    if (parent === null || noted === 0 || isPhases(section) || section.children.length > 0) return false;
    return noted >= 2 || (parent.children.length === 2 && !NO_TASKS.test(parent.title) && !EXHORTS.test(section.title));
  });
}

/** Beside the tasks of a plan, 保障措施 are what they rest on, and none of them; a list that only exhorts gives no task. */
function underTitle(sections: Section[]): Section[] {
  const titled = sections.filter(({ parent }) => parent !== null && MEASURES_TITLE.test(withoutBlanks(parent.title)));
  const tasks = titled.filter(({ parent }) => !parent?.title.includes('保障'));
  return tasks.every(({ title }) => EXHORTS.test(title)) ? [] : tasks;
}

/** The clause itself; a part of it that is a measure of its own is not repeated. */
function clause(clean: CleanText, section: Section, notes: Notes): Clause {
  const isSplit = section.children.some((child) => notes.has(child));
  const blocks = isSplit ? section.blocks : allBlocks(section);
  const start = blocks[0]?.start ?? 0;
  const end = blocks.at(-1)?.end ?? start;
  return {
    number: section.number,
    title: titleOf(clean, section, notes.get(section)?.[0]),
    text: clean.textOf(blocks),
    source: clean.source(start, end),
  };
}
