import { intakeDraftOf } from '../../src/domain/intake.js';
import { cautionsFor, countCautions, type IntakeCautions } from '../../src/domain/intake-cautions.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { ISSUED_PLAN } from '../support/intakes.js';

const draft = intakeDraftOf(readPlanText(ISSUED_PLAN));
const FINE = { ...draft, issuedOn: '2021-01-04', leadingGroup: [{ ...draft.leadingGroup[0]!, role: '组长' }] };
const running = { title: '另一个方案', docNumber: '县发〔2021〕1号' };
const dated = (deadline: string) => ({
  ...FINE,
  phases: FINE.phases.map((phase) => ({ ...phase, deadline })),
  measures: FINE.measures.map((measure) => ({ ...measure, deadline: null })),
});
const LATER = dated('2021-12-31');

test.each<[string, Parameters<typeof cautionsFor>, Partial<IntakeCautions>]>([
  ['nothing where all is well', [LATER, [true, true], [running], '2021-03-01'], {}],
  ['units without an address', [LATER, [true, false, false], [], '2021-03-01'], { units: 3, unreached: 2 }],
  ['days that are over, not today', [dated('2021-03-01'), [true, true], [], '2021-03-01'], {}],
  [
    'days that were over yesterday',
    [dated('2021-02-28'), [true, true], [], '2021-03-01'],
    { over: LATER.phases.length },
  ],
  [
    'days before the document was issued',
    [{ ...dated('2021-01-03') }, [true, true], [], '2021-01-02'],
    { beforeIssue: LATER.phases.length },
  ],
  [
    'a plan that runs under the same number, blanks aside',
    [{ ...LATER, docNumber: '县发〔2021〕 1号' }, [true, true], [running], '2021-03-01'],
    { sameAs: '另一个方案' },
  ],
  ['no leading group', [{ ...LATER, leadingGroup: [] }, [true, true], [], '2021-03-01'], { isLeaderless: true }],
])('before a start: %s', (_, given, expected) => {
  const found = cautionsFor(...given);
  const none = { units: 2, unreached: 0, over: 0, beforeIssue: 0, sameAs: null, isLeaderless: false };
  expect(found).toEqual({ ...none, ...expected });
  expect(countCautions(found)).toBe(Object.keys(expected).filter((name) => name !== 'units').length);
});
