import { explain, type Explained, type ExplainFacts, type Saying } from '../../src/domain/explain.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

/** An item due on 30 June, assigned on 12 May; `said` as 'T-15 06-08'. */
function facts(today: string, said: string[], more: Partial<ExplainFacts> = {}, dueOn = '2020-06-30'): ExplainFacts {
  const sayings = said.map((one, i): Saying => {
    const [rule = '', day = ''] = one.split(' ');
    return { rule, day: `2020-${day}`, dueOn, outboxId: i + 1, state: 'sent' };
  });
  return {
    ...{ today, calendar: calendarWith([]), rules: DEFAULT_RULES, said: sayings, turns: [], asked: [], returnedOn: [] },
    deadlineSince: '2020-05-12',
    item: {
      ...{ id: 1, planId: 1, unitId: 1, stage: 'underway', opensOn: '2020-05-12', assignedOn: '2020-05-12' },
      ...{ dueOn, reportedFor: null, returnedOn: null },
    },
    ...more,
  };
}

/** 'T-5 06-22 sent 06-22', 'T-3 06-24 ahead 06-24', 'T-1 06-29 settled 2020-06-25'. */
function line({ rule, day, saying, ahead, why, movedFrom }: Explained): string {
  const moved = movedFrom ? ` (${movedFrom.slice(5)})` : '';
  const outcome = saying
    ? `sent ${saying.day.slice(5)}`
    : ahead
      ? `ahead ${ahead.slice(5)}`
      : why &&
        [why.code, ...('since' in why ? [why.since.slice(5)] : []), ...('rule' in why ? [why.rule] : [])].join(' ');
  return `${rule} ${day.slice(5)}${moved} ${outcome}`;
}
const told = (given: ExplainFacts, until = '2020-07-14') =>
  explain(given)
    .filter(({ day }) => day <= until)
    .map(line);

test('before the deadline: what was said and what is still to come, each on its day', () => {
  expect(told(facts('2020-06-24', ['T-15 06-08', 'T-10 06-15', 'T-5 06-22']), '2020-06-30')).toEqual([
    'T-15 06-08 sent 06-08',
    'T-10 06-15 sent 06-15',
    'T-5 06-22 sent 06-22',
    'T-3 06-24 ahead 06-24',
    'T-1 06-29 ahead 06-29',
    'T-0 06-30 ahead 06-30',
  ]);
});

test('a deadline on a rest day is told on the working day before', () => {
  const october = facts('2020-10-20', [], {}, '2020-10-31');
  expect(told(october, '2020-10-31').at(-1)).toBe('T-0 10-30 (10-31) ahead 10-30');
});

test('an item assigned later than its first reminders was told by its assigning', () => {
  const late = facts('2020-06-24', ['T-5 06-22']);
  const item = { ...late.item, assignedOn: '2020-06-15' };
  expect(told({ ...late, item }, '2020-06-22')).toEqual([
    'T-15 06-08 assigned-later',
    'T-10 06-15 assigned-later',
    'T-5 06-22 sent 06-22',
  ]);
});

test('an outage: what was missed is made up as one, and the older steps join it', () => {
  const down = facts('2020-06-23', ['T-15 06-08', 'T-5 06-23']);
  expect(told(down, '2020-06-22')).toEqual(['T-15 06-08 sent 06-08', 'T-10 06-15 merged T-5', 'T-5 06-22 sent 06-23']);
  // Before the next run the last one that was missed is still to come, on the next working day.
  expect(told(facts('2020-06-25', ['T-15 06-08', 'T-10 06-15', 'T-5 06-22']), '2020-06-24').at(-1)).toBe(
    'T-3 06-24 ahead 06-28',
  );
});

test('once the unit has done its part nothing more is said, from that day on', () => {
  const turns = [{ day: '2020-06-23', stage: 'reported' as const }];
  const item = { ...facts('2020-06-26', []).item, stage: 'reported' as const };
  const done = facts('2020-06-26', ['T-15 06-08', 'T-10 06-15', 'T-5 06-22'], { turns, item });
  expect(told(done, '2020-07-01')).toEqual([
    'T-15 06-08 sent 06-08',
    'T-10 06-15 sent 06-15',
    'T-5 06-22 sent 06-22',
    'T-3 06-24 settled 06-23',
    'T-1 06-29 settled 06-23',
    'T-0 06-30 settled 06-23',
    'T+1 07-01 settled 06-23',
  ]);
});

test('after the deadline: chases, the cap of the month, and what rests them', () => {
  const late = facts('2020-07-06', ['T-0 06-30', 'T+1 07-01', 'T+3 07-03']);
  const after = (given: ExplainFacts) => told(given, '2020-08-04').filter((one) => !one.startsWith('T-'));
  expect(after(late)).toEqual([
    'T+1 07-01 sent 07-01',
    'T+3 07-03 sent 07-03',
    'T+5 07-07 ahead 07-07',
    ...['W1 07-14 cap', 'W2 07-21 cap', 'W3 07-28 cap'],
    'W4 08-04 ahead 08-04',
  ]);
  expect(after({ ...late, asked: [{ from: '2020-07-06', until: null }] })[2]).toBe('T+5 07-07 asking');
  const asked = [{ from: '2020-07-02', until: '2020-07-06' }];
  const rested = facts('2020-07-08', ['T+1 07-01', 'T+5 07-07'], { asked });
  expect(after(rested).slice(0, 3)).toEqual(['T+1 07-01 sent 07-01', 'T+3 07-03 asking', 'T+5 07-07 sent 07-07']);
  const returned = facts('2020-07-06', ['T+1 07-01'], { returnedOn: ['2020-07-02'] });
  expect(after(returned)[1]).toBe('T+3 07-03 returned 07-02');
});

test('a deadline that came later is not blamed for the days before it', () => {
  const moved = facts('2020-07-13', ['T-3 07-10'], { deadlineSince: '2020-07-01' }, '2020-07-15');
  expect(told(moved, '2020-07-09')).toEqual([
    'T-15 06-23 other-deadline 07-01',
    'T-10 07-01 other-deadline 07-01',
    'T-5 07-08 merged T-3',
  ]);
});
