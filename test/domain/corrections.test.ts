import { type Correction, type CorrectionFacts, effectsOf } from '../../src/domain/corrections.js';
import { RuleBroken } from '../../src/domain/errors.js';
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
    ...source,
  },
});
const duty = (id: number, measureId: number, unitId: number, role: Duty['role'] = 'responsible'): Duty => ({
  ...{ id, planId: 1, measureId, unitId, role, isPrimary: role === 'lead', position: id, ...source },
});
const item = (
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
const facts: CorrectionFacts = {
  today: TODAY,
  units: [],
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

const said = (correction: Correction) => {
  try {
    const { items, duties, phases, told } = effectsOf(correction, facts);
    return {
      items: items.map(({ item: { id }, kind }) => `${id} ${kind}`),
      duties: duties.map((change) => `${change.duty.id}${change.absorbed ? ' absorbed' : ''}`),
      phases: phases.map(({ dueOn }) => dueOn),
      told,
    };
  } catch (error) {
    return error instanceof RuleBroken ? `${error.code} ${error.facts['field'] as string}` : error;
  }
};

test.each<[string, Correction, unknown]>([
  [
    'a phase moves with what was due on its day and is not over; what has a day of its own by extension keeps it',
    { kind: 'phase-due', phaseId: 1, day: '2020-07-10' },
    { items: ['1 due', '2 due', '5 due'], duties: [], phases: ['2020-07-10'], told: [1, 2, 3] },
  ],
  [
    'a phase does not go into the past',
    { kind: 'phase-due', phaseId: 1, day: '2020-06-23' },
    'correction-past-day day',
  ],
  ['nor where it stands', { kind: 'phase-due', phaseId: 1, day: '2020-06-30' }, 'correction-same-day day'],
  ['nor over the next one', { kind: 'phase-due', phaseId: 1, day: '2020-08-31' }, 'correction-after-next day'],
  ['nor before its own start', { kind: 'phase-due', phaseId: 2, day: '2020-06-25' }, 'correction-before-start day'],
  [
    'one item gets a day of its own',
    { kind: 'item-due', assignmentId: 1, day: '2020-07-03' },
    { items: ['1 due'], duties: [], phases: [], told: [1] },
  ],
  [
    'one that is done does not',
    { kind: 'item-due', assignmentId: 3, day: '2020-07-03' },
    'correction-item-over assignmentId',
  ],
  [
    'a duty goes to another unit with what is still to be done, and both are told',
    { kind: 'duty', measureId: 2, unitId: 1, toUnitId: 2 },
    { items: [], duties: ['3'], phases: [], told: [2, 1] },
  ],
  [
    'a duty that the other unit has already is not done twice',
    { kind: 'duty', measureId: 1, unitId: 1, toUnitId: 2 },
    { items: ['1 waived'], duties: ['1 absorbed'], phases: [], told: [2, 1] },
  ],
  [
    'a duty that is given away is told to both',
    { kind: 'duty', measureId: 1, unitId: 2, toUnitId: 9 },
    { items: ['2 moved'], duties: ['2'], phases: [], told: [9, 2] },
  ],
  [
    'a unit has no duty to give away',
    { kind: 'duty', measureId: 2, unitId: 2, toUnitId: 1 },
    'correction-no-duty unitId',
  ],
  ['a unit is not merged into itself', { kind: 'merge', unitId: 1, intoId: 1 }, 'correction-same-unit intoId'],
  [
    'a merged unit gives all it has to do, and both are told',
    { kind: 'merge', unitId: 1, intoId: 2 },
    { items: ['1 waived'], duties: ['1 absorbed', '3'], phases: [], told: [2, 1] },
  ],
  [
    'a unit that is merged away and reaches nobody is not written to',
    { kind: 'merge', unitId: 2, intoId: 1 },
    { items: ['2 waived'], duties: ['2 absorbed'], phases: [], told: [1] },
  ],
])('%s', (_name, correction, expected) => {
  expect(said(correction)).toEqual(expected);
});
