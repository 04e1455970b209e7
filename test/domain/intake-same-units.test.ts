import { namesInDuties, openDoubts } from '../../src/domain/intake.js';
import { intakeOf, withSameUnit } from '../../src/domain/intake-same-units.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const planWith = (first: string, second: string) =>
  intakeOf(
    readPlanText(`某县安全生产工作方案

一、工作措施

（一）排查隐患。全面排查。（牵头单位：${first}；责任单位：县财政局）

（二）整改隐患。逐项整改。（牵头单位：${second}；责任单位：县财政局、${first}）

二、实施步骤

（一）排查阶段（2020年7月31日前）。完成排查。
`),
  );
const suspected = (draft: ReturnType<typeof planWith>) =>
  openDoubts(draft)
    .filter(({ code }) => code === 'same-unit-suspected')
    .map(({ names }) => names);

test.each([
  ['县应急局', '县应急管理局'],
  ['县人力资源和社会保障局', '县人社局'],
  ['市委文明办（创城办）', '市委文明办'],
])('%s and %s in one document are one unit under the fuller name', (one, other) => {
  const fuller = one.length > other.length ? one : other;
  const draft = planWith(one, other);
  expect([...namesInDuties(draft)]).toEqual([
    [fuller, 2],
    ['县财政局', 2],
  ]);
  // Named twice in one measure it keeps its weightier part.
  expect(draft.measures[1]).toMatchObject({ lead: [fuller], responsible: ['县财政局'] });
  expect(draft.aliases).toEqual([{ unit: fuller, name: fuller === one ? other : one }]);
  expect(suspected(draft)).toEqual([]);
});

test('names that only look alike are a doubt; the office says that they are one', () => {
  const draft = planWith('市通管办', '市通信发展管理办公室');
  expect([...namesInDuties(draft).keys()]).toEqual(['市通管办', '县财政局', '市通信发展管理办公室']);
  const [pair] = suspected(draft);
  expect([...pair!].sort()).toEqual(['市通信发展管理办公室', '市通管办'].sort());
  const settled = withSameUnit(draft, pair![0]!, pair![1]!);
  expect([namesInDuties(settled).size, suspected(settled)]).toEqual([2, []]);
});

test('two bodies stay two', () => {
  const draft = planWith('县教育局', '县体育中心');
  expect([namesInDuties(draft).size, suspected(draft)]).toEqual([3, []]);
});
