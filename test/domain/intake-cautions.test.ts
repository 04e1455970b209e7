import { intakeDraftOf } from '../../src/domain/intake.js';
import { cautionsFor, countCautions, type IntakeCautions } from '../../src/domain/intake-cautions.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { ISSUED_PLAN } from '../support/intakes.js';

const draft = intakeDraftOf(readPlanText(ISSUED_PLAN));
const FINE = { ...draft, issuedOn: '2021-01-04', leadingGroup: [{ ...draft.leadingGroup[0]!, role: '组长' }] };
const running = { title: '另一个方案', docNumber: '县发〔2021〕1号' };
const dated = (...days: readonly string[]) => ({
  ...FINE,
  phases: FINE.phases.map((phase, at) => ({ ...phase, deadline: days[at]! })),
  measures: FINE.measures.map((measure) => ({ ...measure, deadline: null })),
});
const LATER = dated('2021-06-30', '2021-12-31');

test.each<[string, Parameters<typeof cautionsFor>, Partial<IntakeCautions>]>([
  ['nothing where all is well', [LATER, [true, true], [running], '2021-03-01'], {}],
  ['units without an address', [LATER, [true, false, false], [], '2021-03-01'], { units: 3, unreached: 2 }],
  ['days that are over, not today', [dated('2021-03-01', '2021-03-02'), [true, true], [], '2021-03-01'], {}],
  [
    'days that were over yesterday',
    [dated('2021-02-27', '2021-02-28'), [true, true], [], '2021-03-01'],
    { over: LATER.phases.length },
  ],
  [
    'days before the document was issued',
    [dated('2021-01-02', '2021-01-03'), [true, true], [], '2021-01-04'],
    {
      over: 2,
      beforeIssue: [
        { of: 'phase', place: 0, name: '（一）动员部署', day: '2021-01-02' },
        { of: 'phase', place: 1, name: '（二）组织实施', day: '2021-01-03' },
      ],
    },
  ],
  [
    'a measure that is due before the document was issued',
    [{ ...LATER, measures: [{ ...LATER.measures[0]!, deadline: '2021-01-03' }] }, [true, true], [], '2021-01-04'],
    { over: 1, beforeIssue: [{ of: 'measure', place: 0, name: '（一）宣传教育', day: '2021-01-03' }] },
  ],
  [
    'a day of issue that is still to come',
    [{ ...LATER, issuedOn: '2021-03-02' }, [true, true], [], '2021-03-01'],
    { issuedAhead: '2021-03-02' },
  ],
  ['a day of issue that is today', [{ ...LATER, issuedOn: '2021-03-01' }, [true, true], [], '2021-03-01'], {}],
  [
    'a plan that runs under the same number, blanks aside',
    [{ ...LATER, docNumber: '县发〔2021〕 1号' }, [true, true], [running], '2021-03-01'],
    { sameAs: '另一个方案' },
  ],
  ['no leading group', [{ ...LATER, leadingGroup: [] }, [true, true], [], '2021-03-01'], { isLeaderless: true }],
])('before a start: %s', (_, given, expected) => {
  const found = cautionsFor(...given);
  const none = {
    units: 2,
    unreached: 0,
    over: 0,
    beforeIssue: [],
    issuedAhead: null,
    sameAs: null,
    isLeaderless: false,
  };
  const { overlaps, disordered, ...others } = found;
  expect([overlaps, disordered]).toEqual([[], []]);
  expect(others).toEqual({ ...none, ...expected });
  expect(countCautions(found)).toBe(Object.keys(expected).filter((name) => name !== 'units').length);
});

/** '1 04-01 06-30': its number, first and last day; '-' where it has no first day. */
function phaseOf(written: string) {
  const [number = '', start, deadline = ''] = written.split(' ');
  const days = { start: start === '-' ? null : `2021-${start}`, deadline: `2021-${deadline}` };
  return { ...FINE.phases[0]!, number, ...days, title: '', source: { start: 0, end: 0 } };
}

test.each<[string, string[], { overlaps?: string[]; disordered?: string[] }]>([
  ['nothing where each begins when the one before is over', ['1 - 03-31', '2 04-01 06-30'], {}],
  ['one that begins on the last day of another', ['1 - 03-31', '2 03-31 06-30'], { overlaps: ['1', '2'] }],
  ['two that end on one day', ['1 - 03-31', '2 - 03-31'], { overlaps: ['1', '2'] }],
  ['the second before the first', ['第一阶段 - 06-30', '第二阶段 - 03-31'], { disordered: ['第二阶段', '第一阶段'] }],
  ['nothing where they have no numbers', [' - 06-30', ' - 03-31'], {}],
  ['nothing where others are within one: a doubt already', ['1 01-01 12-31', '2 01-01 03-31', '3 04-01 12-30'], {}],
])('of phases: %s', (_, rows, { overlaps, disordered }) => {
  const found = cautionsFor({ ...LATER, phases: rows.map(phaseOf) }, [true, true], [], '2021-01-02');
  const numbers = (pairs: IntakeCautions['overlaps']) => pairs.map((pair) => pair.map(({ number }) => number));
  expect(numbers(found.overlaps)).toEqual(overlaps ? [overlaps] : []);
  expect(numbers(found.disordered)).toEqual(disordered ? [disordered] : []);
});
