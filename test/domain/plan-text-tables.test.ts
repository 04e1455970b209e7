import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Tables of tasks as annexes hold them and as a docx or a pdf is carried over: what a careful reader takes from each. */
const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n';
const ANNEX = '附件\n重点任务分解表\n';

const measures = (text: string): string[] =>
  readPlanText(HEAD + text).measures.map(
    ({ title, lead, responsible, deadline }) =>
      `${title}|${lead.join('、')}|${responsible.join('、')}|${deadline ?? ''}`,
  );

const TWO = ['加强排查|县应急局|县公安局、各乡镇|2022-06-30', '开展整治|县住建局|县财政局|2022-09-30'];

describe('a table of tasks', () => {
  test.each<[string, string, string[]]>([
    [
      'with a rule under its header',
      '| 序号 | 重点任务 | 牵头单位 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- | --- |\n| 1 | 加强排查 | 县应急局 | 县公安局、各乡镇 | 2022年6月底前 |\n| 2 | 开展整治 | 县住建局 | 县财政局 | 9月底前 |',
      TWO,
    ],
    [
      'without a rule, columns in another order',
      '| 时限要求 | 牵头部门 | 配合单位 | 工作任务 | 备注 |\n| 2022年6月底 | 县应急局 | 县公安局、各乡镇 | 加强排查 | |\n| 2022年三季度 | 县住建局 | 县财政局 | 开展整治 | |',
      TWO,
    ],
    [
      'parted by tabs',
      '序号\t工作内容\t牵头单位\t配合单位\t完成时间\n1\t加强排查\t县应急局\t县公安局、各乡镇\t2022年6月\n2\t开展整治\t县住建局\t县财政局\t2022年9月',
      TWO,
    ],
    [
      'parted by blanks',
      '序号  重点任务  牵头单位  责任单位  完成时限\n1  加强排查  县应急局  县公安局、各乡镇  2022年6月\n2  开展整治  县住建局  县财政局  2022年9月',
      TWO,
    ],
    [
      'with who leads in one cell',
      '| 序号 | 主要任务 | 责任单位 | 完成时限 |\n| 1 | 加强排查 | 县应急局牵头，县公安局、各乡镇配合 | 6月底前 |\n| 2 | 开展整治 | 牵头单位：县住建局；配合单位：县财政局 | 9月30日前 |',
      TWO,
    ],
    [
      'with who does it in the task itself',
      '| 责任事项 | 工作措施 | 完成时限 |\n| 加强排查（牵头单位：县应急局；责任单位：县公安局、各乡镇） | 建立台账 | 6月底前 |\n| 开展整治。（牵头单位：县住建局；责任单位：县财政局） | 分步整治 | 9月底前 |',
      TWO,
    ],
    [
      'with cells of several lines',
      '| 任务 | 牵头单位 | 责任单位 | 时限 |\n| 加强排查 | 县应急局 | 县公安局<br>各乡镇 | 6月底前 |\n| 开展整治 | 县住建局 | 县财政局 | 9月底前 |',
      TWO,
    ],
    [
      'with merged cells',
      '| 类别 | 工作措施 | 牵头单位 | 责任单位 | 完成时限 |\n| 环境整治 | 加强排查 | 县应急局 | 县公安局 | 6月底前 |\n| | 开展整治 | | | 9月底前 |\n| | 建立台账 | 县住建局 | | |',
      [
        '加强排查|县应急局|县公安局|2022-06-30',
        '开展整治|县应急局|县公安局|2022-09-30',
        '建立台账|县住建局||2022-09-30',
      ],
    ],
    [
      'that lacks the cells it shares with the row above',
      '| 类别 | 工作措施 | 牵头单位 | 完成时限 |\n| 环境整治 | 加强排查 | 县应急局 | 6月底前 |\n| 开展整治 | 县住建局 | 9月底前 |',
      ['加强排查|县应急局||2022-06-30', '开展整治|县住建局||2022-09-30'],
    ],
    [
      'of tasks that span several measures',
      '| 序号 | 重点任务 | 具体措施 | 责任单位 |\n| 1 | 加强领导 | 成立专班。每月调度。 | 县委办 |\n| 2 | | 落实经费。 | 县财政局 |\n| 3 | 加强宣传 | 印发资料。 | 县委宣传部 |',
      ['成立专班||县委办|', '落实经费||县财政局|', '印发资料||县委宣传部|'],
    ],
    [
      'whose row goes on behind a page',
      '| 序号 | 重点任务 | 责任单位 |\n| 1 | 加强排查 | 县应急局、 |\n| | | 县公安局 |\n| 2 | 开展整治 | 县住建局 |',
      ['加强排查||县应急局、县公安局|', '开展整治||县住建局|'],
    ],
    [
      'with headings across it',
      '| 序号 | 重点任务 | 责任单位 |\n| 一、排查 | | |\n| 1 | 加强排查 | 县应急局 |\n| 二、整治 | 二、整治 | 二、整治 |\n| 2 | 开展整治 | 县住建局 |',
      ['加强排查||县应急局|', '开展整治||县住建局|'],
    ],
    [
      'with a header of two lines',
      '| 序号 | 重点任务 | 责任分工 | | 完成时限 |\n| | | 牵头单位 | 责任单位 | |\n| 1 | 加强排查 | 县应急局 | 县公安局、各乡镇 | 6月底前 |\n| 2 | 开展整治 | 县住建局 | 县财政局 | 9月底前 |',
      TWO,
    ],
    [
      'set cell under cell',
      '序号\n重点任务\n牵头单位\n责任单位\n完成时限\n1\n加强排查。\n县应急局\n县公安局、各乡镇\n6月底前\n2\n开展整治。\n县住建局\n县财政局\n9月底前\n以上任务按季度通报。',
      TWO,
    ],
    [
      'beside people who are no units',
      '| 序号 | 重点任务 | 责任领导 | 牵头单位 | 责任人 | 配合单位 | 完成时限 |\n| 1 | 加强排查 | 张三 | 县应急局 | 李四 | 县公安局、各乡镇 | 6月底前 |\n| 2 | 开展整治 | 张三 | 县住建局 | 王五 | 县财政局 | 9月底前 |',
      TWO,
    ],
  ])('%s', (_how, table, expected) => {
    expect(measures(ANNEX + table)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'gives the measures where the text names no units',
      `一、工作措施\n（一）加强排查。做好排查。\n（二）开展整治。做好整治。\n${ANNEX}| 任务 | 责任单位 |\n| 加强排查 | 县应急局 |\n| 开展整治 | 县住建局 |`,
      ['加强排查||县应急局|', '开展整治||县住建局|'],
    ],
    [
      'adds what the text leaves out, and counts nothing twice',
      `一、工作措施\n（一）加强排查。（责任单位：县应急局）\n（二）开展整治。（责任单位：县住建局）\n（三）抓好宣传。\n${ANNEX}| 任务 | 责任单位 | 完成时限 |\n| 加强排查 | 县公安局 | 6月底前 |\n| 开展整治 | 县住建局 | 9月底前 |\n| 抓好宣传 | 县委宣传部 | |`,
      ['加强排查||县应急局|2022-06-30', '开展整治||县住建局|2022-09-30', '抓好宣传||县委宣传部|2022-09-30'],
    ],
    [
      'is another cut of the same work where its rows are not in the text',
      `一、工作措施\n（一）加强排查。（责任单位：县应急局）\n（二）开展整治。（责任单位：县住建局）\n${ANNEX}| 任务 | 责任单位 |\n| 排查学校 | 县教育局 |\n| 排查医院 | 县卫健局 |`,
      ['加强排查||县应急局|', '开展整治||县住建局|'],
    ],
    [
      'of anything else is text',
      `一、工作措施\n（一）加强排查。（责任单位：县应急局）\n（二）开展整治。（责任单位：县住建局）\n${ANNEX}| 序号 | 单位 | 联系人 | 电话 |\n| 1 | 县教育局 | 张三 | 123 |\n| 指标名称 | 单位 | 目标值 |\n| 排查率 | % | 100 |`,
      ['加强排查||县应急局|', '开展整治||县住建局|'],
    ],
  ])('%s', (_how, text, expected) => {
    expect(measures(text)).toEqual(expected);
  });
});
