import { type Day, isDay, plusDays } from './day.js';
import { ASSIGNMENT } from './lifecycle.js';
import { type Assignment, type AssignmentStage } from './plan.js';
import {
  type Counts,
  countsPer,
  FINISHED,
  type Reckoning,
  type StandingFacts,
  standingOf,
  type Tallied,
} from './standing.js';

/** An assignment on which somebody acted since a day: its facts now, and those that were otherwise before the first act. */
export interface ActedSince {
  facts: StandingFacts;
  /** Null where its stage has not changed. */
  stageBefore: AssignmentStage | null;
  /** The due day that an extension has moved since; null where none has. */
  dueOnBefore?: Day | null;
}

/** What an act of the history says of an assignment; `facts` is its JSON. */
export interface PastAct {
  assignmentId: number;
  facts: string;
}

/** Each assignment of some acts once, with what it was before the first of them; acts come in order of time. */
export function actedSince(
  acts: readonly PastAct[],
  assignments: readonly (StandingFacts & Pick<Assignment, 'id'>)[],
): ActedSince[] {
  const before = new Map<number, { stage: AssignmentStage | null; dueOn: Day | null }>();
  for (const { assignmentId, facts } of acts) {
    const said = JSON.parse(facts) as { before?: unknown; dueOnBefore?: unknown };
    const known = before.get(assignmentId) ?? { stage: null, dueOn: null };
    if (known.stage === null && isStage(said.before)) known.stage = said.before;
    if (known.dueOn === null && typeof said.dueOnBefore === 'string' && isDay(said.dueOnBefore))
      known.dueOn = said.dueOnBefore;
    before.set(assignmentId, known);
  }
  return assignments.flatMap((facts) => {
    const { stage = null, dueOn = null } = before.get(facts.id) ?? {};
    return stage === null && dueOn === null ? [] : [{ facts, stageBefore: stage, dueOnBefore: dueOn }];
  });
}

const isStage = (given: unknown): given is AssignmentStage =>
  typeof given === 'string' && Object.hasOwn(ASSIGNMENT.stages, given);

/**
 * The counts of a day that is over: today's tallies as they stood then, with what was done since taken back. A completion
 * that a later act wiped out is counted as of its due day: done is done, and only its lateness is not known any more.
 */
export function countsOn(
  tallies: readonly Tallied[],
  acted: readonly ActedSince[],
  day: Day,
  reckoning: Reckoning,
): Counts {
  const counts = { ...(countsPer(tallies, () => 'all', day, reckoning).get('all') ?? {}) };
  for (const { facts, stageBefore, dueOnBefore } of acted) {
    const stage = stageBefore ?? facts.stage;
    const dueOn = dueOnBefore ?? facts.dueOn;
    const wasDone = facts.completedOn !== null && facts.completedOn <= day;
    const now = standingOf(facts, day, reckoning);
    const before = standingOf(
      { ...facts, stage, dueOn, completedOn: wasDone ? facts.completedOn : dueOn },
      day,
      reckoning,
    );
    counts[now] = (counts[now] ?? 0) - 1;
    counts[before] = (counts[before] ?? 0) + 1;
  }
  return counts;
}

/** The counts of the day before today. */
export function countsYesterday(
  tallies: readonly Tallied[],
  acted: readonly ActedSince[],
  today: Day,
  reckoning: Reckoning,
): Counts {
  return countsOn(tallies, acted, plusDays(today, -1), reckoning);
}

/** The three numbers of a leader's screen: 已办结, 临期, 逾期. */
export interface ThreeNumbers {
  done: number;
  soon: number;
  late: number;
}

/** Sums counts up to a leader's three numbers: what is red in any way is late, also a rectification over its day. */
export function threeNumbers(counts: Counts): ThreeNumbers {
  let done = 0;
  for (const standing of FINISHED) done += counts[standing] ?? 0;
  return {
    done,
    soon: counts['due-soon'] ?? 0,
    late: (counts.overdue ?? 0) + (counts['rectifying-late'] ?? 0),
  };
}
