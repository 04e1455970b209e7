import * as fc from 'fast-check';
import { type Day, plusDays } from '../../src/domain/day.js';
import {
  missedPeriod,
  nextReportDay,
  nextUnanswered,
  owingBounds,
  periodOwed,
  periodsBetween,
  periodState,
  periodToAnswer,
  type ReportingFacts,
  reportLate,
} from '../../src/domain/reporting.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { WITH_UNIT } from '../../src/domain/standing.js';
import { calendarWith } from '../../src/working-days.js';

const world = { calendar: calendarWith([]), rules: DEFAULT_RULES };

/** An item of the first phase of the Baisha plan, assigned when the plan started. */
const item = (given: Partial<ReportingFacts> = {}): ReportingFacts => ({
  ...{ stage: 'underway', opensOn: '2020-05-12', dueOn: '2020-06-30', assignedOn: '2020-05-12', reportedFor: null },
  ...given,
});
const second = (given: Partial<ReportingFacts> = {}) => item({ opensOn: '2020-07-01', dueOn: '2020-08-31', ...given });
const third = item({ opensOn: '2020-09-01', dueOn: '2020-10-31' });

describe('reports are due', () => {
  test.each([
    // 25 May is the 9th working day after 12 May: too early. The 25th of June is 端午, so the day before.
    ['a first phase from 12 May', '2020-06-30', '2020-05-12', '2020-06-30', ['2020-05-25', '2020-06-10', '2020-06-24']],
    // 25 July is a Saturday; August is the month before the deadline.
    ['a second phase', '2020-08-31', '2020-07-01', '2020-08-31', ['2020-07-24', '2020-08-10', '2020-08-25']],
    // 10 October 2020 is a Saturday on which offices worked; the 25th is a Sunday.
    ['a third phase', '2020-10-31', '2020-09-01', '2020-10-31', ['2020-09-25', '2020-10-10', '2020-10-23']],
    [
      'what is late goes on by the month',
      '2020-06-30',
      '2020-07-01',
      '2020-09-30',
      ['2020-07-24', '2020-08-25', '2020-09-25'],
    ],
  ])('%s: each month by the 25th, twice in the last month before the deadline', (_name, dueOn, from, to, days) => {
    expect(periodsBetween(from, to, dueOn, world)).toEqual(days);
  });

  test('on another day of the month where the plan says so, and on its last where it has no such day', () => {
    const rules = { ...DEFAULT_RULES, reportDay: 31, halfMonthlyDay: 15 };
    expect(periodsBetween('2020-06-01', '2020-07-31', '2020-08-31', { ...world, rules })).toEqual([
      '2020-06-30',
      '2020-07-31',
    ]);
  });
});

test.each<[string, ReportingFacts, Day, Day | null]>([
  ['the quiet days after the start are over only on 10 June', item(), '2020-05-13', '2020-06-10'],
  ['the day itself still counts', item(), '2020-06-10', '2020-06-10'],
  ['the day after it the next one does', item(), '2020-06-11', '2020-06-24'],
  ['after the last one the months go on', item(), '2020-06-26', '2020-07-24'],
  ['a phase that has not begun asks nothing before it begins', second(), '2020-05-13', '2020-07-24'],
  ['the third phase', third, '2020-06-24', '2020-09-25'],
  ['an item assigned anew has its quiet days again', item({ assignedOn: '2020-06-05' }), '2020-06-08', '2020-06-24'],
  ['what waits for the office is asked nothing', item({ stage: 'reported' }), '2020-06-01', null],
  ['what is done is asked nothing', item({ stage: 'accepted' }), '2020-06-01', null],
  ['what rests is asked nothing', item({ stage: 'suspended' }), '2020-06-01', null],
])('the next reporting day: %s', (_name, facts, today, expected) => {
  expect(nextReportDay(facts, today, world)).toBe(expected);
});

test.each<[string, ReportingFacts, Day, Day | null, Day | null]>([
  ['on the due day it is the day itself', item(), '2020-06-10', '2020-06-10', null],
  ['with the one before missing', item(), '2020-06-24', '2020-06-24', '2020-06-10'],
  ['answered, the one after it', item({ reportedFor: '2020-06-24' }), '2020-06-24', '2020-07-24', null],
  ['answered ahead, the one after it', item({ reportedFor: '2020-06-24' }), '2020-06-12', '2020-07-24', null],
  ['what waits for the office is asked nothing', item({ stage: 'reported' }), '2020-06-24', null, null],
])('what is still to be answered, and what was missed: %s', (_name, facts, today, next, missed) => {
  expect([nextUnanswered(facts, today, world), missedPeriod(facts, today, world)]).toEqual([next, missed]);
});

