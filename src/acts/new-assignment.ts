import { ASSIGNMENT } from '../domain/lifecycle.js';
import { type Assignment } from '../domain/plan.js';
import { type Occasion } from './history.js';

/** An assignment as it is made: at the first stage, nothing of it done. */
export function newAssignment(
  of: Pick<Assignment, 'planId' | 'measureId' | 'phaseId' | 'unitId' | 'role' | 'opensOn' | 'dueOn'>,
  { today }: Pick<Occasion, 'today'>,
): Omit<Assignment, 'id'> {
  return {
    ...of,
    ...{ originalDueOn: of.dueOn, stage: ASSIGNMENT.first, assignedOn: today, completedOn: null, rectifyBy: null },
    ...{ reportedFor: null, returnedOn: null, version: 1 },
  };
}
