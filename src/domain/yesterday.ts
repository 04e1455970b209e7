import { type Day, plusDays } from './day.js';
import { type AssignmentStage } from './plan.js';
import { type Counts, countsPer, type Reckoning, type StandingFacts, standingOf, type Tallied } from './standing.js';

/** An assignment on which somebody acted today: its facts now, and the stage it was in before the day's first act. */
export interface ActedToday {
  facts: StandingFacts;
  stageBefore: AssignmentStage;
}

/**
 * The counts of the day before: today's tallies as they stood then, with what was done today taken back. A completion that
 * today's act wiped out is counted as of its due day: done is done, and only its lateness is not known any more.
 */
export function countsYesterday(
  tallies: readonly Tallied[],
  acted: readonly ActedToday[],
  today: Day,
  reckoning: Reckoning,
): Counts {
  const yesterday = plusDays(today, -1);
  const counts = { ...(countsPer(tallies, () => 'all', yesterday, reckoning).get('all') ?? {}) };
  for (const { facts, stageBefore } of acted) {
    const now = standingOf(facts, yesterday, reckoning);
    const before = standingOf({ ...facts, stage: stageBefore, completedOn: facts.dueOn }, yesterday, reckoning);
    counts[now] = (counts[now] ?? 0) - 1;
    counts[before] = (counts[before] ?? 0) + 1;
  }
  return counts;
}
