import { unitKind } from '../unit-identity.js';
import { type Source } from '../plan.js';
import { type CleanText } from './clean-text.js';
import { NO_TASKS } from './measure-parts.js';
import { allBlocks, isWithin, type Outline, type Section } from './sections.js';
import { subjectOf } from './unit-first.js';
import { headingUnits } from './unit-headed.js';
import { withoutBlanks } from './words.js';
import { writtenDays } from './written-days.js';

/** A section that gives work to units and of which nothing was read. */
export interface UnreadSection {
  name: string;
  hasDays: boolean;
  source: Source;
}

/** One sentence may be a remark. */
const FEWEST = 2;
/** No longer sentence is looked through. */
const LONGEST = 300;
const LONGEST_NAME = 40;
/** '6月底前', '9月30日完成': a day until which, and none of something that was. */
const UNTIL = /^[底末]?(?:之|以)?前|^底|^\s?(?:完成|办结)/;
/** '各单位', '主管部门', '领导小组办公室' say in general who sees to something. */
const GENERAL =
  /^(?:各|有关|相关|本|其他)|^(?:政府|党委|单位|部门|机关|企业|社区|学校|机构)$|(?:主管|牵头|有关|相关|职能|责任|成员)(?:部门|单位)$|(?:小组|专班|指挥部|联席会议)(?:下设)?办公室$/;

interface Work {
  isDated: boolean;
}

/** The sections in which units are told what to do, or until when, though nothing of them became a measure, a phase or a member. */
export function unreadSections(
  clean: CleanText,
  { sections }: Pick<Outline, 'sections'>,
  read: readonly { source: Source }[],
): UnreadSection[] {
  const covered = new Uint8Array(clean.source(0, clean.text.length).end);
  for (const { source } of read) covered.fill(1, source.start, source.end);
  return sections.flatMap((section) => {
    const works = worksOf(clean, section);
    if (works.length < FEWEST) return [];
    const blocks = allBlocks(section);
    const source = clean.source(blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0);
    if (covered.subarray(source.start, source.end).includes(1)) return [];
    const name = `${section.number}${section.title}`.slice(0, LONGEST_NAME);
    return [{ name, hasDays: works.some(({ isDated }) => isDated), source }];
  });
}

/** The parts and sentences right under a section that begin with a unit and say a duty or a day; beside 要求 and 保障 only a day is work. */
function worksOf(clean: CleanText, section: Section): Work[] {
  const needsDay = isWithin(section, ({ title }) => NO_TASKS.test(title));
  const own = section.blocks.flatMap(({ start, end }, at) => {
    const from = at === 0 ? section.titleEnd : start;
    return [...clean.flat.slice(from, end).matchAll(/[^。;]+/g)].map(([sentence]) => workIn(sentence.trim()));
  });
  const parts = section.children.map((part) => partWork(clean, part));
  return [...own, ...parts].filter((work): work is Work => work !== null && (work.isDated || !needsDay));
}

function partWork(clean: CleanText, part: Section): Work | null {
  const end = allBlocks(part).at(-1)?.end ?? part.titleEnd;
  const units = part.blocks.length + part.children.length > 1 ? headingUnits(clean, part) : [];
  const flat = clean.flat.slice(part.titleStart, Math.min(end, part.titleStart + LONGEST));
  if (!units.some(({ start, end: to }) => isOne(clean.flat.slice(start, to)))) return workIn(flat);
  return { isDated: hasDay(flat) };
}

function workIn(sentence: string): Work | null {
  const flat = sentence.replace(/^[:,\s]+/, '').slice(0, LONGEST);
  const { units } = subjectOf(flat);
  return units.some(({ start, end }) => isOne(flat.slice(start, end))) ? { isDated: hasDay(flat) } : null;
}

function isOne(written: string): boolean {
  const name = withoutBlanks(written);
  return unitKind(name) === 'one' && !GENERAL.test(name);
}

function hasDay(flat: string): boolean {
  return writtenDays(flat, 2000).some(
    ({ start, end }) => UNTIL.test(flat.slice(end, end + 3)) || /[底末]$/.test(flat.slice(start, end)),
  );
}
