import {
  changeWords,
  isNews,
  isOpen,
  measureLight,
  measuresPhrase,
  measuresSentence,
  moveOf,
  moveWords,
  newlyLate,
  nextDeadline,
  phasePhrase,
  phaseSpokenOf,
  type ProgressFigures,
  shareOf,
} from '../../src/domain/digest.js';
import { type Counts, standingOf } from '../../src/domain/standing.js';
import { calendarWith } from '../../src/working-days.js';

const calendar = calendarWith([]);
const PHASES = [
  { id: 10, position: 0, title: '摸底建档', dueOn: '2020-06-30' },
  { id: 11, position: 1, title: '全面调查', dueOn: '2020-08-31' },
  { id: 12, position: 2, title: '检查验收', dueOn: '2020-10-31' },
];

describe('What the subject says of time', () => {
  test.each([
    ['2020-06-12', [], '第一阶段剩11个工作日'],
    ['2020-06-24', ['weekly'], '第一阶段剩3个工作日'],
    ['2020-06-30', ['phase-last-day'], '第一阶段今天到期'],
    ['2020-07-01', ['phase-close'], '第一阶段已到期，办结50/57'],
    ['2020-07-06', ['weekly'], '第二阶段剩40个工作日'],
    ['2020-08-31', ['phase-last-day', 'weekly'], '第二阶段今天到期'],
    // The deadline is a Saturday.
    ['2020-10-30', ['phase-last-day'], '第三阶段10月31日到期，今天是最后一个工作日'],
    ['2020-11-02', ['phase-close', 'weekly'], '第三阶段已到期，办结50/57'],
    ['2020-11-09', ['weekly'], '各阶段均已到期'],
  ] as const)('on %s (%j): %s', (today, occasions, words) => {
    expect(phasePhrase(phaseSpokenOf(PHASES, occasions, today), '50/57', today, calendar)).toBe(words);
  });
});

test.each([
  ['2020-06-24', '第一阶段“摸底建档”6月30日（周二）到期，还剩3个工作日，已办结0/57'],
  ['2020-08-31', '第二阶段“全面调查”8月31日（周一）到期，今天到期，已办结1/57'],
  ['2020-11-01', '各阶段均已到期'],
])('the next deadline as of %s: %s', (today, words) => {
  expect(nextDeadline(PHASES, (id) => `${id - 10}/57`, today, calendar)).toBe(words);
});

describe('Measures', () => {
  test.each<[Counts[], string]>([
    [[{ overdue: 1, done: 20 }, {}], 'red'],
    [[{ 'rectifying-late': 1 }], 'red'],
    [[{ 'due-soon': 7 }, { 'not-open': 7 }], 'yellow'],
    [[{ rectifying: 1, closed: 6 }], 'yellow'],
    [[{ done: 7 }, { 'on-track': 3, 'in-review': 4 }], 'calm'],
    [[{ overdue: 0, 'due-soon': 0 }], 'calm'],
  ])('of %j are %s', (cells, light) => {
    expect(measureLight(cells)).toBe(light);
  });

  test.each([
    ['rrygcccc', '8项措施 2红1黄'],
    ['rrrrrrrr', '8项措施 8红'],
    ['cyyc', '4项措施 2黄'],
    ['cccc', '4项措施 均无逾期和临期'],
  ])('%s: %s', (lights, words) => {
    const of = { r: 'red', y: 'yellow' } as const;
    expect(measuresPhrase([...lights].map((one) => ({ light: of[one as 'r' | 'y'] ?? ('calm' as const) })))).toBe(
      words,
    );
  });
});

test.each([
  ['ryyc', '4项措施中1项亮红灯、2项亮黄灯'],
  ['rrrc', '4项措施中3项亮红灯'],
  ['yccc', '4项措施中1项亮黄灯'],
  ['cccc', '4项措施均无逾期和临期'],
])('%s is in a sentence %s', (lights, words) => {
  const of = { r: 'red', y: 'yellow' } as const;
  expect(measuresSentence([...lights].map((one) => ({ light: of[one as 'r' | 'y'] ?? ('calm' as const) })))).toBe(
    words,
  );
});

