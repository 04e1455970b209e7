import { type Annotation } from './annotations.js';
import { brackets } from './brackets.js';
import { type CleanText } from './clean-text.js';
import { annotationsIn, dueBy, dutiesOf, EXHORTS, type MeasuresRead, NO_TASKS, titleOf } from './measure-parts.js';
import { isDayBracket } from './phases.js';
import { allBlocks, isWithin, type Section } from './sections.js';
import { bodiesIn } from './unit-first.js';
import { type Mention } from './unit-names.js';
import { BODY_END, DUTIES_TITLE, MEASURES_TITLE, withoutBlanks } from './words.js';
import { type DaySpan, daySpan } from './written-days.js';

/** One heading may be a unit's name by chance, and one task with a day a remark. */
const FEWEST = 2;
const LONGEST_BRACKET = 80;
/** '宣传进机关', '走进社区' and '其他单位' end as bodies do and are none. */
const NO_BODY =
  /^(?:走?进|深入|聚焦|面向|围绕|对|其他|加强|强化|建设|成立|健全|组建|完善|规范)|进(?:机关|社区|企业|单位)$/;
/** '县消防救援大队': whose name begins with its level may be called what only a label else allows. */
const OF_LEVEL = /^[省市县区州旗镇乡](?!场)/;
/** A note that only says who helps leaves the task to the unit in the heading. */
const HELPS = /配合|协助|协办|参与|支持|协同/;
const DOES = /牵头|负责|责任|主办|落实单位/;

/** Measures under headings that are units' names alone, and the sections that they were read from. */
export interface UnitHeadedRead extends MeasuresRead {
  from: Set<Section>;
}

/** '（一）县水务局' above '1.编制预案。（7月10日前）': each task is a measure, and the heading's units do it. */
export function unitHeadedMeasures(
  clean: CleanText,
  sections: readonly Section[],
  year: number | null,
): UnitHeadedRead {
  const read: UnitHeadedRead = { measures: [], impossible: [], from: new Set() };
  for (const parts of neighbours(sections)) {
    if (!isUnitHeaded(clean, parts)) continue;
    for (const heading of parts) readHeading(clean, heading, year, read);
  }
  return read;
}

/** The units of a heading that is their names and nothing else. */
export function headingUnits(clean: CleanText, { blocks: [line], titleStart, titleEnd }: Section): Mention[] {
  const flat = clean.flat.slice(titleStart, titleEnd);
  if (!line || NO_BODY.test(flat) || !/^[\s。:]*$/.test(clean.flat.slice(titleEnd, line.end))) return [];
  const named = OF_LEVEL.test(flat) ? bodiesIn(flat, BODY_END) : bodiesIn(flat);
  return named.map(({ start, end }) => ({ start: start + titleStart, end: end + titleStart, role: 'responsible' }));
}

/** Sections under one heading, and the outermost ones. */
function neighbours(sections: readonly Section[]): Section[][] {
  const lists = new Map<Section | null, Section[]>();
  for (const section of sections) {
    const list = lists.get(section.parent);
    if (list) list.push(section);
    else lists.set(section.parent, [section]);
  }
  return [...lists.values()];
}

/** Enough headings are units with tasks below, the title says that work is divided or some tasks have a day, and few tasks say themselves who does them. */
function isUnitHeaded(clean: CleanText, parts: readonly Section[]): boolean {
  const headed = parts.filter((part) => part.children.length > 0 && headingUnits(clean, part).length > 0);
  if (headed.length < FEWEST || isWithin(headed[0]!, ({ title }) => STANDING.test(title))) return false;
  const holder = headed[0]!.parent;
  if (holder !== null && headed.length * 2 < parts.length) return false;
  const tasks = headed.flatMap(({ children }) => children);
  const notes = tasks.map((task) => notesOf(clean, task));
  if (notes.filter((own) => own.some(saysWho(clean))).length * 2 > tasks.length) return false;
  const title = withoutBlanks(holder?.title ?? '');
  const isDivided = holder !== null && (DUTIES_TITLE.test(title) || MEASURES_TITLE.test(title));
  return isDivided || notes.filter((own) => own.length > 0).length >= FEWEST;
}

/** What bodies are there for goes on as long as they do, and is no task of the plan. */
const STANDING = /工作职责|单位职责|机构职责|组织机构|领导小组/;

function readHeading(clean: CleanText, heading: Section, year: number | null, read: UnitHeadedRead): void {
  const units = headingUnits(clean, heading);
  // Beside the others, a heading that names nobody holds tasks whose units were forgotten.
  const isLike = heading.parent !== null && heading.children.length > 0 && !isNoTask(heading.title);
  if (units.length === 0 && !isLike) return;
  read.from.add(heading);
  if (heading.children.length === 0) readTask(clean, heading, units, year, read);
  for (const task of heading.children) readTask(clean, task, units, year, read);
}

const isNoTask = (title: string): boolean => NO_TASKS.test(title) || EXHORTS.test(title);

function readTask(clean: CleanText, task: Section, units: Mention[], year: number | null, read: UnitHeadedRead): void {
  const notes = notesOf(clean, task);
  const spans = notes.map((note) => daySpan(clean.flat, note.start, note.end, year));
  const dated = spans.find((span: DaySpan) => span.deadline !== null);
  const blocks = allBlocks(task);
  const own = notes.flatMap(({ mentions }) => mentions);
  const role = own.length > 0 && !notes.some(saysWho(clean)) ? 'lead' : 'responsible';
  read.impossible.push(...spans.flatMap(({ impossible }) => impossible));
  read.from.add(task);
  read.measures.push({
    number: task.number,
    title: titleOf(clean, task, notes[0]),
    text: clean.textOf(blocks),
    source: clean.source(blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0),
    ...dutiesOf(clean, [...units.map((unit) => ({ ...unit, role, isInferred: true }) as const), ...own]),
    ...dueBy(dated, spans, units.length > 0),
  });
}

/** Who helps or does it, and the brackets that hold a day. */
function notesOf(clean: CleanText, task: Section): Annotation[] {
  return allBlocks(task).flatMap(({ start, end }) => {
    const named = annotationsIn(clean, start, end);
    const days = brackets(clean.flat.slice(start, end), LONGEST_BRACKET)
      .filter((bracket) => isDayBracket(clean.flat.slice(start + bracket.start, start + bracket.end)))
      .map((bracket) => ({ start: start + bracket.start, end: start + bracket.end, mentions: [] }))
      .filter((bracket) => !named.some((note) => note.start < bracket.end && bracket.start < note.end));
    return [...named, ...days].sort((a, b) => a.start - b.start);
  });
}

function saysWho(clean: CleanText) {
  return ({ start, end, mentions }: Annotation): boolean => {
    const flat = clean.flat.slice(start, end);
    return mentions.length > 0 && (DOES.test(flat) || !HELPS.test(flat));
  };
}
