import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { type StandingFacts } from '../../src/domain/standing.js';
import { countsYesterday } from '../../src/domain/yesterday.js';
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
