import { RuleBroken } from '../domain/errors.js';
import { may, maySeeUnit, type Person } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { type Holding } from '../domain/posts.js';
import { type Report } from '../domain/reports.js';
import { type PlanRules, rulesOf } from '../domain/rules.js';
import { type NamedAssignment, type Tally } from '../storage/stores/assignments.js';
import { type Stores } from '../storage/stores/all.js';

/** A handover sheet stays a few pages; the unit's page has the rest. */
const MOST_ITEMS = 60;

/** What a handover sheet tells. */
export interface SheetFacts {
  holding: Holding;
  before: Holding | null;
  of: string;
  /** Everything of a unit that is not finished, by due day, and the first so many with their names. */
  open: readonly NamedAssignment[];
  total: number;
  reports: readonly Report[];
  waiting: { extensions: number; rectifications: number } | null;
  rules: ReadonlyMap<number, PlanRules>;
  /** Of a deputy leader: the units looked after and how their items stand. */
  units: readonly Unit[];
  tallies: readonly Tally[];
}

/** Reads what a successor must know; who may not see the post is told that there is none. */
export async function readSheet(stores: Stores, me: Person, tenureId: number): Promise<SheetFacts> {
  const holding = await stores.people.holding(tenureId);
  const sees =
    holding !== null &&
    me.items === null &&
    (holding.planId === null ? maySeeUnit(me, holding.unitId ?? 0) : may(me, 'see-all'));
  if (!sees) throw new RuleBroken('not-found', { thing: '交接单' });
  const held = await stores.people.holdings([holding.postId]);
  const before = held.find(({ fromOn }) => fromOn < holding.fromOn) ?? null;
  const plans = await stores.plans.heads();
  const rules = new Map(plans.map((plan) => [plan.id, rulesOf(plan)]));
  const shared = { holding, before, rules };
  if (holding.planId !== null) {
    const of = plans.find(({ id }) => id === holding.planId)?.title ?? '';
    return { ...shared, of, ...(await lookedAfter(stores, holding.planId, holding.postId)) };
  }
  const unitId = holding.unitId ?? 0;
  const of = (await stores.plans.unit(unitId))?.name ?? '';
  const running = new Set(plans.filter(({ state }) => state === 'running').map(({ id }) => id));
  const unfinished = (await stores.assignments.ofUnit(unitId)).filter(
    ({ stage, planId }) => running.has(planId) && !OVER.includes(stage),
  );
  const open = await stores.assignments.byIds(unfinished.slice(0, MOST_ITEMS).map(({ id }) => id));
  const reports = await stores.reports.latestOf(open.map(({ id }) => id));
  const waiting = await stores.people.waitingOf(unitId);
  return { ...shared, of, open, total: unfinished.length, reports, waiting, units: [], tallies: [] };
}

const OVER: readonly string[] = ['accepted', 'closed', 'waived'];

async function lookedAfter(stores: Stores, planId: number, postId: number) {
  const ids = (await stores.people.unitsOfPosts([postId])).map(({ unitId }) => unitId);
  const units = ids.length === 0 ? [] : (await stores.plans.planUnits(planId)).filter(({ id }) => ids.includes(id));
  const tallies = ids.length === 0 ? [] : await stores.assignments.tallies(planId, 'unit');
  return { open: [], total: 0, reports: [], waiting: null, units, tallies };
}
