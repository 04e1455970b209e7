import {
  type Extension,
  lastDayToAsk,
  needsDeputy,
  punctuality,
  rateOf,
  whyNotAsk,
} from '../../src/domain/extensions.js';
import { instructionStanding } from '../../src/domain/instructions.js';
import { type AssignmentStage } from '../../src/domain/plan.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const world = { calendar, rules: DEFAULT_RULES };

test.each([
  // Three working days before: 28 June works, 25 to 27 rest.
  ['2020-06-30', 3, '2020-06-24'],
  ['2020-10-31', 3, '2020-10-28'],
  ['2020-06-30', 1, '2020-06-29'],
  ['2020-06-30', 0, '2020-06-29'],
  ['2020-10-31', 0, '2020-10-30'],
])('for %s, with %i working days ahead, an extension is asked for up to %s', (dueOn, ahead, last) => {
  expect(lastDayToAsk(dueOn, calendar, { extensionAheadWorkdays: ahead })).toBe(last);
});

describe('an extension', () => {
  const asked = (...stages: Extension['stage'][]) => stages.map((stage, i) => ({ nth: i + 1, stage }));
  const CASES: [string, AssignmentStage, Extension['stage'][], string, string | null][] = [
    ['can be asked for on the last day', 'underway', [], '2020-06-24', null],
    ['cannot on the day after', 'underway', [], '2020-06-25', 'close'],
    ['cannot on the due day: asking late is being late', 'underway', [], '2020-06-30', 'late'],
    ['cannot after it', 'assigned', [], '2020-07-01', 'late'],
    ['cannot while one waits', 'underway', ['requested'], '2020-06-01', 'pending'],
    ['cannot while one is with the deputy', 'underway', ['refused', 'endorsed'], '2020-06-01', 'pending'],
    ['can a second time', 'returned', ['granted'], '2020-06-01', null],
    ['cannot a third time, granted or refused', 'underway', ['granted', 'refused'], '2020-06-01', 'used-up'],
    ['can again where those before were taken back', 'underway', ['withdrawn', 'withdrawn'], '2020-06-01', null],
    ['cannot for what is reported', 'reported', [], '2020-06-01', 'stage'],
    ['cannot for what is closed', 'closed', [], '2020-06-01', 'stage'],
  ];
  test.each(CASES)('%s', (_name, stage, before, today, expected) => {
    expect(whyNotAsk({ stage, dueOn: '2020-06-30' }, asked(...before), today, world)).toBe(expected);
  });
});

test.each([
  ['the first within the plan is the office’s', 0, '2020-08-15', false],
  ['the first up to the plan’s last day too', 0, '2020-10-31', false],
  ['one beyond it is a deputy’s', 0, '2020-11-01', true],
  ['so is the second, however short', 1, '2020-07-02', true],
])('%s', (_name, before, day, expected) => {
  expect(needsDeputy(before, day, '2020-10-31')).toBe(expected);
});

describe('punctuality', () => {
  const facts = (stage: AssignmentStage, completedOn: string | null, dueOn = '2020-06-30', count = 1) => ({
    ...{ stage, completedOn, dueOn, originalDueOn: '2020-06-30', count },
  });

  test('counts what an extension put right against both days', () => {
    const items = [
      facts('accepted', '2020-06-30', undefined, 6),
      facts('accepted', '2020-07-08', '2020-07-10', 2),
      facts('underway', null, '2020-07-31'),
      facts('assigned', null),
      facts('waived', null),
    ];
    expect(punctuality(items, '2020-07-15')).toEqual({
      original: { due: 10, onTime: 6, rate: '60%' },
      revised: { due: 9, onTime: 8, rate: '88.9%' },
    });
  });

  test('counts the due day as in time: what is open is not counted before it is over', () => {
    const items = [facts('assigned', null), facts('reported', '2020-06-29')];
    expect(punctuality(items, '2020-06-30').original).toEqual({ due: 1, onTime: 1, rate: '100%' });
    expect(punctuality(items, '2020-07-01').original).toEqual({ due: 2, onTime: 1, rate: '50%' });
  });

  test('has no rate where nothing was due', () => {
    expect(punctuality([facts('assigned', null)], '2020-06-01').revised).toEqual({ due: 0, onTime: 0, rate: '—' });
    expect(rateOf(2, 3)).toBe('66.7%');
  });
});

test.each([
  ['issued', '2020-06-10', null, 'on-track'],
  ['issued', '2020-06-05', null, 'due-soon'],
  ['issued', '2020-06-03', null, 'due-soon'],
  ['issued', '2020-06-02', null, 'overdue'],
  ['answered', '2020-06-02', '2020-06-03', 'in-review'],
  ['done', '2020-06-02', '2020-06-02', 'done'],
  ['done', '2020-06-02', '2020-06-03', 'done-late'],
] as const)('on 3 June an instruction that is %s, for %s, answered %s, is %s', (stage, dueOn, answeredOn, expected) => {
  expect(instructionStanding({ stage, dueOn, answeredOn }, '2020-06-03', calendar)).toBe(expected);
});
