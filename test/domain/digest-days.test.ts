import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { type DigestOccasion, headsOwed, leadersOwed, nextHeadsDay } from '../../src/domain/digest-days.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const phases = [{ dueOn: '2020-06-30' }, { dueOn: '2020-08-31' }, { dueOn: '2020-10-31' }];
const plan = { phases, startedOn: '2020-05-12', calendar };
const NEWS = { isNews: true, isOpen: true };
const QUIET = { isNews: false, isOpen: true };

/** The days from one to another on which an issue is owed, as a timetable that looks every working day finds them. */
function issues(from: string, to: string, newsOn: (day: string) => typeof NEWS): Record<string, DigestOccasion[]> {
  const found: Record<string, DigestOccasion[]> = {};
  let lookedOn: string | null = null;
  let lastOn: string | null = null;
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    if (!isWorkday(calendar, day)) continue;
    const owed = leadersOwed({ ...plan, lookedOn, lastOn }, day, newsOn(day));
    if (owed.length > 0) [found[day], lastOn] = [owed, day];
    lookedOn = day;
  }
  return found;
}

describe('Leaders get an issue', () => {
  test('each Monday while there is news; after a holiday on the first day on which offices work', () => {
    expect(Object.keys(issues('2020-09-14', '2020-10-20', () => NEWS))).toEqual([
      ...['2020-09-14', '2020-09-21', '2020-09-28', '2020-10-09', '2020-10-12', '2020-10-19'],
    ]);
  });

  test('on the first Monday of a month where there is none', () => {
    expect(issues('2020-09-07', '2020-12-01', () => QUIET)).toEqual({
      '2020-09-07': ['monthly'],
      '2020-10-09': ['monthly'],
      '2020-10-30': ['phase-last-day'],
      // One issue for both; the month has had its own, then.
      '2020-11-02': ['phase-close', 'monthly'],
    });
  });

  test('on a phase’s last working day and on the first one after it, whatever there is to say', () => {
    expect(issues('2020-06-30', '2020-07-04', () => QUIET)).toEqual({
      '2020-06-30': ['phase-last-day'],
      '2020-07-01': ['phase-close'],
    });
  });

  test('once, where several reasons meet', () => {
    expect(leadersOwed({ ...plan, lookedOn: '2020-08-28', lastOn: '2020-08-24' }, '2020-08-31', NEWS)).toEqual([
      ...['phase-last-day', 'weekly'],
    ]);
  });

  test('not for the day of the start, not on a day of rest, and not once everything is done', () => {
    const owed = (day: string, more: Partial<typeof plan> = {}, news = NEWS) =>
      leadersOwed({ ...plan, ...more, lookedOn: null, lastOn: null }, day, news);
    expect(owed('2020-05-18', { startedOn: '2020-05-18' })).toEqual([]);
    expect(owed('2020-05-18')).toEqual(['weekly']);
    expect(owed('2020-06-25')).toEqual([]);
    expect(owed('2020-12-07', {}, { isNews: false, isOpen: false })).toEqual([]);
  });

  test.each([
    // Off from Friday to Wednesday: Monday's is owed on Wednesday, and not again on Thursday.
    ['2020-07-17', '2020-07-22', ['weekly']],
    ['2020-07-22', '2020-07-23', []],
    // A phase's last day is over: only its close is told.
    ['2020-06-24', '2020-07-02', ['phase-close', 'weekly']],
    // Off for three weeks: one issue.
    ['2020-07-10', '2020-07-31', ['weekly']],
  ])('after an outage from %s to %s: %j', (lookedOn, today, owed) => {
    expect(leadersOwed({ ...plan, lookedOn, lastOn: '2020-06-15' }, today, NEWS)).toEqual(owed);
  });
});

test('Heads of units get theirs on the first working day of a month', () => {
  const days: string[] = [];
  for (let day = '2020-05-12', looked: string | null = null; day <= '2020-12-31'; day = plusDays(day, 1)) {
    if (!isWorkday(calendar, day)) continue;
    if (headsOwed({ ...plan, lookedOn: looked }, day)) days.push(day);
    looked = day;
  }
  expect(days).toEqual([
    ...['2020-06-01', '2020-07-01', '2020-08-03', '2020-09-01', '2020-10-09', '2020-11-02', '2020-12-01'],
  ]);
});

test.each([
  ['2020-05-31', '2020-06-01'],
  ['2020-06-01', '2020-07-01'],
  ['2020-09-30', '2020-10-09'],
  ['2020-10-05', '2020-10-09'],
  ['2020-12-31', '2021-01-04'],
])('after %s heads are written to on %s', (day, next) => {
  expect(nextHeadsDay(day, calendar)).toBe(next);
});
