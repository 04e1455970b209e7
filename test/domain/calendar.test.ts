import { isWorkday, nthWorkday, workdaysAfter, yearsWithoutData } from '../../src/domain/calendar.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);

describe('the working-day calendar', () => {
  // The golden table of the field (from the State Council's notices of 2020 and 2026).
  test.each([
    ['2020-06-30', '2020-06-29', '2020-06-24', '2020-06-22', '2020-06-15', '2020-06-08'],
    ['2020-08-31', '2020-08-28', '2020-08-26', '2020-08-24', '2020-08-17', '2020-08-10'],
    ['2020-10-31', '2020-10-30', '2020-10-28', '2020-10-26', '2020-10-19', '2020-10-12'],
    ['2026-06-30', '2026-06-29', '2026-06-25', '2026-06-23', '2026-06-15', '2026-06-08'],
  ])('counts back 1, 3, 5, 10 and 15 working days from %s', (due, ...expected) => {
    expect([1, 3, 5, 10, 15].map((n) => nthWorkday(calendar, due, -n))).toEqual(expected);
  });

  test.each([
    ['2020-06-25', '周四', false, '端午节'],
    ['2020-06-26', '周五', false, '端午节调休'],
    ['2020-06-28', '周日', true, '调休上班'],
    ['2020-06-24', '周三', true, '平常的工作日'],
    ['2020-06-27', '周六', false, '平常的周末'],
    ['2020-10-10', '周六', true, '国庆后补班'],
    ['2020-01-31', '周五', false, '2020年春节延长'],
    ['2026-02-14', '周六', true, '春节前补班'],
  ])('%s (%s) works: %s (%s)', (day, _weekday, works) => {
    expect(isWorkday(calendar, day)).toBe(works);
  });

  test('counts working days after a day up to and including another', () => {
    expect(workdaysAfter(calendar, '2020-06-24', '2020-06-30')).toBe(3);
    expect(workdaysAfter(calendar, '2020-06-30', '2020-06-30')).toBe(0);
    expect(workdaysAfter(calendar, '2020-07-03', '2020-06-30')).toBe(-3);
    expect(workdaysAfter(calendar, '2020-10-30', '2020-10-31')).toBe(0);
  });

  test('a day of the office overrides the published holidays', () => {
    const sanyuesan = { day: '2026-04-20', isWorkday: false, name: '三月三', source: '海南省' };
    expect(isWorkday(calendar, '2026-04-20')).toBe(true);
    expect(isWorkday(calendarWith([sanyuesan]), '2026-04-20')).toBe(false);
    expect(isWorkday(calendarWith([]), '2026-04-20')).toBe(true);
  });

  test('says which years have no holiday notice yet', () => {
    expect(yearsWithoutData(calendar, '2020-05-12', '2026-12-31')).toEqual([]);
    expect(yearsWithoutData(calendar, '2026-05-12', '2028-01-31')).toEqual([2027, 2028]);
  });
});
