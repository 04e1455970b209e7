import { type Phase } from '../domain/plan.js';
import {
  type Counts,
  FINISHED,
  reasonBesideDue,
  reasonOf,
  type Reckoning,
  type Standing,
  STANDING_WORDS,
  STANDINGS,
  standingOf,
  type StandingFacts,
  worstOf,
} from '../domain/standing.js';
import { type Bar, type Light, type ReasonedLight, type Segment } from '../rendering/views-common.js';

export const ROLE_WORDS = { lead: '牵头', responsible: '责任' } as const;

/** A light with its word. */
export function light(standing: Standing): Light {
  return { standing, label: STANDING_WORDS[standing] };
}

/** A light with its word and the reason it burns. */
export function reasonedLight(facts: StandingFacts, today: string, reckoning: Reckoning): ReasonedLight {
  return { ...light(standingOf(facts, today, reckoning)), sentence: reasonOf(facts, today, reckoning) };
}

/** The same for a table with a column of due days. */
export function lightBesideDue(facts: StandingFacts, today: string, reckoning: Reckoning): ReasonedLight {
  return { ...light(standingOf(facts, today, reckoning)), sentence: reasonBesideDue(facts, today, reckoning) };
}

/** The standings that a count has, in no order: most cells have one or two of twelve. */
const standingsIn = (counts: Counts) => Object.keys(counts) as Standing[];

/** How many there are in all. */
export function totalOf(counts: Counts): number {
  let sum = 0;
  for (const standing of standingsIn(counts)) sum += counts[standing] ?? 0;
  return sum;
}

/** How many count as 已办结. */
export function finishedOf(counts: Counts): number {
  let sum = 0;
  for (const standing of standingsIn(counts)) if (FINISHED.has(standing)) sum += counts[standing] ?? 0;
  return sum;
}

/** '5/7'. */
export function doneShare(counts: Counts): string {
  return `${finishedOf(counts)}/${totalOf(counts)}`;
}

/** A stacked bar of counts, worst first, one unit of width for each assignment. */
export function barOf(counts: Counts): Bar {
  let x = 0;
  let words = '';
  const segments: Segment[] = [];
  for (const standing of standingsIn(counts).sort((a, b) => STANDINGS.indexOf(a) - STANDINGS.indexOf(b))) {
    const width = counts[standing] ?? 0;
    segments.push({ standing, x, width });
    words += `${words === '' ? '' : ' · '}${STANDING_WORDS[standing]}${width}`;
    x += width;
  }
  return { width: Math.max(1, x), words, segments };
}

/** The worst light among counts with how many burn so: '逾期 2'. */
export function worstLight(counts: Counts): Light {
  const worst = worstOf(counts) ?? 'not-open';
  return { standing: worst, label: `${STANDING_WORDS[worst]} ${counts[worst] ?? 0}` };
}

/** Sums counts. */
export function sumCounts(all: readonly Counts[]): Counts {
  const sum: Counts = {};
  for (const counts of all)
    for (const standing of standingsIn(counts)) sum[standing] = (sum[standing] ?? 0) + (counts[standing] ?? 0);
  return sum;
}

/** '5月12日—6月30日', in a table's short form. */
export function phaseDates(phase: Pick<Phase, 'startsOn' | 'dueOn'>): string {
  const said = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return `${said(phase.startsOn)}—${said(phase.dueOn)}`;
}
