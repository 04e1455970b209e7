import { drawn } from '../../src/domain/draw.js';
import { answerUntil, groupNames, objectionUntil, rectifyByOf, tookPart } from '../../src/domain/inspections.js';
import { type Person } from '../../src/domain/permissions.js';

const pool = Array.from({ length: 171 }, (_, i) => i + 1);

test('the same pool and seed give the same sample, whatever the order of the pool', () => {
  const sample = drawn(pool, 12, '2020-检-1');
  // Written down once: whoever draws again in another year, or by another program (this list is a Python one’s), finds these.
  expect(sample).toEqual([28, 32, 43, 68, 74, 84, 111, 117, 119, 138, 142, 155]);
  expect(drawn([...pool].reverse(), 12, '2020-检-1')).toEqual(sample);
});

test('a sample is made of different ids of the pool, in ascending order, and another seed gives another one', () => {
  for (const seed of ['a', 'b', '𠮷😀', '', '2020-10-09T01:00:00.000Z']) {
    const sample = drawn(pool, 40, seed);
    expect(new Set(sample).size).toBe(40);
    expect(sample.every((id) => pool.includes(id))).toBe(true);
    expect([...sample].sort((a, b) => a - b)).toEqual(sample);
  }
  expect(drawn(pool, 40, 'a')).not.toEqual(drawn(pool, 40, 'b'));
  expect(drawn(pool, 171, 'a')).toEqual(pool);
  expect(drawn([], 3, 'a')).toEqual([]);
});

test('every id is drawn about equally often', () => {
  const times = new Map<number, number>();
  for (let seed = 0; seed < 4000; seed++)
    for (const id of drawn(pool.slice(0, 20), 5, `抽${seed}`)) times.set(id, (times.get(id) ?? 0) + 1);
  // 1000 each, give or take five standard deviations.
  for (const count of times.values()) expect(Math.abs(count - 1000)).toBeLessThan(140);
  expect(times.size).toBe(20);
});

test('an objection is open for 30 days, its last day included, and so is its answer', () => {
  expect(objectionUntil({ issuedOn: '2020-10-09' })).toBe('2020-11-08');
  expect(answerUntil({ raisedOn: '2020-12-15' })).toBe('2021-01-14');
});

test('an item follows the first of the findings that wait for its unit', () => {
  const at = (dueOn: string, stage: 'issued' | 'submitted' | 'passed') => ({ dueOn, stage });
  expect(rectifyByOf([at('2020-11-01', 'issued'), at('2020-11-09', 'submitted'), at('2020-12-01', 'passed')])).toBe(
    '2020-11-01',
  );
  expect(rectifyByOf([at('2020-11-20', 'issued'), at('2020-11-10', 'issued')])).toBe('2020-11-10');
  expect(rectifyByOf([at('2020-11-09', 'submitted')])).toBeNull();
  expect(rectifyByOf([at('2020-12-01', 'passed')])).toBeNull();
  expect(rectifyByOf([])).toBeNull();
});

const inspectors = {
  ...{ accountId: 7, contactId: 3 },
  names: groupNames({ leaderName: '王雷', members: '李新、赵敏，陈 强' }, '办公室'),
};
test.each<[string, Partial<Person>, boolean]>([
  ['the account that wrote the finding down', { accountId: 7 }, true],
  ['another account of the same person', { accountId: 8, contactId: 3 }, true],
  ['an account without a person, under the same name', { accountId: 8, name: '办公室' }, true],
  ['the group’s leader', { accountId: 9, name: '王雷' }, true],
  ['a member of the group', { accountId: 9, name: ' 赵敏 ' }, true],
  ['somebody else', { accountId: 9, contactId: 4, name: '周红' }, false],
  ['somebody of whom no person is known', { accountId: 9, contactId: null, name: '周红' }, false],
])('%s took part in an inspection: %s', (_who, more, expected) => {
  const person: Person = {
    ...{ role: 'office', name: '某人', unitId: null, accountId: null, contactId: null, items: null },
    ...more,
  };
  expect(tookPart(person, inspectors)).toBe(expected);
  expect(tookPart(person, { accountId: null, contactId: null, names: [] })).toBe(false);
});
