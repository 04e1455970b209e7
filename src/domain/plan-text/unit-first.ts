import { type Range } from './brackets.js';
import { type Block, type CleanText } from './clean-text.js';
import { dutiesOf } from './measure-parts.js';
import { type DraftMeasure } from './plan-draft.js';
import { allBlocks, type Section, titleLength } from './sections.js';
import { type Mention } from './unit-names.js';
import { DUTIES_TITLE, spaced, UNIT_END, withoutBlanks } from './words.js';

/** One item says little: a list of what units do has at least so many. */
const FEWEST = 2;
const LONGEST_NAMES = 60;
const LONGEST_WORK = 60;
/** '县教育局。负责…', '县公安局：负责…', '区财政局负责落实…': the units, and how the item goes on. */
const GOES_ON = spaced(['牵头', '负责', '主要', '具体', '承担', '会同', '做好', '指导', '配合', '协助', '按']);
const UNITS = new RegExp(
  `^([^。:,;]{2,60}?)(?:\\((?:牵头|配合|责任)(?:单位|部门)\\))?\\s*(?:[。:]|(?=${GOES_ON}|要(?!求)|应(?!急)|组织(?!部)))`,
);
const LEADS = /^[^。;]{0,12}牵\s?头/;

interface Item {
  number: string;
  /** From the first unit's name on. */
  start: number;
  blocks: Block[];
}

/**
 * The measures of a plan that lists its units and what each has to do, under a title such as 职责分工: each item is one, its
 * unit responsible, or leading where the item says 牵头.
 */
export function unitFirstMeasures(clean: CleanText, sections: readonly Section[]): DraftMeasure[] {
  return sections
    .filter((section) => DUTIES_TITLE.test(withoutBlanks(section.title)))
    .flatMap((section) => listed(clean, section));
}

function listed(clean: CleanText, section: Section): DraftMeasure[] {
  const items = section.children.length > 0 ? section.children.map(numbered) : section.blocks.slice(1).map(plain);
  const measures = items.flatMap((item) => measureOf(clean, item));
  return measures.length >= FEWEST ? measures : [];
}

function numbered(section: Section): Item {
  return { number: section.number, start: section.titleStart, blocks: allBlocks(section) };
}

function plain(block: Block): Item {
  return { number: '', start: block.start, blocks: [block] };
}

function measureOf(clean: CleanText, { number, start, blocks }: Item): DraftMeasure[] {
  const end = blocks.at(-1)?.end ?? start;
  const flat = clean.flat.slice(start, Math.min(blocks[0]?.end ?? end, start + 200));
  const { units, behind } = subjectOf(flat);
  if (units.length === 0) return [];
  const role: Mention['role'] = LEADS.test(flat.slice(behind)) ? 'lead' : 'responsible';
  const mentions = units.map((unit) => ({ start: unit.start + start, end: unit.end + start, role, isInferred: true }));
  return [
    {
      number,
      title: clean.text.slice(start, start + workLength(flat, behind)),
      text: clean.textOf(blocks),
      source: clean.source(blocks[0]?.start ?? start, end),
      deadline: null,
      confidence: 'inferred',
      ...dutiesOf(clean, mentions),
    },
  ];
}

/** How much of an item is its title: behind '县教育局:' what it does first, for a unit's name alone says of no work. */
function workLength(flat: string, behind: number): number {
  const end = flat[behind - 1] === ':' ? flat.slice(behind, behind + LONGEST_WORK).search(/[,。;]/) : -1;
  return end > 0 ? behind + end : titleLength(flat.slice(0, 100));
}

/** The units that a half-width sentence begins with and tells to do something, and where it goes on behind them. */
export function subjectOf(flat: string): { units: Range[]; behind: number } {
  const [whole = '', names] = UNITS.exec(flat) ?? [];
  return { units: names === undefined ? [] : bodiesIn(names), behind: whole.length };
}

/** The names in '县教育局、县财政局': all of them bodies, or it is no list of units. */
export function bodiesIn(written: string, called = UNIT_END): Range[] {
  if (written.length > LONGEST_NAMES) return [];
  const areBodies = (names: Range[]): boolean =>
    names.every(({ start, end }) => called.test(withoutBlanks(written.slice(start, end))));
  const names = apart(written, /(?:[^、()]|\([^()]*\))+/g);
  const more = names.flatMap((name) => {
    const parts = apart(written.slice(name.start, name.end), /(?:[^和及()]|\([^()]*\))+/g);
    const placed = parts.map(({ start, end }) => ({ start: start + name.start, end: end + name.start }));
    // '县住房和城乡建设局' is one, '县教育局和县财政局' are two.
    return areBodies(placed) ? placed : [name];
  });
  return areBodies(more) ? more : [];
}

function apart(written: string, pieces: RegExp): Range[] {
  return [...written.matchAll(pieces)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
