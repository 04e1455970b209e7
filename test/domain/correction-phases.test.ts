import { effectsOf } from '../../src/domain/correction-effects.js';
import { type Correction, type CorrectionFacts } from '../../src/domain/corrections.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { type Assignment } from '../../src/domain/plan.js';
import { facts, item } from './correction-facts.js';

/** An item of the second phase: open from 1 July, due with the phase or on a day of its measure's own. */
const second = (id: number, measureId: number, dueOn = '2020-08-31'): Assignment => ({
  ...{ ...item(id, measureId, 2, 'assigned', dueOn), phaseId: 2, opensOn: '2020-07-01', originalDueOn: dueOn },
});
const ownDay = (day: string) => [...facts.measures.slice(0, 2), { id: 3, number: '3.', title: '措施3', dueOn: day }];
const patchOf = ({ stage, phaseId, opensOn, dueOn }: Partial<Assignment>) =>
  [stage, phaseId !== undefined && `phase ${phaseId}`, opensOn && `opens ${opensOn}`, dueOn && `due ${dueOn}`]
    .filter(Boolean)
    .join(' ');

/** What a correction of phases comes to, on 24 June, in a plan of the phases 12 May–30 June and 1 July–31 August. */
const said = (correction: Correction, more: Partial<CorrectionFacts> = {}) => {
  try {
    const { items, phases, newPhase, droppedPhase, told } = effectsOf(correction, { ...facts, ...more });
    return {
      fresh: newPhase && `${newPhase.position} ${newPhase.startsOn} ${newPhase.dueOn}`,
      made: newPhase?.items.map((one) => `${one.measureId}/${one.unitId} ${one.opensOn} ${one.dueOn}`) ?? [],
      others: phases.map(({ phase: { id }, position, startsOn, dueOn }) => `${id}: ${position} ${startsOn} ${dueOn}`),
      dropped: droppedPhase?.id ?? null,
      items: items.map(({ item: { id }, kind, patch }) => `${id} ${kind} ${patchOf(patch)}`),
      told,
    };
  } catch (error) {
    return error instanceof RuleBroken ? `${error.code} ${error.facts['field'] as string}` : error;
  }
};
const nothing = { fresh: null, made: [], others: [], dropped: null, items: [], told: [] };
const add = (day: string, start: string | null = null, title = '核查'): Correction => ({
  ...{ kind: 'phase-new', title, start, day },
});
const made = (opensOn: string, dueOn: string) => ['1/1', '1/2', '2/1'].map((of) => `${of} ${opensOn} ${dueOn}`);

test.each<[string, Correction, Partial<CorrectionFacts>, unknown]>([
  [
    'a phase after all others opens the day after the last one, and every duty is asked for in it',
    add('2020-10-31'),
    {},
    {
      ...{ ...nothing, fresh: '2 2020-09-01 2020-10-31', made: made('2020-09-01', '2020-10-31') },
      told: [1, 2],
    },
  ],
  [
    'one in between takes its place: the next is one further on, and opens the day after with what is not open yet',
    add('2020-07-31'),
    { items: [...facts.items, second(7, 1), { ...second(8, 2), opensOn: '2020-06-01' }] },
    {
      ...{ ...nothing, fresh: '1 2020-07-01 2020-07-31', made: made('2020-07-01', '2020-07-31') },
      ...{ others: ['2: 2 2020-08-01 2020-08-31'], items: ['7 opens opens 2020-08-01'], told: [1, 2] },
    },
  ],
  [
    'one in the days of a phase that has begun leaves that as it began',
    add('2020-06-26'),
    {},
    {
      ...{ ...nothing, fresh: '0 2020-05-12 2020-06-26', made: made('2020-05-12', '2020-06-26') },
      ...{ others: ['1: 1 2020-05-12 2020-06-30', '2: 2 2020-07-01 2020-08-31'], told: [1, 2] },
    },
  ],
  [
    'one with a first day of its own keeps it',
    add('2020-10-31', '2020-10-01'),
    {},
    {
      ...{ ...nothing, fresh: '2 2020-10-01 2020-10-31', made: made('2020-10-01', '2020-10-31') },
      told: [1, 2],
    },
  ],
  [
    'a measure with a day of its own is not asked for once more, and goes on in the new phase where its day falls into that',
    add('2020-07-31'),
    { measures: ownDay('2020-07-15'), items: [second(7, 3, '2020-07-15')] },
    {
      ...{ ...nothing, fresh: '1 2020-07-01 2020-07-31', made: made('2020-07-01', '2020-07-31') },
      ...{ others: ['2: 2 2020-08-01 2020-08-31'], items: ['7 phase phase 0'], told: [1, 2] },
    },
  ],
  [
    'before the plan is started nothing is assigned and nobody told',
    add('2020-10-31'),
    { isRunning: false, items: [] },
    { ...nothing, fresh: '2 2020-09-01 2020-10-31' },
  ],
  ['today is early enough', add('2020-06-24', null, '动员'), { duties: [] }, expect.objectContaining({ made: [] })],
  ['a day that has passed is not', add('2020-06-23'), {}, 'correction-past-day day'],
  ['nor one before the plan was issued', add('2020-06-30'), { issuedOn: '2020-07-01' }, 'correction-before-issue day'],
  ['nor one on which another phase ends', add('2020-08-31'), {}, 'correction-phase-day-taken day'],
  ['a phase does not begin after its end', add('2020-07-31', '2020-08-01'), {}, 'correction-start-late start'],
  ['and is called as no other', add('2020-10-31', null, '阶段'), {}, 'correction-phase-taken title'],
])('a new phase: %s', (_name, correction, more, expected) => {
  expect(said(correction, more)).toEqual(expected);
});

