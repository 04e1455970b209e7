import { makeCalendar } from '../../src/domain/calendar.js';
import { type OwingItems, owingUnits } from '../../src/domain/owing.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';

const world = { calendar: makeCalendar([], 2021), rules: DEFAULT_RULES };
const alike = (unitId: number, more: Partial<OwingItems> = {}): OwingItems => ({
  ...{ unitId, unitName: `单位${unitId}`, count: 2, stage: 'underway', opensOn: '2020-05-12', dueOn: '2020-10-31' },
  ...{ assignedOn: '2020-05-12', reportedFor: null },
  ...more,
});

test.each<[string, string, Partial<OwingItems>, number]>([
  ['on the report day itself, when it is not missing yet,', '2020-06-25', {}, 0],
  ['from the day after', '2020-06-26', {}, 2],
  ['once it has reported', '2020-06-28', { reportedFor: '2020-06-25' }, 0],
  ['once it has reported for the month before only', '2020-06-28', { reportedFor: '2020-05-25' }, 2],
  ['while the office has the item', '2020-06-28', { stage: 'reported' }, 0],
  ['in its first ten working days', '2020-05-26', {}, 0],
])('a unit owes a report %s as it should', (_name, today, more, items) => {
  expect(owingUnits([alike(1, more)], today, world).reduce((sum, one) => sum + one.items, 0)).toBe(items);
});

test('the units that have been waited for longest come first, each once with all its items', () => {
  const owing = owingUnits(
    [alike(3, { count: 1 }), alike(2), alike(3, { count: 4, dueOn: '2020-06-30' })],
    '2020-06-28',
    world,
  );
  expect(owing.map(({ unitId, items }) => [unitId, items])).toEqual([
    [2, 2],
    [3, 5],
  ]);
});
