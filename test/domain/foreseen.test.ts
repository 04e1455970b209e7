import { compareForeseen, type ForeseenMail } from '../../src/domain/foreseen.js';

/** '06-24 2 1:T-3 2:T-3': a reminder to unit 2 on 24 June about items 1 and 2. */
function mail(line: string): ForeseenMail {
  const [day = '', unit = '', ...items] = line.split(' ');
  return {
    ...{ on: `2020-${day}`, kind: 'reminder', unitId: Number(unit), postId: null, planIds: [1], toName: '', to: null },
    subject: '',
    items: items.map((item) => {
      const [id = '', ...rule] = item.split(':');
      return {
        assignmentId: Number(id),
        rule: rule.join(':'),
        planId: 1,
        unitId: Number(unit),
        measure: '',
        phase: '',
        dueOn: '',
      };
    }),
  };
}
const lineOf = ({ on, unitId, items }: ForeseenMail) =>
  [on.slice(5), unitId, ...items.map(({ assignmentId, rule }) => `${assignmentId}:${rule}`)].join(' ');

test.each<[string, string[], string[], Record<string, string[]>]>([
  ['nothing changes', ['06-24 2 1:T-3'], ['06-24 2 1:T-3'], {}],
  ['a day comes', ['06-24 2 1:T-3'], ['06-22 2 1:T-5', '06-24 2 1:T-3'], { appears: ['06-22 2 1:T-5'] }],
  ['a day goes', ['06-22 2 1:T-5', '06-24 2 1:T-3'], ['06-24 2 1:T-3'], { vanishes: ['06-22 2 1:T-5'] }],
  ['a day is another', ['06-24 2 1:T-3'], ['06-23 2 1:T-3'], { moves: ['06-24 → 06-23 2 1:T-3'] }],
  [
    'two change places',
    ['06-24 2 1:T-3', '06-29 2 1:T-1'],
    ['06-25 2 1:T-3', '06-30 2 1:T-1'],
    {
      moves: ['06-24 → 06-25 2 1:T-3', '06-29 → 06-30 2 1:T-1'],
    },
  ],
  ['one says more', ['06-24 2 1:T-3'], ['06-24 2 1:T-3 2:T-3'], { differs: ['06-24 2 1:T-3 2:T-3'] }],
  [
    'a reporting day is another',
    ['06-24 2 1:R-0:2020-06-24'],
    ['06-23 2 1:R-0:2020-06-23'],
    { moves: ['06-24 → 06-23 2 1:R-0:2020-06-23'] },
  ],
  [
    'another unit is another mail',
    ['06-24 2 1:T-3'],
    ['06-23 3 1:T-3'],
    {
      appears: ['06-23 3 1:T-3'],
      vanishes: ['06-24 2 1:T-3'],
    },
  ],
])('what becomes of the mails where %s', (_name, before, after, expected) => {
  const found = compareForeseen(before.map(mail), after.map(mail));
  expect({
    appears: found.appears.map(lineOf),
    vanishes: found.vanishes.map(lineOf),
    moves: found.moves.map(({ from, mail: one }) => `${from.slice(5)} → ${lineOf(one)}`),
    differs: found.differs.map(lineOf),
  }).toEqual({ appears: [], vanishes: [], moves: [], differs: [], ...expected });
});
