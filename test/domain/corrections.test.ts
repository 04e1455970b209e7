import { effectsOf } from '../../src/domain/correction-effects.js';
import { firstLead } from '../../src/domain/correction-duties.js';
import { type Correction, type CorrectionFacts, NEW_UNIT } from '../../src/domain/corrections.js';
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
  ...{ isRunning: true, units: [], called: NEW_UNIT },
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

const said = (correction: Correction) => {
  try {
    const { items, duties, phases, told } = effectsOf(correction, facts);
    return {
      items: items.map(({ item: { id }, kind }) => `${id} ${kind}`),
      duties: duties.map((change) => `${change.duty.id}${change.kind === 'moved' ? '' : ` ${change.kind}`}`),
      phases: phases.map(({ dueOn }) => dueOn),
      told,
    };
  } catch (error) {
    return error instanceof RuleBroken ? `${error.code} ${error.facts['field'] as string}` : error;
  }
};

test('a measure with a day of its own: it moves by itself, and not with its phase', () => {
  const own = {
    ...facts,
    measures: facts.measures.map((one) => (one.id === 1 ? { ...one, dueOn: '2020-06-30' } : one)),
  };
  const idsOf = (correction: Correction) => effectsOf(correction, own).items.map(({ item: { id } }) => id);
  expect(idsOf({ kind: 'phase-due', phaseId: 1, day: '2020-07-10' })).toEqual([5]);
  const moved = effectsOf({ kind: 'measure-due', measureId: 1, day: '2020-07-03' }, own);
  expect(moved.items.map(({ item: { id }, patch }) => [id, patch.dueOn])).toEqual([
    [1, '2020-07-03'],
    [2, '2020-07-03'],
  ]);
  expect([moved.measureDay, moved.phases, moved.told]).toEqual([{ measureId: 1, dueOn: '2020-07-03' }, [], [1, 2]]);
});

test.each<[string, Correction, unknown]>([
  [
    'a measure without a day of its own is given none',
    { kind: 'measure-due', measureId: 2, day: '2020-07-03' },
    'correction-no-own-day measureId',
  ],
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

/** What a new duty of a unit comes to. */
const given = (correction: Correction, more: Partial<CorrectionFacts>) => {
  try {
    const effects = effectsOf(correction, { ...facts, ...more });
    return {
      made: effects.given?.items.map(({ phaseId, opensOn, dueOn }) => `${phaseId} ${opensOn} ${dueOn}`) ?? null,
      changed: effects.items.map(({ item: { id }, kind, patch }) => `${id} ${kind} ${patch.role ?? patch.stage}`),
      duties: effects.duties.map(({ duty: { id }, kind }) => `${id} ${kind}`),
      told: effects.told,
    };
  } catch (error) {
    return error instanceof RuleBroken ? `${error.code} ${error.facts['field'] as string}` : error;
  }
};
const duty3 = { kind: 'duty-new', measureId: 3, unit: '县残联', role: 'responsible' } as const;
const duty1 = { ...duty3, measureId: 1 } as const;
const bothPhases = ['1 2020-05-12 2020-06-30', '2 2020-07-01 2020-08-31'];
const ownDay = (dueOn: string) => [{ id: 3, number: '3.', title: '措施3', dueOn }];

test.each<[string, Correction, Partial<CorrectionFacts>, unknown]>([
  [
    'a unit that is not there yet gets a duty in every phase, and is told',
    duty3,
    {},
    { made: bothPhases, changed: [], duties: [], told: [NEW_UNIT] },
  ],
  [
    'a phase whose day is today is still ahead, one whose day was yesterday is not',
    duty3,
    { called: 9, today: '2020-07-01' },
    { made: bothPhases.slice(1), changed: [], duties: [], told: [9] },
  ],
  [
    'on the last day of a phase the unit is asked for it',
    duty3,
    { called: 9, today: '2020-06-30' },
    { made: bothPhases, changed: [], duties: [], told: [9] },
  ],
  [
    'a measure with a day of its own is due once',
    duty3,
    { measures: ownDay('2020-07-15') },
    { made: ['2 2020-07-01 2020-07-15'], changed: [], duties: [], told: [NEW_UNIT] },
  ],
  [
    'one whose own day is past is asked of nobody',
    duty3,
    { called: 9, measures: ownDay('2020-06-23') },
    { made: [], changed: [], duties: [], told: [9] },
  ],
  [
    'before the plan is started nothing is assigned and nobody told',
    duty3,
    { isRunning: false },
    { made: [], changed: [], duties: [], told: [] },
  ],
  [
    'what the unit was let off before is asked for again, what it did stays done',
    duty3,
    { called: 9, items: [item(7, 3, 9, 'waived'), { ...item(8, 3, 9, 'accepted'), phaseId: 2 }] },
    { made: [], changed: ['7 again responsible'], duties: [], told: [9] },
  ],
  [
    'a unit that has the duty already gets the other role, in what is not over',
    { ...duty1, role: 'lead' },
    { called: 2, items: [item(2, 1, 2, 'assigned'), { ...item(6, 1, 2, 'closed'), phaseId: 2 }] },
    { made: null, changed: ['2 role lead'], duties: ['2 role'], told: [2] },
  ],
  ['the same role is refused at the unit', duty1, { called: 2 }, 'correction-has-duty unit'],
  [
    'a duty ends: what is still to be done is not asked for, be it suspended; the rest stays',
    { kind: 'duty-end', measureId: 2, unitId: 1 },
    { items: [item(3, 2, 1, 'accepted'), item(4, 2, 1, 'suspended'), item(5, 2, 1, 'reported')] },
    { made: null, changed: ['4 ended waived'], duties: ['3 ended'], told: [1] },
  ],
  ['a unit has no duty to lose', { kind: 'duty-end', measureId: 3, unitId: 1 }, {}, 'correction-no-duty unitId'],
  [
    'a measure is added without anybody being told',
    { kind: 'measure-new', number: '4.', title: '措施4', day: null },
    {},
    { made: null, changed: [], duties: [], told: [] },
  ],
  [
    'its number is no other',
    { kind: 'measure-new', number: '3.', title: '措施4', day: null },
    {},
    'correction-number-taken number',
  ],
  [
    'its title is no other',
    { kind: 'measure-new', number: '4.', title: '措施3', day: null },
    {},
    'correction-title-taken title',
  ],
  [
    'its own day is ahead',
    { kind: 'measure-new', number: '4.', title: '措施4', day: '2020-06-23' },
    {},
    'correction-past-day day',
  ],
])('%s', (_name, correction, more, expected) => {
  expect(given(correction, more)).toEqual(expected);
});

test.each<[string, Duty[], number | null]>([
  ['the lead that came first goes on coming first', [duty(1, 1, 1, 'responsible'), duty(2, 1, 2, 'lead')], 2],
  [
    'where it is gone, the next in order comes first',
    [
      { ...duty(3, 1, 3, 'lead'), isPrimary: false },
      { ...duty(2, 1, 2, 'lead'), isPrimary: false },
    ],
    2,
  ],
  ['a lead that is added stands behind it', [duty(5, 1, 5, 'lead'), { ...duty(1, 1, 1, 'lead'), isPrimary: false }], 5],
  ['where none leads, none comes first', [duty(1, 1, 1)], null],
])('%s', (_name, duties, first) => {
  expect(firstLead(duties)?.id ?? null).toBe(first);
});
