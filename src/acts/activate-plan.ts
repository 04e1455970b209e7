import { assigned, opensWith } from '../domain/assigning.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, PLAN } from '../domain/lifecycle.js';
import { type Assignment, type Plan } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { newAssignment } from './new-assignment.js';
import { newMail, unitAddressee } from './new-mail.js';
import { type Occasion, remember } from './history.js';

/** Starts a draft plan (启用): every duty becomes its assignments (`domain/assigning.ts`), and each unit is told once. Returns how many of each. */
export async function activatePlan(
  stores: Stores,
  planId: number,
  version: number,
  occasion: Occasion,
): Promise<{ assignments: number; mails: number }> {
  const plan = await stores.plans.byId(planId);
  if (!plan) throw new RuleBroken('not-found', { thing: '方案' });
  advance(PLAN, plan.state, 'activate');
  if (!(await stores.plans.activate(planId, version, occasion.at))) throw new RuleBroken('stale', { thing: '方案' });
  const assignments = await assignAll(stores, plan, occasion);
  // One entry for all: it is the first line of each assignment's own history (`history.ofAssignment`).
  await remember(stores, occasion, [{ act: 'activate', planId, facts: { assignments: assignments.length } }]);
  return { assignments: assignments.length, mails: await tellUnits(stores, plan, assignments, occasion) };
}

async function assignAll(stores: Stores, plan: Plan, occasion: Occasion): Promise<Assignment[]> {
  const [phases, duties] = [await stores.plans.phases(plan.id), await stores.plans.duties(plan.id)];
  const ownDay = new Map((await stores.plans.measures(plan.id)).map(({ id, dueOn }) => [id, dueOn]));
  const rows = assigned(phases, duties, ownDay).map(({ duty, phase, dueOn }) => {
    const { measureId, unitId, role } = duty;
    const of = { planId: plan.id, measureId, phaseId: phase.id, unitId, role };
    return newAssignment({ ...of, opensOn: opensWith(phase, dueOn), dueOn }, occasion);
  });
  const ids = await stores.assignments.insertMany(rows);
  return rows.map((row, i) => ({ ...row, id: ids[i] ?? 0 }));
}

async function tellUnits(stores: Stores, plan: Plan, assignments: Assignment[], occasion: Occasion): Promise<number> {
  const mails = (await stores.plans.planUnits(plan.id)).map((unit) => ({
    mail: newMail('assigned', `assigned:${plan.id}:${unit.id}`, unitAddressee(unit), plan.id, occasion),
    items: assignments
      .filter((assignment) => assignment.unitId === unit.id)
      .map(({ id, dueOn }) => ({ assignmentId: id, dueOn, rule: 'assigned' })),
  }));
  return (await stores.outbox.enqueueAll(mails)).size;
}
