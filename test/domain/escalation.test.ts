import * as fc from 'fast-check';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import {
  decideBy,
  type EscalationContext,
  escalationsOwed,
  forecastEscalations,
  type Reachable,
  readersAmong,
  type Rung,
  rungDay,
  rungOwed,
  rungsSaid,
} from '../../src/domain/escalation.js';
import { type AssignmentStage } from '../../src/domain/plan.js';
import { type ReminderItem } from '../../src/domain/reminders.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const world = { calendar, rules: DEFAULT_RULES };
const DUE = '2020-06-30';

const reader = (postId: number, kind: Reachable['kind'], of: Partial<Reachable> = {}): Reachable => ({
  ...{ postId, kind, planId: null, unitId: 1, name: `${kind} ${postId}`, mail: `p${postId}@baisha.example` },
  ...{ units: [], ...of },
});
const SUPERVISOR = reader(11, 'unit-supervisor');
const HEAD = reader(12, 'unit-head');
const DEPUTY = reader(13, 'deputy-leader', { planId: 1, unitId: null, units: [1, 2] });
const LEADER = reader(14, 'group-leader', { planId: 1, unitId: null });
const EVERYBODY = [SUPERVISOR, HEAD, DEPUTY, LEADER];

const item = (given: Partial<ReminderItem> = {}): ReminderItem => ({
  ...{ id: 1, planId: 1, unitId: 1, stage: 'underway', assignedOn: '2020-05-12', dueOn: DUE, returnedOn: null },
  ...{ opensOn: '2020-05-12', reportedFor: null },
  ...given,
});
const contextOf = (readers: readonly Reachable[], more: Partial<EscalationContext> = {}): EscalationContext => ({
  ...{ calendar, rulesOfPlan: () => DEFAULT_RULES, readerOf: readersAmong(readers), reported: new Set<number>() },
  ...more,
});
const courseOf = (readers: readonly Reachable[], more: Partial<EscalationContext> = {}, one = item()) =>
  forecastEscalations([one], new Map(), DUE, '2020-09-30', contextOf(readers, more)).map(
    ({ day, reader: to, items, isHeld }) => `${day} ${items[0]?.rule} ${to.kind}${isHeld ? ' 待办公室' : ''}`,
  );

describe('the days of the ladder, for a clerk with a calendar', () => {
  test.each<[string, string[]]>([
    // 30 June is a Tuesday: 1, 3 July; 9 July is the seventh working day, 16 July the twelfth.
    ['2020-06-30', ['2020-07-01', '2020-07-03', '2020-07-09', '2020-07-16']],
    ['2020-08-31', ['2020-09-01', '2020-09-03', '2020-09-09', '2020-09-16']],
    // A Saturday; the first working day after it is Monday the 2nd.
    ['2020-10-31', ['2020-11-02', '2020-11-04', '2020-11-10', '2020-11-17']],
    // Over 国庆 and its make-up days (27 September and 10 October work).
    ['2020-09-25', ['2020-09-27', '2020-09-29', '2020-10-12', '2020-10-19']],
  ])('a due day of %s goes up on these four days', (dueOn, days) => {
    expect(([1, 2, 3, 4] as Rung[]).map((rung) => rungDay(dueOn, rung, calendar, DEFAULT_RULES))).toEqual(days);
  });

  test('nobody acts: supervising leader, head, deputy leader, leader, once each and never again', () => {
    expect(courseOf(EVERYBODY)).toEqual([
      '2020-07-01 L1 unit-supervisor',
      '2020-07-03 L2 unit-head',
      '2020-07-09 L3 deputy-leader 待办公室',
      '2020-07-16 L4 group-leader 待办公室',
    ]);
  });
});

describe('a rung that nobody reads', () => {
  test.each<[string, Reachable[], string[]]>([
    [
      'goes to the head where the unit has no supervising leader',
      [HEAD, DEPUTY, LEADER],
      [
        '2020-07-01 L1 unit-head',
        '2020-07-03 L2 unit-head',
        '2020-07-09 L3 deputy-leader 待办公室',
        '2020-07-16 L4 group-leader 待办公室',
      ],
    ],
    [
      'does not leave the unit early where it has no head',
      [SUPERVISOR, DEPUTY],
      ['2020-07-01 L1 unit-supervisor', '2020-07-09 L3 deputy-leader 待办公室'],
    ],
    [
      'is passed over where no deputy leader looks after the unit',
      [SUPERVISOR, HEAD, reader(13, 'deputy-leader', { planId: 1, unitId: null, units: [2] }), LEADER],
      ['2020-07-01 L1 unit-supervisor', '2020-07-03 L2 unit-head', '2020-07-16 L4 group-leader 待办公室'],
    ],
    ['is said to nobody where nobody is registered', [], []],
    [
      'does not keep the delay of a unit without leaders from the group',
      [LEADER],
      ['2020-07-16 L4 group-leader 待办公室'],
    ],
    ['is not read by another unit’s leaders', [reader(21, 'unit-head', { unitId: 2 })], []],
    ['is not read by another plan’s leader', [reader(24, 'group-leader', { planId: 2, unitId: null })], []],
  ])('%s', (_name, readers, course) => {
    expect(courseOf(readers)).toEqual(course);
  });
});

