import {
  actsOpenTo,
  advance,
  ASSIGNMENT,
  EXTENSION,
  INSTRUCTION,
  type Lifecycle,
  PLAN,
  RECTIFICATION,
  REPORT,
  type Who,
} from '../../src/domain/lifecycle.js';

const ALL = [ASSIGNMENT, RECTIFICATION, EXTENSION, REPORT, INSTRUCTION, PLAN] as unknown as Lifecycle<string, string>[];

describe.each(ALL.map((lifecycle) => [lifecycle.name, lifecycle] as const))(
  'the lifecycle of %s',
  (_name, lifecycle) => {
    const target = (row: { from: readonly string[]; to: string }, from: string) => (row.to === 'same' ? from : row.to);

    test('reaches every stage from the first', () => {
      const reached = new Set([lifecycle.first]);
      for (let size = 0; size !== reached.size;) {
        size = reached.size;
        for (const row of lifecycle.acts)
          for (const from of row.from) if (reached.has(from)) reached.add(target(row, from));
      }
      expect([...reached].sort()).toEqual(Object.keys(lifecycle.stages).sort());
    });

    test('has no dead end: from every stage a last one can be reached', () => {
      const ends = new Set(lifecycle.last);
      for (let size = 0; size !== ends.size;) {
        size = ends.size;
        for (const row of lifecycle.acts) for (const from of row.from) if (ends.has(target(row, from))) ends.add(from);
      }
      expect([...ends].sort()).toEqual(Object.keys(lifecycle.stages).sort());
    });

    test('answers each act from a stage in one way only', () => {
      const seen = lifecycle.acts.flatMap((row) => row.from.map((from) => `${row.act} ${from}`));
      expect(new Set(seen).size).toBe(seen.length);
    });

    test('offers exactly what it then accepts', () => {
      const everybody: Who[] = ['unit', 'office', 'inspector', 'rechecker', 'system'];
      for (const stage of Object.keys(lifecycle.stages)) {
        const open = new Set(actsOpenTo(lifecycle, stage, everybody).map((row) => row.act));
        for (const { act } of lifecycle.acts) {
          if (open.has(act)) expect(Object.keys(lifecycle.stages)).toContain(advance(lifecycle, stage, act));
          else expect(() => advance(lifecycle, stage, act)).toThrow('act-not-open');
        }
      }
    });
  },
);

test('every role has something to do', () => {
  const used = new Set(ALL.flatMap((lifecycle) => lifecycle.acts.map((row) => row.by)));
  expect([...used].sort()).toEqual(['inspector', 'office', 'rechecker', 'system', 'unit']);
});

test.each([
  ['assigned', 'acknowledge', 'underway'],
  ['assigned', 'complete', 'reported'],
  ['returned', 'update', 'underway'],
  ['rectifying', 'update', 'rectifying'],
  ['reported', 'return', 'returned'],
  ['declined', 'reassign', 'assigned'],
  ['accepted', 'pass', 'closed'],
  ['accepted', 'fail', 'rectifying'],
  ['rectifying', 'settle', 'accepted'],
  ['closed', 'reopen', 'underway'],
] as const)('an assignment that is %s, after %s, is %s', (from, act, to) => {
  expect(advance(ASSIGNMENT, from, act)).toBe(to);
});
