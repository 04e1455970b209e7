import { boundsOf } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld } from '../web/world.js';
import { type OverviewFacts } from './overview.views.js';

const LATE_LINES = 10;
const ACT_LINES = 4;

/** Reads what the overview shows: a fixed number of queries, whose cost follows the plan's facts and not its assignments. */
export async function readOverview(stores: Stores, world: PlanWorld): Promise<OverviewFacts> {
  const planId = world.plan.id;
  const bounds = boundsOf('overdue', world.today, world);
  const late = await stores.assignments.page({ planId, bounds, limit: LATE_LINES, offset: 0 });
  return {
    world,
    measures: await stores.plans.measureTitles(planId),
    duties: await stores.plans.dutyNames(planId),
    byMeasure: await stores.assignments.tallies(planId, 'measure'),
    byUnit: await stores.assignments.tallies(planId, 'unit'),
    mailsToday: await stores.outbox.mailsOn(world.today),
    acts: await stores.history.recentActs(planId, ACT_LINES),
    late: late.items,
  };
}
