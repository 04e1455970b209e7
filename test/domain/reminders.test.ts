import * as fc from 'fast-check';
import { isWorkday, workdayOnOrBefore } from '../../src/domain/calendar.js';
import { plusDays, weekday } from '../../src/domain/day.js';
import { forecastNotices, noticesOwed } from '../../src/domain/notices.js';
import {
  chaseSteps,
  latestStep,
  type ReminderItem,
  reminderSteps,
  reminderWindow,
  ruleWords,
  sayingKey,
  stepsUntil,
} from '../../src/domain/reminders.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const context = { calendar, rulesOfPlan: () => DEFAULT_RULES };
const item = (given: Partial<ReminderItem> = {}): ReminderItem => ({
  id: 1,
  planId: 1,
  unitId: 1,
  stage: 'assigned',
  assignedOn: '2020-05-12',
  opensOn: '2020-05-12',
  dueOn: '2020-06-30',
  // Here every report is there: requests are tested by themselves.
  reportedFor: '2027-12-31',
  returnedOn: null,
  ...given,
});

describe('a chase rests', () => {
  const asking = { ...context, asking: new Set([1]) };
  const returned = (returnedOn: string) => item({ stage: 'returned', returnedOn });
  const RESTS: [string, ReminderItem, typeof asking | typeof context, string, boolean][] = [
    ['while an extension is asked for', item(), asking, '2020-07-01', true],
    ['and not while one is asked for another item', item({ id: 2 }), asking, '2020-07-01', false],
    ['on the day of a return', returned('2020-07-01'), context, '2020-07-01', true],
    ['on the working day after it', returned('2020-07-01'), context, '2020-07-02', true],
    ['and no longer on the second', returned('2020-07-01'), context, '2020-07-03', false],
    ['over a weekend', returned('2020-07-03'), context, '2020-07-06', true],
    [
      'for an item underway whose progress report was returned',
      item({ returnedOn: '2020-07-01' }),
      context,
      '2020-07-02',
      true,
    ],
    [
      'and no longer on the second for that one either',
      item({ returnedOn: '2020-07-01' }),
      context,
      '2020-07-03',
      false,
    ],
  ];
  test.each(RESTS)('%s', (_name, one, world, today, rests) => {
    expect(noticesOwed([one], new Set(), today, world)).toHaveLength(rests ? 0 : 1);
  });

  test('and a reminder before the due day does not: the light is not paused', () => {
    expect(noticesOwed([item()], new Set(), '2020-06-29', asking)).toMatchObject([{ kind: 'reminder' }]);
  });

  test('and what was not said meanwhile is said once afterwards, the latest only', () => {
    expect(forecastNotices([item()], new Set(), '2020-07-01', '2020-07-31', asking)).toEqual([]);
    expect(noticesOwed([item()], new Set(), '2020-07-08', context)).toMatchObject([{ items: [{ rule: 'T+5' }] }]);
  });

  test('and the forecast tells the chase after a return on the day on which it leaves', () => {
    const [first] = forecastNotices([returned('2020-07-01')], new Set(), '2020-07-01', '2020-07-31', context);
    expect(first).toMatchObject({ day: '2020-07-03', items: [{ rule: 'T+3' }] });
  });
});

test('a new due day makes the reminders start afresh, whatever was said of the old one', () => {
  const said = new Set(['T-15', 'T-10', 'T-5', 'T-3', 'T-1', 'T-0'].map((rule) => sayingKey(1, '2020-06-30', rule)));
  const moved = item({ dueOn: '2020-07-31' });
  const days = forecastNotices([moved], said, '2020-06-30', '2020-07-31', context).map(({ day }) => day);
  expect(days).toEqual(['2020-07-10', '2020-07-17', '2020-07-24', '2020-07-28', '2020-07-30', '2020-07-31']);
});

