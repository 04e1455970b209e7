import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT, type AssignmentAct } from '../domain/lifecycle.js';
import { type Assignment } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** One act on one assignment, as it was asked for: the version the person saw guards against two at once. */
export interface ActRequest {
  id: number;
  version: number;
  act: AssignmentAct;
  reason?: string;
}

/** Moves an assignment along its lifecycle and remembers it. Throws `RuleBroken` 'not-found', 'act-not-open', 'reason-missing', 'stale'. */
export async function actOnAssignment(stores: Stores, request: ActRequest, occasion: Occasion): Promise<Assignment> {
  const before = await stores.assignments.byId(request.id);
  if (!before) throw new RuleBroken('not-found', { thing: '责任事项' });
  const stage = advance(ASSIGNMENT, before.stage, request.act);
  const row = ASSIGNMENT.acts.find(({ act }) => act === request.act);
  const reason = request.reason?.trim() ?? '';
  if (row?.needs?.includes('reason') && reason === '')
    throw new RuleBroken('reason-missing', { act: row.label, field: 'reason' });
  const patch = { stage, completedOn: completedOn(before, request.act, occasion.today) };
  if (!(await stores.assignments.change(request.id, request.version, patch)))
    throw new RuleBroken('stale', { thing: '责任事项' });
  await remember(stores, occasion, [
    {
      act: request.act,
      planId: before.planId,
      assignmentId: before.id,
      facts: { before: before.stage, after: stage, ...(reason ? { reason } : {}) },
    },
  ]);
  return { ...before, ...patch, version: before.version + 1 };
}

/** The day that counts is the day the unit reported; a return or a reopening takes it back. */
function completedOn(before: Assignment, act: AssignmentAct, today: string): string | null {
  if (act === 'complete') return today;
  return act === 'withdraw' || act === 'return' || act === 'reopen' ? null : before.completedOn;
}
