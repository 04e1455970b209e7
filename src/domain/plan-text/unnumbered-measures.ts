import { type Block, type CleanText } from './clean-text.js';
import { annotationsIn } from './measure-parts.js';
import { isPhases } from './phases.js';
import { isWithin, type Section, titleLength } from './sections.js';
import { ANNOTATION_LABELS, DUTIES_TITLE, MEASURES_TITLE, withoutBlanks } from './words.js';

/** One paragraph that says who does it may be the whole of a measure. */
const FEWEST = 2;
/** '——', '●' in front of an item. */
const MARK = /^[-—–●•◆■★*\s]{0,6}/;
/** A paragraph that begins with its name: '突出主业。投资两亿元…'. */
const NAMED = /^[^。,;:]{4,24}。./;

interface Item {
  blocks: Block[];
  isNoted: boolean;
}

/**
 * The sections, and instead of one that lists its measures in paragraphs without numbers these: each says itself who does it,
 * and the section's title is none of a measure.
 */
export function withUnnumbered(clean: CleanText, sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => {
    const items = itemsOf(clean, section);
    return items.length > 0 ? items : [section];
  });
}

function itemsOf(clean: CleanText, section: Section): Section[] {
  const [heading, ...blocks] = section.blocks;
  const isAlone = heading !== undefined && /^[。:\s]*$/.test(clean.flat.slice(section.titleEnd, heading.end));
  if (!isAlone || section.children.length > 0 || blocks.length < FEWEST || isWithin(section, isPhases)) return [];
  const noted = paragraphs(clean, blocks).filter(({ isNoted }) => isNoted);
  const title = withoutBlanks(section.title);
  const isTitled = MEASURES_TITLE.test(title) || DUTIES_TITLE.test(title);
  if (noted.length < FEWEST || !(isTitled || areNamed(clean, section, noted))) return [];
  return noted.map((item) => itemOf(clean, section, item.blocks));
}

/** '责任单位：…', '责任人：…': a line that begins with the name of a field belongs to the paragraph above. */
function isField(clean: CleanText, { start, end }: Block): boolean {
  const name = /^[^:]{2,12}(?=:)/.exec(clean.flat.slice(start, Math.min(end, start + 16)))?.[0] ?? '';
  return Object.hasOwn(ANNOTATION_LABELS, withoutBlanks(name));
}

/** Paragraphs, each with the lines below it that only say who does it. */
function paragraphs(clean: CleanText, blocks: readonly Block[]): Item[] {
  const items: Item[] = [];
  for (const block of blocks) {
    const notes = annotationsIn(clean, block.start, block.end);
    const isNoted = notes.some(({ mentions }) => mentions.length > 0);
    const last = items.at(-1);
    if (last && (isField(clean, block) || notes[0]?.start === block.start)) {
      last.blocks.push(block);
      last.isNoted ||= isNoted;
    } else items.push({ blocks: [block], isNoted });
  }
  return items;
}

/** Under an outermost title, paragraphs that all begin with a name are its measures. */
function areNamed(clean: CleanText, { rank }: Section, items: readonly Item[]): boolean {
  return rank <= 1 && items.every(({ blocks: [first] }) => first && NAMED.test(clean.flatOf(first).slice(0, 40)));
}

function itemOf(clean: CleanText, parent: Section, blocks: Block[]): Section {
  const [first] = blocks;
  const start = first?.start ?? 0;
  const flat = clean.flat.slice(start, Math.min(first?.end ?? start, start + 100));
  const titleStart = start + (MARK.exec(flat)?.[0].length ?? 0);
  const titleEnd = titleStart + titleLength(flat.slice(titleStart - start));
  const title = clean.text.slice(titleStart, titleEnd);
  return { number: '', rank: parent.rank + 1, title, titleStart, titleEnd, blocks, parent, children: [] };
}