describe('the days on which an item is spoken of', () => {
  test.each([
    ['2020-06-30', ['2020-06-08', '2020-06-15', '2020-06-22', '2020-06-24', '2020-06-29', '2020-06-30']],
    ['2020-08-31', ['2020-08-10', '2020-08-17', '2020-08-24', '2020-08-26', '2020-08-28', '2020-08-31']],
    // A Saturday: the day-itself step moves to Friday the 30th, the deadline stays.
    ['2020-10-31', ['2020-10-12', '2020-10-19', '2020-10-26', '2020-10-28', '2020-10-30', '2020-10-30']],
  ])('reminders for %s leave at T-15, -10, -5, -3, -1 and 0 working days', (dueOn, days) => {
    expect(reminderSteps(dueOn, calendar, DEFAULT_RULES).map((step) => step.day)).toEqual(days);
  });

  test('chases leave at +1, +3, +5 working days, then weekly, at most three in a month', () => {
    const steps = chaseSteps('2020-06-30', '2020-10-31', calendar, DEFAULT_RULES);
    expect(steps.map(({ rule, day }) => `${rule} ${day}`)).toEqual([
      ...['T+1 2020-07-01', 'T+3 2020-07-03', 'T+5 2020-07-07'],
      ...['W4 2020-08-04', 'W5 2020-08-11', 'W6 2020-08-18'],
      ...['W8 2020-09-01', 'W9 2020-09-08', 'W10 2020-09-15'],
      // 6 October rests: the weekly chase is said on 30 September, which has had its three; October starts on the 13th.
      ...['W14 2020-10-13', 'W15 2020-10-20', 'W16 2020-10-27'],
    ]);
  });

  test('what is due on different days is chased weekly on the same one', () => {
    const weekly = (dueOn: string) =>
      chaseSteps(dueOn, '2020-11-15', calendar, DEFAULT_RULES)
        .filter(({ rule, day }) => rule.startsWith('W') && day >= '2020-10-09')
        .map(({ day }) => day);
    const tuesdays = ['2020-10-13', '2020-10-20', '2020-10-27', '2020-11-03', '2020-11-10'];
    // The fifth working day after was a Tuesday for the one, a Monday for the other.
    expect([weekly('2020-06-30'), weekly('2020-08-31')]).toEqual([tuesdays, tuesdays]);
  });

  test.each([
    ['T-15', '到期前第15个工作日'],
    ['T-0', '到期当日'],
    ['T+3', '逾期第3个工作日'],
    ['W2', '逾期后每周催办（第2周）'],
    ['assigned', '方案启用，交办'],
  ])('the rule %s is said as %s', (rule, words) => {
    expect(ruleWords(rule)).toBe(words);
  });
});

describe('what is owed', () => {
  const said = (...rules: string[]) => new Set(rules.map((rule) => sayingKey(1, '2020-06-30', rule)));

  test.each([
    ['2020-06-05', 'nothing before the first step', [], null],
    ['2020-06-08', 'the first reminder', [], 'T-15'],
    ['2020-06-09', 'nothing twice', ['T-15'], null],
    ['2020-06-09', 'yesterday’s reminder if the night was missed', [], 'T-15'],
    ['2020-06-25', 'nothing on a holiday', [], null],
    ['2020-06-28', 'on a make-up Sunday what was missed', [], 'T-3'],
    ['2020-06-30', 'only the latest step after an outage', ['T-15'], 'T-0'],
    ['2020-07-08', 'one chase after an outage over the due day', ['T-15'], 'T+5'],
  ])('on %s: %s', (today, _why, before, rule) => {
    const owed = noticesOwed([item()], said(...before), today, context);
    expect(owed.flatMap((notice) => notice.items.map((i) => i.rule))).toEqual(rule ? [rule] : []);
  });

  test.each(['declined', 'reported', 'accepted', 'rectifying', 'closed', 'waived', 'suspended'] as const)(
    'nothing for an item that is %s',
    (stage) => {
      expect(noticesOwed([item({ stage })], new Set(), '2020-06-30', context)).toEqual([]);
    },
  );

  test('steps before or on the assigning day are not made up for', () => {
    expect(latestStep(item({ assignedOn: '2020-06-24' }), '2020-06-28', stepsUntil('2020-06-28', context))).toBeNull();
    expect(latestStep(item({ assignedOn: '2020-06-24' }), '2020-06-29', stepsUntil('2020-06-29', context))?.rule).toBe(
      'T-1',
    );
  });

  test('a unit gets one mail a day for reminders and chases together', () => {
    const items = [
      item({ id: 1, dueOn: '2020-06-30' }),
      item({ id: 2, dueOn: '2020-08-31' }),
      item({ id: 3, dueOn: '2020-08-31', unitId: 2 }),
    ];
    expect(noticesOwed(items, new Set(), '2020-08-11', context)).toEqual([
      {
        unitId: 1,
        day: '2020-08-11',
        kind: 'chase',
        items: [
          { assignmentId: 1, dueOn: '2020-06-30', rule: 'W5' },
          { assignmentId: 2, dueOn: '2020-08-31', rule: 'T-15' },
        ],
      },
      {
        unitId: 2,
        day: '2020-08-11',
        kind: 'reminder',
        items: [{ assignmentId: 3, dueOn: '2020-08-31', rule: 'T-15' }],
      },
    ]);
  });
});

