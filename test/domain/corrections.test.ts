import { effectsOf } from '../../src/domain/correction-effects.js';
import { type Correction } from '../../src/domain/corrections.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { facts } from './correction-facts.js';

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
    { items: ['1 due', '2 due', '5 due'], duties: [], phases: ['2020-07-10', '2020-08-31'], told: [1, 2, 3] },
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