describe('the rung that is owed', () => {
  test.each<[string, string, [Rung, string][], Rung | null]>([
    ['nothing on the due day', '2020-06-30', [], null],
    ['the first on the first working day', '2020-07-01', [], 1],
    ['nothing twice', '2020-07-02', [[1, '2020-07-01']], null],
    ['the second two working days later', '2020-07-03', [[1, '2020-07-01']], 2],
    ['after an outage the head alone, not both', '2020-07-06', [], 2],
    ['after a long outage the unit first, not the county', '2020-09-01', [], 2],
    ['the county keeps its distance from a late second', '2020-07-09', [[2, '2020-07-06']], null],
    ['and is owed four working days after it', '2020-07-10', [[2, '2020-07-06']], 3],
    ['the leader five after the deputy', '2020-07-16', [[3, '2020-07-09']], 4],
    ['nothing above the leader', '2020-12-31', [[4, '2020-07-16']], null],
  ])('%s', (_name, today, said, rung) => {
    expect(rungOwed(DUE, new Map(said), today, world, () => true)).toBe(rung);
  });
});

describe('the ladder stops and rests', () => {
  const late = contextOf(EVERYBODY);
  const owed = (one: ReminderItem, today: string, context = late) => escalationsOwed([one], new Map(), today, context);

  test.each<AssignmentStage>(['declined', 'reported', 'accepted', 'rectifying', 'closed', 'waived', 'suspended'])(
    'for an item that is %s: its unit has acted, or the office must',
    (stage) => {
      expect(owed(item({ stage }), '2020-07-01')).toEqual([]);
    },
  );

  test('for an item of which the unit has reported since', () => {
    expect(owed(item(), '2020-07-09', { ...late, reported: new Set([1]) })).toEqual([]);
    expect(owed(item(), '2020-07-09', { ...late, reported: new Set([2]) })).toHaveLength(1);
  });

  test('while an extension is asked for, and afterwards with the same distances', () => {
    expect(owed(item(), '2020-07-01', { ...late, asking: new Set([1]) })).toEqual([]);
    const first = rungsSaid([{ assignmentId: 1, dueOn: DUE, rule: 'L1', day: '2020-07-01' }]);
    // Asked on 2 July and refused on 8 July: the head hears on the 8th, the deputy four working days later.
    const after = forecastEscalations([item()], first, '2020-07-08', '2020-07-31', late);
    expect(after.map(({ day, items }) => `${day} ${items[0]?.rule}`)).toEqual([
      '2020-07-08 L2',
      '2020-07-14 L3',
      '2020-07-21 L4',
    ]);
  });

  test('for two working days after a return', () => {
    const returned = item({ stage: 'returned', returnedOn: '2020-07-01' });
    expect(owed(returned, '2020-07-02')).toEqual([]);
    expect(owed(returned, '2020-07-03')).toHaveLength(1);
  });

  test('on days of rest', () => {
    expect(owed(item(), '2020-07-04')).toEqual([]);
  });

  test('and begins afresh with a new deadline', () => {
    const said = rungsSaid([{ assignmentId: 1, dueOn: DUE, rule: 'L4', day: '2020-07-16' }]);
    const moved = item({ dueOn: '2020-07-31' });
    expect(escalationsOwed([moved], said, '2020-08-03', late)[0]?.items[0]?.rule).toBe('L1');
  });
});

describe('one mail per superior', () => {
  test('whatever has gone up to one post on a day stands in one mail', () => {
    const items = [item(), item({ id: 2 }), item({ id: 3, unitId: 2 }), item({ id: 4, dueOn: '2020-07-08' })];
    const said = rungsSaid(
      [1, 2, 3].map((assignmentId) => ({ assignmentId, dueOn: DUE, rule: 'L2', day: '2020-07-03' })),
    );
    const mails = escalationsOwed(items, said, '2020-07-09', contextOf(EVERYBODY));
    expect(mails.map(({ reader: to, items: own }) => [to.kind, own.map(({ assignmentId }) => assignmentId)])).toEqual([
      ['deputy-leader', [1, 2, 3]],
      ['unit-supervisor', [4]],
    ]);
  });

  test('and who holds two posts under one address gets one', () => {
    const same = { mail: 'same@baisha.example' };
    const readers = [
      { ...SUPERVISOR, ...same },
      { ...HEAD, ...same },
    ];
    const items = [item(), item({ id: 2, dueOn: '2020-07-02' })];
    const said = rungsSaid([{ assignmentId: 1, dueOn: DUE, rule: 'L1', day: '2020-07-01' }]);
    expect(escalationsOwed(items, said, '2020-07-03', contextOf(readers))).toMatchObject([
      {
        items: [
          { assignmentId: 1, rule: 'L2' },
          { assignmentId: 2, rule: 'L1' },
        ],
      },
    ]);
  });
});

test('the office has three working days to decide', () => {
  expect(decideBy('2020-07-09', calendar)).toBe('2020-07-14');
  expect(decideBy('2020-09-30', calendar)).toBe('2020-10-12');
});

test('for any due day: each rung once, upwards, on working days, and the county never before the unit', () => {
  const anyDue = fc.integer({ min: 0, max: 2000 }).map((n) => plusDays('2020-03-01', n));
  fc.assert(
    fc.property(anyDue, fc.integer({ min: 1, max: 60 }), (dueOn, off) => {
      const from = plusDays(dueOn, off);
      const course = forecastEscalations([item({ dueOn })], new Map(), from, plusDays(from, 60), contextOf(EVERYBODY));
      const rules = course.map(({ items }) => items[0]?.rule ?? '');
      return (
        course.every(({ day }) => isWorkday(calendar, day)) &&
        rules.join() === [...new Set(rules)].sort().join() &&
        (rules[0] === 'L1' || rules[0] === 'L2') &&
        rules.at(-1) === 'L4'
      );
    }),
    { numRuns: 60 },
  );
});
