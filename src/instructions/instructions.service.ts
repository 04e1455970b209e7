import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { leadersOf } from '../web/leaders.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';
import { type OneFacts } from './instruction.views.js';
import { type Choices } from './instructions.forms.js';

/** Reads one instruction with everything; another unit's is not found. Throws `RuleBroken('not-found')`. */
export async function readInstruction(stores: Stores, now: Moment, id: number, me: Person): Promise<OneFacts> {
  const instruction = await stores.instructions.byId(id);
  const seen = instruction && { id: instruction.assignmentId ?? 0, unitId: instruction.unitId };
  const unit = instruction && (await stores.plans.unit(instruction.unitId));
  if (!instruction || !seen || !unit || !maySeeAssignment(me, seen))
    throw new RuleBroken('not-found', { thing: '批示' });
  const { assignmentId, planId } = instruction;
  const [item] = assignmentId === null ? [] : await stores.assignments.byIds([assignmentId]);
  return {
    world: await readPlanWorld(stores, now, planId),
    ...{ instruction, unit, item: item ?? null },
    course: await stores.instructions.courseOf(instruction),
  };
}

/** One page of the instructions that a person may see: all of the plan's, or those to their own unit. */
export async function readInstructions(
  stores: Stores,
  world: PlanWorld,
  me: Person,
  window: { limit: number; offset: number },
) {
  const own = may(me, 'see-all') ? {} : { unitId: me.unitId ?? 0, items: me.items ?? undefined };
  return stores.instructions.page({ planId: world.plan.id, ...own, ...window });
}

/** What can be chosen on the form of a new instruction: red items, and the one that was asked for or typed. */
export async function readChoices(
  stores: Stores,
  world: PlanWorld,
  me: Person,
  { red, asked, from }: { red: readonly NamedAssignment[]; asked: number | null; from: Choices['from'] },
): Promise<Choices> {
  const planId = world.plan.id;
  const known = red.find(({ id }) => id === asked);
  const [found] = asked === null || known ? [] : await stores.assignments.byIds([asked]);
  const chosen = known ?? (found?.planId === planId ? found : null);
  const items = chosen && !known ? [chosen, ...red] : red;
  return {
    ...{ planId, me, from, chosen },
    leaders: me.role === 'leader' ? [] : await leadersOf(stores, planId, world.today),
    units: await stores.plans.planUnits(planId),
    items: items.map(({ id, unitId, unitName, measureNumber, measureTitle }) => ({
      ...{ id, unitId, label: `${unitName}：${measureNumber}${measureTitle}` },
    })),
  };
}
