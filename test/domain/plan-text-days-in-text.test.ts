import { intakeDraftOf, openDoubts } from '../../src/domain/intake.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const HEAD = '甲县实施方案\n\n甲县人民政府\n2020年3月1日\n\n一、工作任务\n\n';
const doubts = (text: string) =>
  readPlanText(text)
    .findings.filter(({ code }) => code === 'day-in-text')
    .map(({ message }) => message);

test.each([
  ['7月底前完成招录', '7月底前'],
  ['2020年7月31日前完成招录', '2020年7月31日前'],
  ['到2020年底，全部入园', '2020年底'],
  ['年底前建成，2021年6月以前投用', '年底前”“2021年6月以前'],
])('a day by which something is done is a doubt where no note says the deadline: %s', (sentence, named) => {
  expect(doubts(`${HEAD}（一）招录教师。${sentence}。（责任单位：县教育局）`)).toEqual([
    `措施“（一）招录教师”的正文写有“${named}”，没有当作完成时限；如是完成时限，请填写。`,
  ]);
});

test.each([
  ['整治2020年6月底前建成的小区'],
  ['2018年底前遗留的问题逐一销号'],
  ['每年3月开展一次'],
  ['2020年6月起每月报告'],
  ['近3年来有所改善'],
])('what tells of the past, describes or begins asks nothing: %s', (sentence) => {
  expect(doubts(`${HEAD}（一）招录教师。${sentence}。（责任单位：县教育局）`)).toEqual([]);
});

test('a measure that has its deadline asks nothing, nor does one once the clerk has filled it in', () => {
  expect(doubts(`${HEAD}（一）招录教师。7月底前报名。（责任单位：县教育局；完成时限：2020年8月底）`)).toEqual([]);
  const draft = intakeDraftOf(readPlanText(`${HEAD}（一）招录教师。7月底前完成。（责任单位：县教育局）`));
  const codes = (of: typeof draft) => openDoubts(of).map(({ code }) => code);
  expect(codes(draft)).toContain('day-in-text');
  const measures = draft.measures.map((measure) => ({ ...measure, deadline: '2020-07-31' }));
  expect(codes({ ...draft, measures })).not.toContain('day-in-text');
});
