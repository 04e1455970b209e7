import { couldLeaveSince, minutesBetween, stoodStill } from '../../src/domain/dead-man.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const HOURS = { sendFrom: '08:30', sendUntil: '17:30' };

// The Dragon Boat holiday of 2020: 25 to 27 June; Sunday 28 June is worked.
describe('Whether nothing has run for a working day', () => {
  test.each([
    ['the day itself', '2020-06-23', '2020-06-23', '18:00', false],
    ['the next working day, in the morning', '2020-06-23', '2020-06-24', '08:31', false],
    ['the next working day, when it is over', '2020-06-23', '2020-06-24', '17:30', true],
    ['the holiday after a working day on which it ran', '2020-06-24', '2020-06-27', '23:59', false],
    ['the worked Sunday after it', '2020-06-24', '2020-06-28', '12:00', false],
    ['the day after that Sunday', '2020-06-24', '2020-06-29', '00:01', true],
    ['a weekend after a Friday on which it did not run', '2020-07-02', '2020-07-04', '09:00', true],
    ['a weekend after a Friday on which it ran', '2020-07-03', '2020-07-05', '09:00', false],
  ])('%s (last run %s, now %s %s): %s', (_what, last, today, time, still) => {
    expect(stoodStill(last, { today, time }, calendar)).toBe(still);
  });

  test('there is nothing to say where nothing is to run', () => {
    expect(stoodStill(null, { today: '2020-06-24', time: '18:00' }, calendar)).toBe(false);
  });
});

describe('Since when a due mail could have left', () => {
  test.each([
    ['due this morning', '2020-06-24', '09:10', '2020-06-24', '10:00', '09:10'],
    ['due before the hours of sending', '2020-06-24', '07:00', '2020-06-24', '10:00', '08:30'],
    ['due last night', '2020-06-23', '20:00', '2020-06-24', '08:45', '08:30'],
    ['before the hours', '2020-06-23', '20:00', '2020-06-24', '08:29', null],
    ['after the hours', '2020-06-24', '09:00', '2020-06-24', '17:30', null],
    ['on a holiday', '2020-06-24', '09:00', '2020-06-25', '10:00', null],
  ])('%s: due %s %s, now %s %s: %s', (_what, dueDay, dueTime, today, time, since) => {
    const due = { today: dueDay, time: dueTime };
    expect(couldLeaveSince(due, { today, time }, calendar, HOURS)).toBe(since);
  });

  test('minutes are counted within a day', () => {
    expect([minutesBetween('08:30', '09:30'), minutesBetween('08:45', '09:00')]).toEqual([60, 15]);
  });
});