describe('properties, for any due day of 2020 to 2026', () => {
  const anyDue = fc.integer({ min: 0, max: 2300 }).map((n) => plusDays('2020-03-01', n));

  test('every step is on a working day; reminders never after, chases never before the due day', () => {
    fc.assert(
      fc.property(anyDue, (dueOn) => {
        const chases = chaseSteps(dueOn, plusDays(dueOn, 150), calendar, DEFAULT_RULES);
        const perMonth = chases.map((step) => step.day.slice(0, 7));
        return (
          reminderSteps(dueOn, calendar, DEFAULT_RULES).every((s) => s.day <= dueOn && isWorkday(calendar, s.day)) &&
          chases.every((s) => s.day > dueOn && isWorkday(calendar, s.day)) &&
          perMonth.every((month) => perMonth.filter((other) => other === month).length <= 3)
        );
      }),
    );
  });

  test('weekly chases of all due days fall on Tuesdays, or the working day before one that rests', () => {
    fc.assert(
      fc.property(anyDue, (dueOn) => {
        const weekly = chaseSteps(dueOn, plusDays(dueOn, 200), calendar, DEFAULT_RULES).filter(({ rule }) =>
          rule.startsWith('W'),
        );
        const nextTuesday = (day: string) => plusDays(day, (2 - weekday(day) + 7) % 7);
        return weekly.length > 0 && weekly.every(({ day }) => workdayOnOrBefore(calendar, nextTuesday(day)) === day);
      }),
    );
  });

  test('running every day says each reminder once, and running it again says nothing', () => {
    fc.assert(
      fc.property(anyDue, (dueOn) => {
        const one = item({ dueOn, assignedOn: plusDays(dueOn, -60) });
        const said = new Set<string>();
        const from = plusDays(dueOn, -59);
        const told = forecastNotices([one], said, from, plusDays(dueOn, 40), context);
        for (const notice of told) for (const i of notice.items) said.add(sayingKey(i.assignmentId, i.dueOn, i.rule));
        const days = told.map((notice) => notice.day);
        return (
          new Set(days).size === days.length && noticesOwed([one], said, plusDays(dueOn, 40), context).length === 0
        );
      }),
      { numRuns: 40 },
    );
  });

  test('what lies outside the window owes nothing', () => {
    fc.assert(
      fc.property(anyDue, fc.integer({ min: 0, max: 60 }), (today, ahead) => {
        const { dueTo } = reminderWindow(today, calendar, [DEFAULT_RULES]);
        const dueOn = plusDays(dueTo, 1 + ahead);
        return latestStep(item({ dueOn, assignedOn: '2019-01-01' }), today, stepsUntil(today, context)) === null;
      }),
    );
  });
});
