import { type Phase } from '../domain/plan.js';
import {
  type Counts,
  FINISHED,
  reasonOf,
  type Reckoning,
  type Standing,
  STANDING_WORDS,
  STANDINGS,
  standingOf,
  type StandingFacts,
  worstOf,
} from '../domain/standing.js';
import { type Bar, type Light, type ReasonedLight } from '../rendering/views-common.js';

export const ROLE_WORDS = { lead: '牵头', responsible: '责任' } as const;

/** A light with its word. */
export function light(standing: Standing): Light {
  return { standing, label: STANDING_WORDS[standing] };
}

/** A light with its word and the reason it burns. */
export function reasonedLight(facts: StandingFacts, today: string, reckoning: Reckoning): ReasonedLight {
  return { ...light(standingOf(facts, today, reckoning)), sentence: reasonOf(facts, today, reckoning) };
}

/** How many there are in all. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** How many count as 已办结. */
export function finishedOf(counts: Counts): number {
  return STANDINGS.reduce((sum, standing) => sum + (FINISHED.has(standing) ? (counts[standing] ?? 0) : 0), 0);
}

/** '5/7'. */
export function doneShare(counts: Counts): string {
  return `${finishedOf(counts)}/${totalOf(counts)}`;
}

/** A stacked bar of counts, worst first, one unit of width for each assignment. */
export function barOf(counts: Counts): Bar {
  let x = 0;
  const segments = STANDINGS.flatMap((standing) => {
    const width = counts[standing] ?? 0;
    if (width === 0) return [];
    x += width;
    return [{ standing, x: x - width, width }];
  });
  return {
    width: Math.max(1, x),
    words: segments.map(({ standing, width }) => `${STANDING_WORDS[standing]}${width}`).join(' · '),
    segments,
  };
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
    for (const standing of STANDINGS)
      if (counts[standing]) sum[standing] = (sum[standing] ?? 0) + (counts[standing] ?? 0);
  return sum;
}

/** '5月12日—6月30日', in a table's short form. */
export function phaseDates(phase: Pick<Phase, 'startsOn' | 'dueOn'>): string {
  const said = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return `${said(phase.startsOn)}—${said(phase.dueOn)}`;
}
