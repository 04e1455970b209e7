import { momentOf } from '../clock.js';
import { plusDays } from '../domain/day.js';
import { type Report } from '../domain/reports.js';
import { type Counts, countStandings } from '../domain/standing.js';
import { actedSince, countsOn } from '../domain/yesterday.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment, type Tally } from '../storage/stores/assignments.js';
import { type NamedInstruction } from '../storage/stores/instructions.js';
import { readRed, tellingReports } from '../web/red-items.js';
import { type PlanWorld } from '../web/world.js';

const MOST_OPEN = 3;
const DAYS_BACK = 7;

/** What a leader's screen is made of. */
export interface BriefingFacts {
  world: PlanWorld;
  counts: Counts;
  /** Those of a week ago; null where the plan had not begun. */
  before: Counts | null;
  tallies: readonly Tally[];
  red: readonly NamedAssignment[];
  /** Of each red item the last report that tells a problem or asks for something, else the last. */
  reports: readonly Report[];
  open: readonly NamedInstruction[];
  openCount: number;
}

/** Reads a leader's screen: a fixed number of queries, of the history only what was done since last week. */
export async function readBriefing(stores: Stores, world: PlanWorld): Promise<BriefingFacts> {
  const planId = world.plan.id;
  const tallies = await stores.assignments.tallies(planId, 'unit');
  const red = await readRed(stores, world);
  return {
    world,
    tallies,
    counts: countStandings(tallies, world.today, world),
    before: await countsBefore(stores, world, tallies),
    red,
    reports: await tellingReports(stores, red),
    open: await stores.instructions.openOfPlan(planId, MOST_OPEN),
    openCount: await stores.instructions.countOpen(planId),
  };
}

async function countsBefore(stores: Stores, world: PlanWorld, tallies: readonly Tally[]): Promise<Counts | null> {
  const { plan, today } = world;
  const day = plusDays(today, -DAYS_BACK);
  if (plan.activatedAt === null || momentOf(plan.activatedAt).today > day) return null;
  const acts = await stores.history.onAssignmentsAfter(plan.id, day);
  const items = acts.length > 0 ? await stores.history.assignmentsActedOnAfter(plan.id, day) : [];
  return countsOn(tallies, actedSince(acts, items), day, world);
}
