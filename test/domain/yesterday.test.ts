import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { type StandingFacts } from '../../src/domain/standing.js';
import { actedSince, countsOn, countsYesterday, threeNumbers } from '../../src/domain/yesterday.js';
import { calendarWith } from '../../src/working-days.js';

const reckoning = { calendar: calendarWith([]), rules: DEFAULT_RULES };
const facts = (given: Partial<StandingFacts> = {}): StandingFacts => ({
  ...{ stage: 'assigned', opensOn: '2020-05-12', dueOn: '2020-06-30', completedOn: null, rectifyBy: null },
  ...given,
});

describe('the counts of yesterday', () => {
  test('where nobody acted, the same facts are looked at a day earlier', () => {
    expect(countsYesterday([{ ...facts(), count: 57 }], [], '2020-07-01', reckoning)).toEqual({ 'due-soon': 57 });
  });

  test('a completion of today is taken back: yesterday it was overdue', () => {
    const done = facts({ stage: 'reported', completedOn: '2020-07-03' });
    const tallies = [
      { ...facts(), count: 3 },
      { ...done, count: 1 },
    ];
    const acted = [{ facts: done, stageBefore: 'assigned' as const }];
    expect(countsYesterday(tallies, acted, '2020-07-03', reckoning)).toEqual({ overdue: 4, 'in-review': 0 });
  });

  test('an item reopened today was done yesterday', () => {
    const open = facts({ stage: 'underway' });
    const acted = [{ facts: open, stageBefore: 'accepted' as const }];
    expect(countsYesterday([{ ...open, count: 1 }], acted, '2020-07-03', reckoning)).toEqual({ overdue: 0, done: 1 });
  });
});

describe('what was before the acts since a day', () => {
  const items = [
    { ...facts({ stage: 'reported', completedOn: '2020-07-03' }), id: 1 },
    { ...facts({ dueOn: '2020-07-31' }), id: 2 },
    { ...facts(), id: 3 },
  ];

  test('is the stage before the first act that changed it, and the due day before the first grant', () => {
    const acts = [
      { assignmentId: 1, facts: '{"kind":"completion"}' },
      { assignmentId: 1, facts: '{"before":"assigned","after":"reported"}' },
      { assignmentId: 1, facts: '{"before":"reported","after":"underway"}' },
      { assignmentId: 2, facts: '{"before":"2020年6月30日","dueOnBefore":"2020-06-30"}' },
      { assignmentId: 2, facts: '{"dueOnBefore":"2020-07-10"}' },
      { assignmentId: 3, facts: '{"extensionId":4}' },
    ];
    expect(actedSince(acts, items)).toEqual([
      { facts: items[0], stageBefore: 'assigned', dueOnBefore: null },
      { facts: items[1], stageBefore: null, dueOnBefore: '2020-06-30' },
    ]);
  });

  test('is what a day of last week is counted by', () => {
    const acted = [
      { facts: items[0]!, stageBefore: 'assigned' as const },
      { facts: items[1]!, stageBefore: null, dueOnBefore: '2020-06-30' },
    ];
    const tallies = items.map((item) => ({ ...item, count: 1 }));
    const counts = countsOn(tallies, acted, '2020-07-01', reckoning);
    expect(threeNumbers(counts)).toEqual({ done: 0, soon: 0, late: 3 });
    expect(threeNumbers(countsOn(tallies, [], '2020-07-06', reckoning))).toEqual({ done: 0, soon: 0, late: 1 });
  });

  test('keeps the lateness of what was done by then and closed since', () => {
    const closed = facts({ stage: 'closed', completedOn: '2020-07-02' });
    const acted = [{ facts: closed, stageBefore: 'accepted' as const }];
    expect(countsOn([{ ...closed, count: 1 }], acted, '2020-07-03', reckoning)).toEqual({ closed: 0, 'done-late': 1 });
  });
});
