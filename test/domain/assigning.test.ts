import { assigned } from '../../src/domain/assigning.js';

const PHASES = [
  { name: '一', dueOn: '2021-06-30' },
  { name: '二', dueOn: '2021-12-31' },
];
const DUTY = [{ measureId: 1 }];

describe('What a duty comes to', () => {
  test.each<[string, string | null, string[]]>([
    ['a measure without a day of its own is due in every phase', null, ['一 2021-06-30', '二 2021-12-31']],
    ['one due within the first phase is due once, on its day', '2021-05-31', ['一 2021-05-31']],
    ['one due on a phase’s last day belongs to that phase', '2021-06-30', ['一 2021-06-30']],
    ['one due a day later belongs to the next', '2021-07-01', ['二 2021-07-01']],
    ['one due after all phases belongs to the last, on its own day', '2022-03-31', ['二 2022-03-31']],
  ])('%s', (_, day, expected) => {
    const made = assigned(PHASES, DUTY, new Map([[1, day]]));
    expect(made.map(({ phase, dueOn }) => `${phase.name} ${dueOn}`)).toEqual(expected);
  });

  test('a plan without phases has nothing to assign', () => {
    expect(assigned([], DUTY, new Map([[1, '2021-05-31']]))).toEqual([]);
  });
});
