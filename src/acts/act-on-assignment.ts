import { type Day } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT, type AssignmentAct } from '../domain/lifecycle.js';
import { type Assignment } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { tellAct } from './assignment-mails.js';
import { type Occasion, remember } from './history.js';

/** One act on one assignment, as it was asked for: the version the person saw guards against two at once. */
export interface ActRequest {
  id: number;
  version: number;
  act: AssignmentAct;
  reason?: string;
  /** The day by which a reopened item is due; needed where its day is past. */
  dueOn?: Day | null;
}

/**
 * Moves an assignment along its lifecycle, remembers it, and tells the unit what the office did. Throws `RuleBroken` 'not-found',
 * 'act-not-open', 'reason-missing', 'reopen-day-missing', 'reopen-day-past', 'stale'.
 */
export async function actOnAssignment(stores: Stores, request: ActRequest, occasion: Occasion): Promise<Assignment> {
  const before = await stores.assignments.byId(request.id);
  if (!before) throw new RuleBroken('not-found', { thing: '责任事项' });
  const stage = advance(ASSIGNMENT, before.stage, request.act);
  const row = ASSIGNMENT.acts.find(({ act }) => act === request.act);
  const reason = request.reason?.trim() ?? '';
  if (row?.needs?.includes('reason') && reason === '')
    throw new RuleBroken('reason-missing', { act: row.label, field: 'reason' });
  const dueOn = request.act === 'reopen' ? reopenedDue(before, request.dueOn ?? null, occasion.today) : null;
  const due = dueOn === null ? {} : { dueOn };
  const patch = { stage, completedOn: completedOn(before, request.act, occasion.today), ...due };
  if (!(await stores.assignments.change(request.id, request.version, patch)))
    throw new RuleBroken('stale', { thing: '责任事项' });
  await remember(stores, occasion, [
    {
      act: request.act,
      planId: before.planId,
      assignmentId: before.id,
      facts: {
        before: before.stage,
        after: stage,
        ...(reason ? { reason } : {}),
        ...(dueOn ? { dueOnBefore: before.dueOn, dueOn } : {}),
      },
    },
  ]);
  await tellAct(stores, { ...request, reason }, occasion);
  return { ...before, ...patch, version: before.version + 1 };
}

/** The day that counts is the day the unit reported; a return or a reopening takes it back. */
function completedOn(before: Assignment, act: AssignmentAct, today: string): string | null {
  if (act === 'complete') return today;
  return act === 'withdraw' || act === 'return' || act === 'reopen' ? null : before.completedOn;
}

/** What is reopened after its day would be overdue at once: it is given a day ahead; null where it keeps its own. */
function reopenedDue({ dueOn }: Assignment, asked: Day | null, today: Day): Day | null {
  if (asked === null && dueOn < today) throw new RuleBroken('reopen-day-missing', { field: 'dueOn', day: dueOn });
  if (asked !== null && asked <= today) throw new RuleBroken('reopen-day-past', { field: 'dueOn' });
  return asked === dueOn ? null : asked;
}
