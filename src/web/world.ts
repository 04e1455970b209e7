import { type Moment } from '../clock.js';
import { type Calendar } from '../domain/calendar.js';
import { RuleBroken } from '../domain/errors.js';
import { type Phase, type Plan } from '../domain/plan.js';
import { type PlanRules, rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type Flow } from '../storage/stores/flow.js';
import { calendarWith } from '../working-days.js';

/** A plan without its document's text, which only the plan's own page needs. */
export type PlanHead = Omit<Plan, 'text'>;

/** What nearly every page reckons with: the day, the working days, the plan, its phases and rules. */
export interface World {
  now: Moment;
  today: string;
  calendar: Calendar;
  plan: PlanHead | null;
  /** The phases in force. */
  phases: Phase[];
  /** These, and after them those that were dropped, in which work may have been done. */
  everyPhase: Phase[];
  /** Every plan, the running ones first. */
  plans: readonly PlanHead[];
  rules: PlanRules;
  /** Whether mails leave and the timetable runs. */
  flow: Flow;
}

/** A world that has a plan. */
export type PlanWorld = World & { plan: PlanHead };

/** The world of a plan; without an id that of the running plan started last (or the newest draft). */
export async function readWorld(stores: Stores, now: Moment, planId?: number): Promise<World> {
  const heads = await stores.plans.heads();
  const plan = planId === undefined ? (heads[0] ?? null) : (heads.find(({ id }) => id === planId) ?? null);
  return worldOf(stores, now, heads, plan);
}

/** The world of a page that need not be of a plan: without an id that of the plan its visitor is in, and where they are in none as `readWorld`. */
export async function readWorldAround(
  stores: Stores,
  now: Moment,
  { turnedTo }: { turnedTo?: number | null },
  planId?: number,
): Promise<World> {
  const heads = await stores.plans.heads();
  const plan = heads.find(({ id }) => id === (planId ?? turnedTo));
  return worldOf(stores, now, heads, plan ?? (planId === undefined ? heads[0] : null) ?? null);
}

async function worldOf(stores: Stores, now: Moment, heads: readonly PlanHead[], plan: PlanHead | null): Promise<World> {
  const everyPhase = plan ? await stores.plans.everyPhase(plan.id) : [];
  return {
    now,
    today: now.today,
    calendar: calendarWith(await stores.calendar.overrides()),
    plan,
    plans: heads,
    phases: everyPhase.filter(({ droppedOn }) => droppedOn === null),
    everyPhase,
    rules: rulesOf(plan ?? { rules: '{}' }),
    flow: await stores.flow.get(),
  };
}

/** The world of a plan that must be there; throws `RuleBroken('not-found')`. */
export async function readPlanWorld(stores: Stores, now: Moment, planId: number): Promise<PlanWorld> {
  const world = await readWorld(stores, now, planId);
  if (!world.plan) throw new RuleBroken('not-found', { thing: '方案' });
  return { ...world, plan: world.plan };
}
