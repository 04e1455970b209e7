import { type Placing, type Styles } from './docx-styles.js';
import { listNumber } from './list-numbers.js';
import { attribute, type Tag, tagsOf } from './xml-tags.js';

interface Level {
  start: number;
  format: string;
  /** As '第%1章': %1 is the number of the first level, %2 of the second. */
  text: string;
  suffix: string;
  /** Counts anew after this level, 1 for the first; 0 never; undefined after any higher one. */
  restart?: number | undefined;
  /** All numbers of the text in digits. */
  isLegal?: boolean;
  styleId?: string | undefined;
}

/** What lists share: their levels, their counts. */
interface Pattern {
  levels: Map<number, Level>;
  link?: string | undefined;
  counts: (number | undefined)[];
}

/** A list: the pattern it follows and what it changes in it. */
interface List {
  patternId: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

const DEEPEST = 8;

/** The lists of a document from word/numbering.xml, counted paragraph by paragraph. */
export class Lists {
  private readonly patterns = new Map<string, Pattern>();
  private readonly lists = new Map<string, List>();

  constructor(
    xml: string,
    private readonly styles: Styles,
  ) {
    const reading: Reading = { patterns: this.patterns, lists: this.lists, depth: 0 };
    for (const tag of tagsOf(xml)) read(reading, tag);
  }

  /** The number before the next paragraph of a list as Word shows it, '（一）' or '1. '; '' where there is none. */
  next({ numId, level, styleId }: Placing): string {
    const list = this.lists.get(numId ?? '');
    const pattern = list && this.patternOf(list);
    if (!list || !pattern) return '';
    const at = level ?? [...pattern.levels].find(([, { styleId: of }]) => of && of === styleId)?.[0] ?? 0;
    if (!(at >= 0 && at <= DEEPEST)) return '';
    const levelAt = (one: number) => list.levels.get(one) ?? pattern.levels.get(one);
    this.count(list, pattern, at, levelAt);
    return written(at, pattern.counts, levelAt);
  }

  private patternOf({ patternId }: List, depth = 0): Pattern | undefined {
    const pattern = this.patterns.get(patternId);
    const linked = pattern?.link && depth < 5 ? this.lists.get(this.styles.listOf(pattern.link) ?? '') : undefined;
    return linked ? this.patternOf(linked, depth + 1) : pattern;
  }

  private count(list: List, { counts }: Pattern, at: number, levelAt: (at: number) => Level | undefined): void {
    const start = list.starts.get(at) ?? levelAt(at)?.start ?? 1;
    // A list that begins anew does so once, where its first paragraph of the level stands.
    const isFirst = counts[at] === undefined || list.starts.has(at);
    list.starts.delete(at);
    counts[at] = isFirst ? start : (counts[at] ?? 0) + 1;
    for (let deeper = at + 1; deeper <= DEEPEST; deeper++) {
      const restart = levelAt(deeper)?.restart;
      if (restart === undefined || (restart > 0 && at < restart)) counts[deeper] = undefined;
    }
  }
}

function written(at: number, counts: Pattern['counts'], levelAt: (at: number) => Level | undefined): string {
  const level = levelAt(at);
  if (!level || level.format === 'bullet') return '';
  const text = level.text.replace(/%([1-9])/g, (_, place: string) => {
    const one = Number(place) - 1;
    const format = level.isLegal ? 'decimal' : (levelAt(one)?.format ?? 'decimal');
    return listNumber(counts[one] ?? levelAt(one)?.start ?? 1, format);
  });
  const isParted = text === '' || level.suffix === 'nothing' || /[、，。）〉》】：\s]$/.test(text);
  return isParted ? text : `${text} `;
}

/** Where the reading of word/numbering.xml stands. */
interface Reading {
  patterns: Map<string, Pattern>;
  lists: Map<string, List>;
  pattern?: Pattern | undefined;
  list?: List | undefined;
  level?: Level | undefined;
  override?: number;
  /** How many alternatives for newer programs are open: the older form that follows is read. */
  depth: number;
}

function read(reading: Reading, tag: Tag): void {
  if (tag.name === 'mc:Choice' && tag.kind !== 'stands') reading.depth += tag.kind === 'opens' ? 1 : -1;
  if (reading.depth > 0 || tag.kind === 'closes') return;
  const value = attribute(tag, 'w:val') ?? '';
  const at = Number(attribute(tag, 'w:ilvl') ?? 0);
  const { pattern, list } = reading;
  if (tag.name === 'w:abstractNum') {
    reading.list = undefined;
    reading.pattern = { levels: new Map(), counts: [] };
    reading.patterns.set(attribute(tag, 'w:abstractNumId') ?? '', reading.pattern);
  } else if (tag.name === 'w:num') {
    reading.list = { patternId: '', starts: new Map(), levels: new Map() };
    reading.lists.set(attribute(tag, 'w:numId') ?? '', reading.list);
  } else if (tag.name === 'w:numStyleLink' && pattern) pattern.link = value;
  else if (tag.name === 'w:abstractNumId' && list) list.patternId = value;
  else if (tag.name === 'w:lvlOverride') reading.override = at;
  else if (tag.name === 'w:startOverride') list?.starts.set(reading.override ?? 0, Number(value) || 0);
  else if (tag.name === 'w:lvl') {
    reading.level = { start: 1, format: 'decimal', text: '', suffix: 'tab' };
    (list ?? pattern)?.levels.set(at, reading.level);
  } else if (reading.level) readLevel(reading.level, tag.name, value);
}

function readLevel(level: Level, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || 0;
  else if (name === 'w:numFmt') level.format = value;
  else if (name === 'w:lvlText') level.text = value;
  else if (name === 'w:suff') level.suffix = value;
  else if (name === 'w:lvlRestart') level.restart = Number(value);
  else if (name === 'w:isLgl') level.isLegal = !/^(0|false)$/.test(value);
  else if (name === 'w:pStyle') level.styleId = value;
}
