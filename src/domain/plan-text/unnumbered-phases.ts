import { type Block, type CleanText } from './clean-text.js';
import { type Section } from './sections.js';
import { PHASE_NAME, withoutBlanks } from './words.js';
import { type WrittenDay, writtenDays } from './written-days.js';

/** One phase alone is a remark on the time of the whole. */
const FEWEST = 2;
const LONGEST_HEADLINE = 60;
/** '一是…；二是…', '第一阶段…；第二阶段…', '1.…；2.…' within one paragraph. */
const COUNTED = [
  /(?:^|(?<=[:;。,\s]))第?[一二三四五六七八九十](?:是|阶段)[,:]?/g,
  /(?<=[:;。\s])(?:\([一二三四五六1-9]\)|[1-9][.、](?!\d)|[①②③④⑤⑥])/g,
  /(?:^|(?<=[:;。,\s]))(?=\d[^。;,]{3,36}为[^。;,]{2,16}阶段)/g,
];

/** The phases that bear no number: line by line under their title, or in the one paragraph that counts them. */
export function unnumberedPhases(clean: CleanText, holder: Section): Section[] {
  const blocks = holder.blocks.slice(1);
  const lines = byLine(clean, holder, blocks);
  if (lines.length >= FEWEST) return lines;
  const whole = [behindTitle(holder), ...blocks].filter((block): block is Block => block !== null);
  for (const block of whole) {
    const phases = inParagraph(clean, holder, block);
    if (phases.length >= FEWEST) return phases;
  }
  return [];
}

const STAGE = /(?:^|(?<=[:;。,\s]))(?=第[一二三四五六七八九十]阶段)/g;

/** The phases that one numbered part counts in its own line: '1.第一阶段（…）：…，第二阶段（…）：…'. */
export function countedStages(clean: CleanText, part: Section): Section[] {
  const [first] = part.blocks;
  return first ? counted(clean, part, { ...first, start: part.titleStart }, STAGE) : [];
}

/** What stands behind the title in its own line: '三、时间安排。分三个阶段…'. */
function behindTitle({ blocks: [first], titleEnd }: Section): Block | null {
  return first && first.end > titleEnd ? { ...first, start: titleEnd } : null;
}

/** A line that begins with the name or the days of a phase is one; what follows until the next belongs to it. */
function byLine(clean: CleanText, holder: Section, blocks: readonly Block[]): Section[] {
  const phases: Section[] = [];
  let hasDay = true;
  for (const block of blocks) {
    const flat = clean.flat.slice(block.start, Math.min(block.end, block.start + LONGEST_HEADLINE));
    const [day] = writtenDays(flat, 2000);
    const name = nameLength(flat, day !== undefined);
    // Days right under a name are that phase's own.
    const title: number = name > 0 ? name : hasDay ? beginsWithDay(flat, day) : 0;
    if (title > 0) phases.push(phase(clean, holder, block, block.start, title));
    else phases.at(-1)?.blocks.push(block);
    hasDay = day !== undefined || (title === 0 && hasDay);
  }
  return phases;
}

/** How much of a line is the name of a phase, one with a bracket of days behind it or one that phases bear; 0 where there is none. */
function nameLength(flat: string, hasDay: boolean): number {
  const named = /^[^。;,:([〔【]{2,24}?(?=\s*[([〔【:。,]|$)/.exec(flat)?.[0] ?? '';
  const hasBracket =
    hasDay &&
    flat
      .slice(named.length)
      .trimStart()
      .search(/^[([〔【]/) === 0;
  return PHASE_NAME.test(withoutBlanks(named)) || (named !== '' && hasBracket) ? named.length : 0;
}

function beginsWithDay(flat: string, day: WrittenDay | undefined): number {
  const begins = day !== undefined && day.start <= 2 && /^[^。;]{0,24}(?:[:,为是]|$)/.test(flat.slice(day.end));
  return begins ? (/^[^。;,:]*/.exec(flat)?.[0].length ?? 0) : 0;
}

function inParagraph(clean: CleanText, holder: Section, block: Block): Section[] {
  for (const pattern of COUNTED) {
    const phases = counted(clean, holder, block, pattern);
    if (phases.length > 0) return phases;
  }
  return [];
}

/** The parts of a paragraph that begin where the pattern says, if each of them has a day. */
function counted(clean: CleanText, holder: Section, block: Block, pattern: RegExp): Section[] {
  const flat = clean.flatOf(block);
  const starts = [...flat.matchAll(pattern)].map((match) => ({ at: match.index, to: match.index + match[0].length }));
  const phases = starts.map(({ at, to }, i) => {
    const part = { ...block, start: block.start + at, end: block.start + (starts[i + 1]?.at ?? flat.length) };
    const length = /^[^。;,:(]*/.exec(flat.slice(to, to + LONGEST_HEADLINE))?.[0].length ?? 0;
    return phase(clean, holder, part, block.start + to, length);
  });
  const dated = phases.filter(({ blocks: [part] }) => part && writtenDays(clean.flatOf(part), 2000).length > 0);
  return dated.length >= FEWEST && dated.length === phases.length ? phases : [];
}

function phase(clean: CleanText, holder: Section, block: Block, titleStart: number, length: number): Section {
  const title = clean.text.slice(titleStart, titleStart + length).trim();
  const { rank } = holder;
  return {
    number: '',
    rank: rank + 1,
    title,
    titleStart,
    titleEnd: titleStart + length,
    blocks: [block],
    parent: holder,
    children: [],
  };
}