test.each<[string, ReportingFacts, Day, boolean]>([
  ['not on the day itself', item(), '2020-06-10', false],
  ['but from the day after', item(), '2020-06-11', true],
  ['also on the day on which the next one is due', item(), '2020-06-24', true],
  ['nor then, where the one before was answered', item({ reportedFor: '2020-06-10' }), '2020-06-24', false],
  ['not where it was answered', item({ reportedFor: '2020-06-10' }), '2020-06-11', false],
  ['not where a later one was answered already', item({ reportedFor: '2020-06-24' }), '2020-06-11', false],
  ['again when the next one is missed', item({ reportedFor: '2020-06-10' }), '2020-06-28', true],
  ['not in the first ten working days, whatever the month', item(), '2020-05-26', false],
  ['not before the phase begins', second(), '2020-06-26', false],
  ['not while the office reviews', item({ stage: 'reported' }), '2020-06-11', false],
  [
    'though the item itself is late, where the report is there',
    item({ reportedFor: '2020-06-24' }),
    '2020-07-02',
    false,
  ],
  ['though the item itself has long to go', second(), '2020-07-25', true],
  ['a returned report counts as none', item({ stage: 'returned' }), '2020-06-11', true],
])('a report is late %s', (_name, facts, today, expected) => {
  expect(reportLate(facts, today, world)).toBe(expected);
});

test.each<[string, ReportingFacts, Day, Day]>([
  ['the next one, while none is missing', item(), '2020-06-05', '2020-06-10'],
  ['the one of the day', item(), '2020-06-10', '2020-06-10'],
  ['the missing one', item(), '2020-06-12', '2020-06-10'],
  ['the next one, where it is three working days away or nearer', item(), '2020-06-19', '2020-06-24'],
  ['the missing one, four working days before the next', item(), '2020-06-18', '2020-06-10'],
  ['the next one, where the last is answered', item({ reportedFor: '2020-06-10' }), '2020-06-12', '2020-06-24'],
  ['in the quiet days the first that will be asked', item(), '2020-05-13', '2020-06-10'],
  [
    'a word from one that is being rectified, its own due day',
    item({ stage: 'rectifying' }),
    '2020-11-12',
    '2020-06-30',
  ],
])('a report answers %s', (_name, facts, today, expected) => {
  expect(periodToAnswer(facts, today, world)).toBe(expected);
});

test.each([
  ['已报 by the day', item(), { kind: 'progress', stage: 'submitted', submittedOn: '2020-06-10' }, 'reported'],
  ['已报 with 本期无变化', item(), { kind: 'no-change', stage: 'accepted', submittedOn: '2020-06-09' }, 'reported'],
  [
    '零报告 is an answer of its own',
    item(),
    { kind: 'nothing', stage: 'submitted', submittedOn: '2020-06-08' },
    'nothing',
  ],
  ['迟报 after the day', item(), { kind: 'nothing', stage: 'submitted', submittedOn: '2020-06-11' }, 'late'],
  ['退回', item(), { kind: 'progress', stage: 'returned', submittedOn: '2020-06-08' }, 'returned'],
  [
    '未报 where it was taken back',
    item(),
    { kind: 'progress', stage: 'withdrawn', submittedOn: '2020-06-08' },
    'missing',
  ],
  ['未报 where nothing came', item(), null, 'missing'],
  ['免报 where the phase had not begun', second(), null, 'exempt'],
  ['免报 in the quiet days', item({ assignedOn: '2020-06-05' }), null, 'exempt'],
  ['免报 where it is done', item({ stage: 'accepted' }), null, 'exempt'],
  ['免报 where it is waived', item({ stage: 'waived' }), null, 'exempt'],
] as const)('the period of 10 June seen on the 12th: %s', (_name, facts, answer, expected) => {
  expect(periodState(facts, '2020-06-10', answer, '2020-06-12', world)).toBe(expected);
});

test('the bounds by which owing items are fetched find exactly those of which the rule says so', () => {
  const day = (from: Day, span: number) => fc.integer({ min: 0, max: span }).map((n) => plusDays(from, n));
  const facts = fc.record<ReportingFacts>({
    stage: fc.constantFrom('assigned', 'underway', 'returned', 'reported', 'declined', 'rectifying'),
    opensOn: day('2020-05-01', 150),
    dueOn: day('2020-05-20', 220),
    assignedOn: day('2020-05-01', 120),
    reportedFor: fc.option(day('2020-05-25', 200)),
  });
  const rules = fc.record({
    reportDay: fc.constantFrom(25, 1, 31, 8),
    halfMonthlyDay: fc.constantFrom(10, 5, 30),
    reportQuietWorkdays: fc.constantFrom(10, 0, 3),
  });
  fc.assert(
    fc.property(facts, day('2020-05-12', 240), rules, (one, today, numbers) => {
      const context = { ...world, rules: numbers };
      const owed = periodOwed(one, today, context);
      const isOwing = owed !== null && (one.reportedFor === null || one.reportedFor < owed);
      const isFound = owingBounds(today, context).some(
        ({ periodOn, assignedUpTo, due }) =>
          WITH_UNIT.includes(one.stage) &&
          one.opensOn <= periodOn &&
          one.assignedOn <= assignedUpTo &&
          (one.reportedFor === null || one.reportedFor < periodOn) &&
          (due === null || (one.dueOn >= due.from && one.dueOn <= due.to)),
      );
      expect(isFound).toBe(isOwing);
    }),
    { numRuns: 5000 },
  );
});
