import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** What gives units work and was not read is said, and nothing else is. */
const HEAD = '某县2021年整治工作方案\n某办发〔2021〕6号\n为做好工作，制定本方案。\n';
const TASKS = '一、主要任务\n（一）清理河道。（责任单位：县水利局）\n（二）清运垃圾。（责任单位：县城管局）\n';

const unread = (text: string): string[] =>
  readPlanText(HEAD + TASKS + text)
    .findings.filter(({ code }) => code === 'units-unread')
    .map(({ message }) => message);
const said = (name: string, what: string): string[] => [`“${name}”一节写有${what}，没有读成措施，请核对是否需要补充。`];

describe('a section that gives units work beside the measures', () => {
  test.each<[string, string, string[]]>([
    [
      'unit by unit in lines',
      '二、单位职责\n县民政局：负责纳入保洁岗位，9月底前完成。\n县交通局：负责公路沿线整治。\n三、工作要求\n抓好落实。',
      said('二、单位职责', '单位和时限'),
    ],
    [
      'in one paragraph',
      '二、部门责任\n县民政局负责纳入保洁岗位。县交通局负责公路沿线整治。',
      said('二、部门责任', '单位和职责'),
    ],
    [
      'under units as headings',
      '二、单位任务\n（一）县民政局\n纳入保洁岗位，9月底前完成。\n（二）县交通局\n整治公路沿线。',
      said('二、单位任务', '单位和时限'),
    ],
    [
      'until a day, though it is about 保障',
      '二、保障措施\n县财政局负责拨付资金，3月底前到位。\n县审计局负责审计资金，12月10日前完成。',
      said('二、保障措施', '单位和时限'),
    ],
  ])('is named where it does so %s', (_how, text, expected) => {
    expect(unread(text)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['is about how to go about it', '二、保障措施\n（一）县财政局要保障资金。\n（二）县审计局要加强审计。'],
    ['speaks of everybody', '二、任务落实\n各单位要抓好落实，6月底前完成。各乡镇人民政府负责宣传。有关部门要配合。'],
    ['has one such sentence', '二、资金拨付\n县财政局负责拨付资金，3月底前到位。\n资金专款专用。'],
    ['is about the past', '二、基本情况\n县财政局在2020年拨付资金。县水利局在2020年清理河道。'],
  ])('is not what %s', (_what, text) => {
    expect(unread(text)).toEqual([]);
  });

  test('is not what became the measures', () => {
    const text = `${HEAD}一、职责分工\n（一）县教育局。负责排查，3月底前完成。\n（二）县公安局。负责巡查。`;
    const { measures, findings } = readPlanText(text);
    expect(measures).toHaveLength(2);
    expect(findings.map(({ code }) => code)).not.toContain('units-unread');
  });
});
