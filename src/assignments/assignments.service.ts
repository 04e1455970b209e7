import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { type Bounds, boundsOf } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { type OneFacts } from './assignment.views.js';
import { type AssignmentFilter } from './list.views.js';

const REPORTS_SHOWN = 10;

/** One page of a plan's assignments within a filter: fetched by bounds on stored facts, never by reading them all. */
export async function readAssignments(
  stores: Stores,
  world: PlanWorld,
  { phase, measure, unit, standing }: AssignmentFilter,
  window: { limit: number; offset: number },
): Promise<{ total: number; items: Assignment[] }> {
  const bounds = standing && boundsWithin(standing, world);
  const asked = { planId: world.plan.id, phaseId: phase, measureId: measure, unitId: unit, bounds };
  return stores.assignments.page({ ...asked, ...window });
}

function boundsWithin(standing: NonNullable<AssignmentFilter['standing']>, world: PlanWorld): Bounds {
  if (standing === 'finished') return { stages: ['accepted', 'closed'] };
  return standing === 'late' ? { lateOn: world.today } : boundsOf(standing, world.today, world);
}

/** Everything one assignment's page or answer shows; another unit's is not found. Throws `RuleBroken('not-found')`. */
export async function readAssignment(
  stores: Stores,
  now: Moment,
  id: number,
  person: Person,
): Promise<Omit<OneFacts, 'seesAll' | 'acts' | 'ways' | 'summary' | 'unsaved'>> {
  const assignment = await stores.assignments.byId(id);
  if (!assignment || !maySeeAssignment(person, assignment)) throw new RuleBroken('not-found', { thing: '责任事项' });
  const world = await readPlanWorld(stores, now, assignment.planId);
  const unit = await stores.plans.unit(assignment.unitId);
  const measure = await stores.plans.measure(assignment.measureId);
  const phase = world.everyPhase.find((candidate) => candidate.id === assignment.phaseId);
  if (!unit || !measure || !phase) throw new RuleBroken('not-found', { thing: '责任事项' });
  const history = await stores.history.ofAssignment(assignment);
  const said = await stores.outbox.saidFor([id]);
  const numbered = await stores.escalations.numbered([...new Set(said.map(({ outboxId }) => outboxId))]);
  const related = {
    reports: await stores.reports.ofAssignment(id, REPORTS_SHOWN),
    extensions: await stores.extensions.ofAssignment(id),
    rectifications: await stores.rectifications.ofAssignment(id),
    instructions: await stores.instructions.ofAssignment(id),
  };
  return { world, assignment, unit, measure, phase, history, said, numbered, related };
}
