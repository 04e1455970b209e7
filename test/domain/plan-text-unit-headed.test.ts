import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Plans whose headings are units' names and nothing else: what a careful reader takes from the tasks below. */
const HEAD = '某县2021年防灾工作方案\n某办发〔2021〕5号\n为做好工作，制定本方案。\n';

const read = (text: string) => readPlanText(HEAD + text);
const measures = (text: string): string[] =>
  read(text).measures.map(
    ({ number, title, lead, responsible, deadline }) =>
      `${number}${title}|${lead.join('、')}|${responsible.join('、')}|${deadline ?? ''}`,
  );

const LIST =
  '一、任务分工\n（一）县水利局\n1．修订预案。（3月10日前）\n2．巡查堤防，建立台账。（2021年3月20日前）\n' +
  '（二）县消防救援大队\n1．开展演练一次。（4月底前完成，县公安局配合）\n' +
  '（三）各乡镇人民政府、县直各有关单位\n1．落实值班值守。（汛期）\n二、工作要求\n各单位要抓好落实。';
const OF_LIST = [
  '1.修订预案||县水利局|2021-03-10',
  '2.巡查堤防，建立台账||县水利局|2021-03-20',
  '1.开展演练一次|县消防救援大队|县公安局|2021-04-30',
  '1.落实值班值守||各乡镇人民政府、县直各有关单位|',
];

describe('tasks under a heading that is a unit’s name', () => {
  test.each<[string, string, string[]]>([
    ['are the unit’s', LIST, OF_LIST],
    ['are the unit’s in a text without line ends', LIST.replaceAll('\n', ''), OF_LIST],
    [
      'are the unit’s where the heading is the outermost or ends in a colon',
      '一、县教育局：\n1.排查校舍。（3月10日前）\n二、县住建局\n1.排查工地。（3月15日前）\n2.检查塔吊。',
      ['1.排查校舍||县教育局|2021-03-10', '1.排查工地||县住建局|2021-03-15', '2.检查塔吊||县住建局|'],
    ],
    [
      'are led by the one that a note says leads',
      '一、任务分工\n（一）县教育局\n1.排查校舍。（县住建局牵头，3月10日前完成）\n2.教育学生。\n（二）县民政局\n1.备好物资。（3月15日前）',
      ['1.排查校舍|县住建局|县教育局|2021-03-10', '2.教育学生||县教育局|', '1.备好物资||县民政局|2021-03-15'],
    ],
    [
      'stand beside those whose heading names nobody',
      '一、任务分工\n（一）县教育局\n1.排查校舍。\n（二）县民政局\n1.备好物资。\n（三）宣传引导\n1.印发手册。（5月底前）',
      ['1.排查校舍||县教育局|', '1.备好物资||县民政局|', '1.印发手册|||2021-05-31'],
    ],
    [
      'do not hide a measure elsewhere that says who does it',
      LIST.replace('各单位要抓好落实。', '（一）加强检查。县政府办公室牵头负责。（责任单位：县应急局）'),
      [...OF_LIST, '（一）加强检查||县应急局|'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(measures(text)).toEqual(expected);
  });

  test('are doubted where no calendar has their day', () => {
    const { findings } = read(LIST.replace('3月10日', '6月31日'));
    expect(findings.filter(({ code }) => code === 'impossible-day').map(({ names }) => names)).toEqual([['6月31日']]);
  });

  test.each<[string, string]>([
    [
      'what bodies are there for',
      '一、成员单位职责\n（一）县教育局\n1.负责教育。\n2.负责学校安全。\n（二）县公安局\n1.负责治安。\n2.负责交通。',
    ],
    [
      'places to go to',
      '一、主要任务\n（一）进机关\n1.张贴海报。（3月10日前）\n（二）走进社区\n1.发放手册。（3月15日前）',
    ],
    ['remarks without a day', '一、注意事项\n（一）县教育局\n1.按月通报。\n（二）县公安局\n1.按月通报。'],
  ])('are no unit’s where the list says %s', (_what, text) => {
    expect(read(text).measures.flatMap(({ duties }) => duties)).toEqual([]);
  });

  test('keep the units that most of them name themselves', () => {
    const text =
      '一、任务分工\n（一）县教育局\n1.排查校舍。（责任单位：基建科）\n（二）县民政局\n1.备好物资。（责任单位：救灾科）';
    expect(measures(text)).toEqual(['1.排查校舍||基建科|', '1.备好物资||救灾科|']);
  });
});
