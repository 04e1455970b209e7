import { type Annotation, annotationsOf } from './annotations.js';
import { type Block, type CleanText } from './clean-text.js';
import { leastSure } from './confidence.js';
import { dayBracket, headline, isPhases } from './phases.js';
import { plainDuties } from './plain-duties.js';
import { type DraftDuty, type DraftMeasure } from './plan-draft.js';
import { allBlocks, isWithin, type Outline, type Section } from './sections.js';
import { unitFirstMeasures } from './unit-first.js';
import { type Mention } from './unit-names.js';
import { BODY_END, MEASURES_TITLE, withoutBlanks } from './words.js';
import { type DaySpan, daySpan, type WrittenDay } from './written-days.js';

/** The measures, and the days in their annotations that no calendar has. */
export interface MeasuresRead {
  measures: DraftMeasure[];
  impossible: WrittenDay[];
}

/** '列第一位者为牵头单位，下同': from there on the first of a list that names no lead is the lead. */
const FIRST_LEADS = /(?:列|排|位列|排名)在?(?:第一|首)位?[的者]{0,2}(?:单位|部门)?为(?:总)?牵头/;

type Clause = Pick<DraftMeasure, 'number' | 'title' | 'text' | 'source'>;
type Notes = ReadonlyMap<Section, Annotation[]>;

/** Measures are the sections that say who does them, with their like beside them; else those under a title that says so. */
export function readMeasures(clean: CleanText, { sections }: Outline, year: number | null): MeasuresRead {
  const notes = notesOf(clean, sections);
  // Where measures say who does them, a list of what each unit has to do says the same once more.
  const unitFirst = notes.size > 0 ? [] : unitFirstMeasures(clean, sections);
  if (unitFirst.length > 0) return { measures: unitFirst, impossible: [] };
  const read: MeasuresRead = { measures: [], impossible: [] };
  for (const section of notes.size > 0 ? withUnitsOrLike(sections, notes) : underTitle(sections)) {
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
    notes.set(section, rule < 0 ? found : found.map((note) => (note.end > rule ? firstLeads(note) : note)));
  }
  return ofWholes(clean, sections, notes);
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

/** Beside the tasks of a plan such sentences say who leads and who watches, and give no task. */
const NO_TASKS = /保障|组织|领导|要求|目标|监督|考核/;

/** The last sentence of an item may say who does it without a sign that it does. */
function plainlySaid(clean: CleanText, section: Section): Annotation[] {
  const last = section.blocks.at(-1);
  if (!last || isWithin(section, ({ title }) => title.length <= 24 && NO_TASKS.test(title))) return [];
  const start = Math.max(last.start, last === section.blocks[0] ? section.titleStart : last.start);
  const note = plainDuties(clean.flat.slice(start, last.end));
  return note ? [moved(note, start)] : [];
}

function moved(note: Annotation, by: number): Annotation {
  const mentions = note.mentions.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
  return { start: note.start + by, end: note.end + by, mentions };
}

function annotationsIn(clean: CleanText, start: number, end: number): Annotation[] {
  return annotationsOf(clean.flat.slice(start, end)).map((note) => moved(note, start));
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

/** '提高认识，加强领导': how to go about it, and nothing to do. */
const EXHORTS =
  /^(?:切实|进一步)?(?:提高(?:思想)?认识|提高(?:政治)?站位|统一思想|加强(?:组织)?领导|强化(?:组织)?领导|加强(?:组织)?保障|健全机构|落实(?:工作)?责任|强化(?:工作)?责任|明确责任|压实责任|部门联动|部门合作|协同配合|密切配合|(?:强化|加强)(?:协作|配合|宣传|督[导查]|检查|监督|考核|保障)|严肃纪律|严明纪律|注重宣传|广泛宣传|营造氛围|严格(?:考核|督[导查])|成立机构)/;

/** Beside the tasks of a plan, 保障措施 are what they rest on, and none of them; a list that only exhorts gives no task. */
function underTitle(sections: Section[]): Section[] {
  const titled = sections.filter(({ parent }) => parent !== null && MEASURES_TITLE.test(withoutBlanks(parent.title)));
  const tasks = titled.filter(({ parent }) => !parent?.title.includes('保障'));
  const found = tasks.length > 0 ? tasks : titled;
  return found.every(({ title }) => EXHORTS.test(title)) ? [] : found;
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

/** '加大力度（县财政局牵头）': the annotation is not part of the title. */
function titleOf(clean: CleanText, section: Section, first: Annotation | undefined): string {
  const end = first && first.start < section.titleEnd ? first.start : section.titleEnd;
  return clean.text.slice(section.titleStart, end).trimEnd();
}

/** A measure's deadline, and how surely it is one: a clause without a note is a measure for what stands beside it. */
export function dueBy(
  dated: DaySpan | undefined,
  spans: readonly DaySpan[],
  isNoted: boolean,
): Pick<DraftMeasure, 'deadline' | 'confidence'> {
  const isImpossible = spans.some((span) => span.impossible.length > 0);
  const isInferred = !isNoted || dated?.isYearFilledIn;
  return {
    deadline: dated?.deadline ?? null,
    confidence: leastSure(isImpossible && 'doubtful', isInferred && 'inferred'),
  };
}

/** A unit named more than once has one part in a measure, and leads if it leads anywhere in it. */
export function dutiesOf(
  clean: CleanText,
  mentions: readonly Mention[],
): Pick<DraftMeasure, 'lead' | 'responsible' | 'duties'> {
  const duties = new Map<string, DraftDuty>();
  for (const { start, end, role, isInferred } of mentions) {
    const unit = withoutBlanks(clean.text.slice(start, end));
    const known = duties.get(unit);
    if (!known || (known.role === 'responsible' && role === 'lead')) {
      const confidence = leastSure(
        !BODY_END.test(withoutBlanks(clean.flat.slice(start, end))) && 'doubtful',
        isInferred && 'inferred',
      );
      duties.set(unit, { unit, role, source: clean.source(start, end), confidence });
    }
  }
  const all = [...duties.values()];
  const named = (role: DraftDuty['role']): string[] =>
    all.filter((duty) => duty.role === role).map((duty) => duty.unit);
  return { lead: named('lead'), responsible: named('responsible'), duties: all };
}
