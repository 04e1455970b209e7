import { forecastNotices, noticesOwed } from '../../src/domain/notices.js';
import { kindOfRule, lastSaid, type ReminderItem, ruleWords, sayingKey } from '../../src/domain/reminders.js';
import { isStillAsked, periodAsked, requestsUntil } from '../../src/domain/requests.js';
import { DEFAULT_RULES, type PlanRules } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const contextOf = (rules: Partial<PlanRules> = {}, asking = new Set<number>()) => ({
  ...{ calendar, rulesOfPlan: () => ({ ...DEFAULT_RULES, ...rules }), asking },
});
const item = (given: Partial<ReminderItem> = {}): ReminderItem => ({
  ...{ id: 1, planId: 1, unitId: 1, stage: 'underway', assignedOn: '2020-05-12', opensOn: '2020-05-12' },
  ...{ dueOn: '2020-06-30', reportedFor: null, returnedOn: null },
  ...given,
});
/** The requests that leave if nobody acts, with the kind of their mail. */
const course = (one: ReminderItem, from: string, to: string, context = contextOf()) =>
  forecastNotices([one], new Set(), from, to, context).flatMap(({ day, kind, items }) =>
    items.filter(({ rule }) => periodAsked(rule) !== null).map(({ rule }) => `${day} ${rule} ${kind}`),
  );

describe('the days on which a report is asked for', () => {
  // June 2020: half-monthly before 30 June; the 25th to the 27th rest, Sunday the 28th works.
  test('two working days before its day, on it, and once more on the working day after', () => {
    expect(course(item(), '2020-05-12', '2020-06-30')).toEqual([
      ...['2020-06-08 R-2:2020-06-10 reminder', '2020-06-10 R-0:2020-06-10 report-request'],
      ...['2020-06-11 R+1:2020-06-10 report-request'],
      ...['2020-06-22 R-2:2020-06-24 reminder', '2020-06-24 R-0:2020-06-24 reminder'],
      '2020-06-28 R+1:2020-06-24 report-request',
    ]);
  });

  test('only monthly until the last month before the deadline', () => {
    const one = item({ dueOn: '2020-10-31', opensOn: '2020-09-01' });
    expect(course(one, '2020-08-20', '2020-10-13')).toEqual([
      ...['2020-09-23 R-2:2020-09-25 report-request', '2020-09-25 R-0:2020-09-25 report-request'],
      ...['2020-09-27 R+1:2020-09-25 report-request'],
      // Saturday the 10th of October is worked on, the first eight days of the month are not, nor is Sunday the 11th.
      ...['2020-09-30 R-2:2020-10-10 report-request', '2020-10-10 R-0:2020-10-10 report-request'],
      '2020-10-12 R+1:2020-10-10 reminder',
    ]);
  });

  test('as the plan’s rules say: other days, or none at all', () => {
    const days = (requestBefore: number[]) =>
      course(item(), '2020-06-01', '2020-06-11', contextOf({ requestBefore })).map((said) => said.slice(5, 14));
    expect(days([3, 1])).toEqual(['06-05 R-3', '06-09 R-1', '06-11 R+1']);
    expect(days([])).toEqual([]);
  });

  test('are no more than three to a period, each once, whichever day is asked about', () => {
    const world = { calendar, rules: DEFAULT_RULES };
    const rules = requestsUntil(item(), '2020-05-12', '2020-12-31', world).map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    // Half-monthly in June; then monthly while the item stays open: July to December.
    expect(rules).toHaveLength(3 * 8);
  });
});

describe('a report is not asked for', () => {
  const NONE: [string, ReminderItem, ReturnType<typeof contextOf>, string][] = [
    ['when it is there', item({ reportedFor: '2020-06-24' }), contextOf(), '2020-06-22'],
    ['of an item that is not with its unit', item({ stage: 'reported' }), contextOf(), '2020-06-24'],
    ['before the item opens', item({ opensOn: '2020-07-01', dueOn: '2020-08-31' }), contextOf(), '2020-06-24'],
    ['in the first days after assigning', item({ assignedOn: '2020-06-16' }), contextOf(), '2020-06-24'],
    ['while an extension is asked for', item(), contextOf({}, new Set([1])), '2020-06-10'],
    ['just after a return', item({ returnedOn: '2020-06-09' }), contextOf(), '2020-06-10'],
    ['on a rest day', item(), contextOf(), '2020-06-25'],
    ['of an item that is put right', item({ toRectify: true }), contextOf(), '2020-06-10'],
  ];
  test.each(NONE)('%s', (_why, one, context, today) => {
    const owed = noticesOwed([one], new Set(), today, context).flatMap(({ items }) => items);
    expect(owed.filter(({ rule }) => periodAsked(rule) !== null)).toEqual([]);
  });

  test('and the same items owe it when nothing of that holds', () => {
    expect(noticesOwed([item()], new Set(), '2020-06-10', contextOf())[0]?.items.map(({ rule }) => rule)).toContain(
      'R-0:2020-06-10',
    );
  });

  test('but what rested is asked for once afterwards, the latest only', () => {
    const one = item({ returnedOn: '2020-06-09' });
    expect(course(one, '2020-06-10', '2020-06-15')).toEqual(['2020-06-11 R+1:2020-06-10 report-request']);
  });
});

