import { actedSince } from '../domain/yesterday.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld } from '../web/world.js';
import { type OverviewFacts } from './overview.views.js';

/** Reads what the overview shows: a fixed number of queries, whose cost follows the plan's facts and not its assignments. */
export async function readOverview(stores: Stores, world: PlanWorld): Promise<OverviewFacts> {
  const planId = world.plan.id;
  const acts = await stores.history.onAssignments(planId, world.today);
  return {
    world,
    closure: world.plan.state === 'closed' ? await stores.closures.of(world.plan.id) : null,
    actedToday: acts.length > 0 ? actedSince(acts, await stores.assignments.byIds(acts.map((a) => a.assignmentId))) : [],
    measures: await stores.plans.measureTitles(planId),
    duties: await stores.plans.dutyNames(planId),
    byMeasure: await stores.assignments.tallies(planId, 'measure'),
    byUnit: await stores.assignments.tallies(planId, 'unit'),
    mailsToday: await stores.outbox.mailsOn(planId, world.today),
    acts: await stores.history.latest(planId),
    late: await stores.assignments.firstOverdue(planId, world.today),
  };
}
