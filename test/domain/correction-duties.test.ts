import { effectsOf } from '../../src/domain/correction-effects.js';
import { firstLead } from '../../src/domain/correction-duties.js';
import { type Correction, type CorrectionFacts, NEW_UNIT } from '../../src/domain/corrections.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { type Duty } from '../../src/domain/plan.js';
import { duty, facts, item } from './correction-facts.js';

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
