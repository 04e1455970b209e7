import { yearsToImport } from '../../src/domain/calendar.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);

test.each([
  ['2026-06-30', '2026-10-31', [], 'a plan within the data'],
  ['2026-10-31', '2026-10-31', [], 'the last day of October'],
  ['2026-11-01', '2026-10-31', [2027], 'November: the notice for the next year is out'],
  ['2026-12-31', '2026-10-31', [2027], 'the last day of the year'],
  ['2026-06-30', '2027-08-31', [2027], 'a plan that goes on beyond the data'],
  ['2027-01-04', '2027-08-31', [2027], 'a year that began without'],
  ['2027-11-02', '2027-08-31', [2027, 2028], 'November of a year that never had any'],
  ['2020-12-01', '2021-01-31', [], 'long ago'],
])('on %s, for a plan until %s, %j are to be imported (%s)', (today, until, years) => {
  expect(yearsToImport(calendar, today, until)).toEqual(years);
});