const drop = (phaseId: number): Correction => ({ kind: 'phase-end', phaseId });

test.each<[string, Correction, Partial<CorrectionFacts>, unknown]>([
  [
    'what is still to be done is let go, be it suspended; the rest stays, and the next opens in its place',
    drop(1),
    { items: [...facts.items, item(6, 3, 4, 'reported'), item(8, 2, 5, 'rectifying'), second(7, 1)] },
    {
      ...{ ...nothing, dropped: 1, others: ['2: 0 2020-05-12 2020-08-31'], told: [1, 2, 3] },
      items: [
        '1 dropped waived',
        '2 dropped waived',
        '4 dropped waived',
        '5 dropped waived',
        '7 opens opens 2020-05-12',
      ],
    },
  ],
  [
    'a unit with nothing left to do is not told',
    drop(2),
    { items: [{ ...second(7, 1), stage: 'closed' }] },
    { ...nothing, dropped: 2 },
  ],
  [
    'a measure with a day of its own goes on where its day falls then, with what was done of it',
    drop(1),
    { measures: ownDay('2020-06-30'), items: [item(4, 3, 1, 'underway'), item(6, 3, 2, 'closed')] },
    {
      ...{ ...nothing, dropped: 1, others: ['2: 0 2020-05-12 2020-08-31'] },
      items: ['4 phase phase 2', '6 phase phase 2'],
    },
  ],
  [
    'that one stays where it is where the unit has something of the measure there already',
    drop(1),
    { measures: ownDay('2020-06-30'), items: [item(4, 3, 2, 'underway'), second(7, 3)] },
    { ...nothing, dropped: 1, others: ['2: 0 2020-05-12 2020-08-31'], items: ['7 opens opens 2020-05-12'] },
  ],
  ['the only phase is not dropped', drop(1), { phases: facts.phases.slice(0, 1) }, 'correction-last-phase phaseId'],
  ['nor one that is none of the plan', drop(9), {}, 'correction-no-phase phaseId'],
])('a phase is dropped: %s', (_name, correction, more, expected) => {
  expect(said(correction, more)).toEqual(expected);
});

const due = (day: string): Correction => ({ kind: 'measure-due', measureId: 3, day });

test.each<[string, Correction, Partial<CorrectionFacts>, string[]]>([
  [
    'into the phase in which it falls then; what is open stays open',
    due('2020-07-20'),
    { measures: ownDay('2020-06-30'), items: [item(4, 3, 1, 'underway')] },
    ['4 due phase 2 due 2020-07-20'],
  ],
  [
    'and back, open with that phase',
    due('2020-06-29'),
    { measures: ownDay('2020-08-15'), items: [second(7, 3, '2020-08-15')] },
    ['7 due phase 1 opens 2020-05-12 due 2020-06-29'],
  ],
  [
    'within its phase it stays there',
    due('2020-08-10'),
    { measures: ownDay('2020-08-15'), items: [second(7, 3, '2020-08-15')] },
    ['7 due due 2020-08-10'],
  ],
  [
    'after all phases it is of the last',
    due('2020-12-31'),
    { measures: ownDay('2020-06-30'), items: [item(4, 3, 1, 'underway')] },
    ['4 due phase 2 due 2020-12-31'],
  ],
  [
    'a phase that ends later takes in the measures whose own day falls into it',
    { kind: 'phase-due', phaseId: 1, day: '2020-07-20' },
    { measures: ownDay('2020-07-15'), items: [item(1, 1, 1, 'underway'), second(7, 3, '2020-07-15')] },
    ['1 due due 2020-07-20', '7 phase phase 1 opens 2020-05-12'],
  ],
])('a measure with a day of its own goes %s', (_name, correction, more, expected) => {
  expect(said(correction, more)).toMatchObject({ items: expected });
});

test.each<[string, string, Partial<CorrectionFacts>, string[]]>([
  ['opens the day after a longer one', '2020-07-20', {}, ['1: 0 2020-05-12 2020-07-20', '2: 1 2020-07-21 2020-08-31']],
  ['opens the day after a shorter one', '2020-06-26', {}, ['1: 0 2020-05-12 2020-06-26', '2: 1 2020-06-27 2020-08-31']],
  [
    'keeps a first day of its own',
    '2020-07-20',
    { phases: [facts.phases[0]!, { ...facts.phases[1]!, startsOn: '2020-07-05' }] },
    ['1: 0 2020-05-12 2020-07-20'],
  ],
])('of a corrected day of a phase, the next one %s', (_name, day, more, others) => {
  expect(said({ kind: 'phase-due', phaseId: 1, day }, { items: [], ...more })).toMatchObject({ others });
});