describe('What moved', () => {
  const item = (
    ofId: number,
    stage: 'underway' | 'reported' | 'rectifying',
    dueOn: string,
    rectifyBy: string | null,
  ) => ({
    ...{ ofId, stage, dueOn, rectifyBy, opensOn: '2020-05-12', completedOn: null, count: 3 },
  });
  test('is late that was not late at the last issue: by its own day, or that of its rectification', () => {
    const today = '2020-07-06';
    const isLate = (facts: Parameters<typeof standingOf>[0]) =>
      ['overdue', 'rectifying-late'].includes(standingOf(facts, today, { calendar, rules: { dueSoonWithin: 10 } }));
    const tallies = [
      item(1, 'underway', '2020-06-30', null),
      item(1, 'underway', '2020-07-03', null),
      // Late before the last issue, due today, done in time, put right in time.
      item(2, 'underway', '2020-06-28', null),
      item(2, 'underway', '2020-07-06', null),
      item(2, 'reported', '2020-06-30', null),
      item(3, 'rectifying', '2020-05-31', '2020-07-02'),
      item(3, 'rectifying', '2020-06-30', '2020-07-20'),
    ];
    expect([...newlyLate(tallies, '2020-06-29', today, isLate)]).toEqual([
      [1, 6],
      [3, 3],
    ]);
  });

  test('names the units with the most, and says how many there are', () => {
    const units = [1, 4, 2, 3].map((items) => ({ unit: `单位${items}`, items }));
    expect(moveWords(moveOf('done', units))).toBe(
      '10项（单位4 4项、单位3 3项、单位2 2项等4个单位）'.replaceAll(' ', ''),
    );
    expect(moveWords(moveOf('done', units.slice(0, 1)))).toBe('1项（单位11项）');
    expect(moveWords(moveOf('closed', units.slice(1, 2)), true)).toBe('4项');
  });
});

describe('There is news', () => {
  const figures = (more: Partial<ProgressFigures> = {}): ProgressFigures => ({
    ...{ occasions: ['weekly'], since: null, until: '2020-06-22T00:30:00.000Z', readers: [], time: '', next: '' },
    ...{ numbers: { done: 1, soon: 2, late: 0, total: 9 }, before: null, counts: { done: 1, 'due-soon': 2 } },
    ...{ red: { total: 0, items: [] }, moves: [moveOf('done', [])], ...more },
  });
  test.each<[string, Partial<ProgressFigures>, boolean]>([
    ['where nothing is otherwise', {}, false],
    [
      'where nothing is otherwise but a count of nought is told',
      { counts: { done: 1, 'due-soon': 2, overdue: 0 } },
      false,
    ],
    ['where a light changed', { counts: { done: 2, 'due-soon': 1 } }, true],
    ['where something is red', { red: { total: 1, items: [] } }, true],
    [
      'where something was done and as much reopened',
      { moves: [moveOf('done', [{ unit: '县教育局', items: 1 }])] },
      true,
    ],
  ])('%s: %j is %s', (_name, more, news) => {
    expect(isNews(figures(more), figures())).toBe(news);
  });
  test('always in a first issue', () => {
    expect(isNews(figures(), null)).toBe(true);
  });
  test('no more once all is closed or waived', () => {
    expect([isOpen({ closed: 3, waived: 1, overdue: 0 }), isOpen({ closed: 3, done: 1 })]).toEqual([false, true]);
  });
});

test.each([
  [5, null, null],
  [5, 5, '与上期相同'],
  [5, 3, '较上期 +2'],
  [3, 5, '较上期 −2'],
])('%d after %s: %s', (now, before, words) => {
  expect(changeWords(now, before)).toBe(words);
});

test('a share counts what is done, late or not, and closed', () => {
  expect(shareOf({ done: 1, 'done-late': 1, closed: 2, overdue: 3, waived: 1 })).toBe('4/8');
});
