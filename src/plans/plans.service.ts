import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanHead } from '../web/world.js';
import { type PlanFacts } from './plan.views.js';

/** Everything a plan's page shows; throws `RuleBroken('not-found')`. */
export async function readPlan(stores: Stores, id: number): Promise<PlanFacts> {
  const plan = await stores.plans.byId(id);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  const phases = await stores.plans.everyPhase(id);
  return {
    plan,
    measures: await stores.plans.measures(id),
    phases: phases.filter(({ droppedOn }) => droppedOn === null),
    dropped: phases.filter(({ droppedOn }) => droppedOn !== null),
    duties: await stores.plans.duties(id),
    units: await stores.plans.planUnits(id),
    members: await stores.plans.members(id),
    findings: await stores.plans.findings(id),
    closure: plan.state === 'closed' ? await stores.closures.of(id) : null,
  };
}

/** Each plan with how large it is and how many doubts are open. */
export async function readPlanSizes(
  stores: Stores,
): Promise<{ plan: PlanHead; measures: number; units: number; assignments: number; open: number }[]> {
  const sizes = [];
  for (const plan of await stores.plans.heads())
    sizes.push({
      plan,
      measures: (await stores.plans.measureTitles(plan.id)).length,
      units: (await stores.plans.planUnits(plan.id)).length,
      assignments: (await stores.assignments.page({ planId: plan.id, limit: 0, offset: 0 })).total,
      open: (await stores.plans.findings(plan.id)).filter((finding) => finding.state === 'open').length,
    });
  return sizes;
}
