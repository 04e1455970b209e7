import { type CorrectionFacts, NEW_UNIT } from '../../src/domain/corrections.js';
import { type Assignment, type AssignmentStage, type Duty } from '../../src/domain/plan.js';

const TODAY = '2020-06-24';
const source = { sourceStart: 0, sourceEnd: 1 };
const phase = (id: number, startsOn: string, dueOn: string) => ({
  ...{
    id,
    planId: 1,
    position: id - 1,
    outcomes: '',
    number: String(id),
    title: '阶段',
    text: '',
    startsOn,
    dueOn,
    droppedOn: null,
    ...source,
  },
});
export const duty = (id: number, measureId: number, unitId: number, role: Duty['role'] = 'responsible'): Duty => ({
  ...{ id, planId: 1, measureId, unitId, role, isPrimary: role === 'lead', position: id, ...source },
});
export const item = (
  id: number,
  measureId: number,
  unitId: number,
  stage: AssignmentStage,
  dueOn = '2020-06-30',
): Assignment => ({
  ...{ id, planId: 1, measureId, phaseId: 1, unitId, role: 'responsible', opensOn: '2020-05-12', dueOn },
  ...{ originalDueOn: '2020-06-30', stage, assignedOn: '2020-05-12', completedOn: null, rectifyBy: null },
  ...{ reportedFor: null, returnedOn: null, version: 1 },
});
/** A running plan of three measures and two phases, in which five items stand differently. */
export const facts: CorrectionFacts = {
  today: TODAY,
  ...{ isRunning: true, issuedOn: '2020-05-12', units: [], called: NEW_UNIT },
  measures: [1, 2, 3].map((id) => ({ id, number: `${id}.`, title: `措施${id}`, dueOn: null })),
  phases: [phase(1, '2020-05-12', '2020-06-30'), phase(2, '2020-07-01', '2020-08-31')],
  duties: [duty(1, 1, 1, 'lead'), duty(2, 1, 2), duty(3, 2, 1)],
  items: [
    item(1, 1, 1, 'underway'),
    item(2, 1, 2, 'assigned'),
    item(3, 2, 1, 'accepted'),
    item(4, 3, 1, 'underway', '2020-07-15'),
    item(5, 2, 3, 'suspended'),
  ],
  reached: new Set([1]),
};
