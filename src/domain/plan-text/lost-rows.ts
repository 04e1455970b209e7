import { type Range } from './brackets.js';
import { isDayBracket } from './phases.js';
import { UNIT_END } from './words.js';

/** A table has three columns at least and no more than so many. */
const FEWEST_BARS = 4;
const MOST_BARS = 41;

/**
 * The rows of the tables in a text without line ends: '| 序号 | 任务 || 1 | 甲 |'. Where a header ends, two bars stand
 * together, and as many bars as it has are a row of what follows.
 */
export function lostRows(flat: string): Range[] {
  const bars = [...flat.matchAll(/\|/g)].map(({ index }) => index);
  const rows: Range[] = [];
  for (let at = 0; at < bars.length;) {
    const width = widthAt(bars, at);
    if (width === 0) break;
    const first = at;
    do {
      rows.push({ start: bars[at] ?? 0, end: (bars[at + width - 1] ?? flat.length) + 1 });
      at += width;
    } while (bars[at] === (bars[at - 1] ?? -1) + 1 && at + width <= bars.length);
    if (at - first < 2 * width) rows.pop();
  }
  return rows;
}

function widthAt(bars: readonly number[], at: number): number {
  for (let width = FEWEST_BARS; width <= MOST_BARS; width++)
    if ((bars[at + width - 1] ?? -2) + 1 === bars[at + width]) return width;
  return 0;
}

/** '。县教育局：负责…' */
const UNIT_FIRST = /(?<=[。;]|职责|分工)\p{Script=Han}{3,20}(?=:\s?(?:牵头|负责|承担|配合|具体))/gu;

/** Where the items of a list of what each unit has to do begin in a text without line ends. */
export function lostUnits(flat: string): number[] {
  const named = [...flat.matchAll(UNIT_FIRST)].filter(([name]) => UNIT_END.test(name));
  return named.length >= FEWEST_PHASES ? named.map(({ index }) => index) : [];
}

/** One alone is a remark on the time of something. */
const FEWEST_PHASES = 2;
/** The name of a phase and a bracket behind it, at a sentence's beginning or right behind the title of the phases. */
const PHASE =
  /(?<=[。;]|(?<!\([一二三四五六七八九十\d]{1,3})\)|步骤|安排|划分)\p{Script=Han}{2,12}?(?:阶段)?(?=(\([^()]{2,40}\)))/gu;
/** '2022年1月—3月:全面摸底阶段'. */
const DAYS_FIRST = /(?<=[。;]|步骤|安排|划分)\d{4}年\d{1,2}月[^。:,;]{0,20}:/g;

/** Where phases without numbers begin in a text without line ends. */
export function lostPhases(flat: string): number[] {
  const named = [...flat.matchAll(PHASE)].filter(([, bracket = '']) => isDayBracket(bracket));
  const dated = [...flat.matchAll(DAYS_FIRST)];
  return [named, dated]
    .filter((phases) => phases.length >= FEWEST_PHASES)
    .flatMap((phases) => phases.map(({ index }) => index));
}
