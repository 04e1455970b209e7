import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Plans that go unit by unit: what a careful reader takes from their lists. */
const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n';

const measures = (text: string): string[] =>
  readPlanText(HEAD + text).measures.map(
    ({ number, title, lead, responsible }) => `${number}${title}|${lead.join('、')}|${responsible.join('、')}`,
  );

describe('a list of what each unit has to do', () => {
  test.each<[string, string, string[]]>([
    [
      'with the unit as a heading',
      '一、职责分工\n（一）县教育局。牵头负责校园排查。\n（二）县公安局。负责校园周边巡查。',
      ['（一）县教育局|县教育局|', '（二）县公安局||县公安局'],
    ],
    [
      'with the unit in the sentence',
      '一、任务分工\n1.县教育局负责落实校园排查。按月报送。\n2.县公安局要加强巡查。',
      ['1.县教育局负责落实校园排查||县教育局', '2.县公安局要加强巡查||县公安局'],
    ],
    [
      'with the unit before a colon, without numbers',
      '一、部门职责\n县教育局：负责校园排查。\n县公安局、县交通运输局：负责校园周边巡查。\n各乡镇人民政府：做好宣传。',
      [
        '县教育局：负责校园排查||县教育局',
        '县公安局、县交通运输局：负责校园周边巡查||县公安局、县交通运输局',
        '各乡镇人民政府：做好宣传||各乡镇人民政府',
      ],
    ],
    [
      'with a unit that has another name',
      '一、责任分工\n（一）县委宣传部（县文明办）：负责宣传。\n（二）县教育局：负责排查。',
      ['（一）县委宣传部（县文明办）：负责宣传||县委宣传部（县文明办）', '（二）县教育局：负责排查||县教育局'],
    ],
  ])('%s is a list of measures', (_how, text, expected) => {
    expect(measures(text)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'where the measures say who does them',
      '一、工作措施\n（一）甲任务。做好甲。（责任单位：县教育局）\n（二）乙任务。做好乙。（责任单位：县公安局）\n二、职责分工\n（一）县教育局。负责排查。\n（二）县公安局。负责巡查。',
      ['（一）甲任务||县教育局', '（二）乙任务||县公安局'],
    ],
    ['of what bodies are there for', '一、工作职责\n（一）县教育局。负责教育。\n（二）县公安局。负责治安。', []],
    ['of one', '一、职责分工\n（一）县教育局。负责排查。\n（二）加强领导。压实责任。', []],
    ['of tasks', '一、任务分工\n（一）加强领导。压实责任。\n（二）抓好宣传。营造氛围。', []],
  ])('%s is not', (_where, text, expected) => {
    expect(measures(text)).toEqual(expected);
  });
});