test('after an outage one request, the latest; a report that is a month late is not asked for daily', () => {
  const rulesOn = (today: string, said: string[] = []) =>
    noticesOwed([item({ dueOn: '2020-12-31' })], new Set(said), today, contextOf()).flatMap(({ items }) =>
      items.map(({ rule }) => rule),
    );
  expect(rulesOn('2020-07-06')).toEqual(['R+1:2020-06-24']);
  expect(rulesOn('2020-07-06', [sayingKey(1, '2020-12-31', 'R+1:2020-06-24')])).toEqual([]);
});

test('a moved due day does not make the same request again', () => {
  expect(sayingKey(1, '2020-06-30', 'R-2:2020-06-24')).toBe(sayingKey(1, '2020-07-31', 'R-2:2020-06-24'));
  expect(sayingKey(1, '2020-06-30', 'T-5')).not.toBe(sayingKey(1, '2020-07-31', 'T-5'));
});

test('requests, reminders and chases of a unit are one mail of the weightiest kind', () => {
  const items = [
    item({ id: 1, dueOn: '2020-12-31' }),
    item({ id: 2, dueOn: '2020-06-30' }),
    item({ id: 3, unitId: 2, dueOn: '2020-06-23', reportedFor: '2020-06-24' }),
    item({ id: 4, unitId: 2, dueOn: '2020-12-31' }),
    item({ id: 5, unitId: 3, dueOn: '2020-12-31' }),
  ];
  const mails = noticesOwed(items, new Set(), '2020-06-24', contextOf());
  expect(mails.map(({ unitId, kind, items: said }) => [unitId, kind, said.map(({ rule }) => rule).join(' ')])).toEqual([
    [1, 'reminder', 'R-0:2020-06-24 T-3 R-0:2020-06-24'],
    [2, 'chase', 'T+1 R-0:2020-06-24'],
    [3, 'report-request', 'R-0:2020-06-24'],
  ]);
});

test.each([
  ['R-2:2020-06-24', '6月24日应报的进展，报送日前第2个工作日'],
  ['R-0:2020-06-24', '6月24日应报的进展，报送当日'],
  ['R+1:2020-06-24', '6月24日应报的进展，报送日后第1个工作日'],
])('the rule %s is said as %s, and kept as what was asked last', (rule, words) => {
  expect(ruleWords(rule)).toBe(words);
  expect(kindOfRule(rule)).toBe('report-request');
  expect(lastSaid('2020-06-30', rule)).toEqual({ asked: rule });
});

test('of the rules of the outbox only those of the timetable are kept with the item', () => {
  expect(lastSaid('2020-06-30', 'T-15')).toEqual({ told: '2020-06-30:T-15' });
  expect(lastSaid('2020-06-30', 'W12')).toEqual({ told: '2020-06-30:W12' });
  for (const rule of ['assigned', 'returned:12', 'chase:2020-06-24', 'L1', 'waive:3:2', 'rectification:1'])
    expect(lastSaid('2020-06-30', rule)).toBeNull();
});

test('a request stands until the report is there or the item is no longer with its unit', () => {
  expect(isStillAsked({ stage: 'underway', reportedFor: null }, '2020-06-24')).toBe(true);
  expect(isStillAsked({ stage: 'returned', reportedFor: '2020-06-10' }, '2020-06-24')).toBe(true);
  expect(isStillAsked({ stage: 'underway', reportedFor: '2020-06-24' }, '2020-06-24')).toBe(false);
  expect(isStillAsked({ stage: 'accepted', reportedFor: null }, '2020-06-24')).toBe(false);
});
