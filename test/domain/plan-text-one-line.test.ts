import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Plans that lost every line end, as a scan or a copy leaves them: what says where the lines began. */
const FILLER = '各单位要结合实际抓好落实，确保取得实效，并及时总结好的经验和做法，不断完善工作机制，推动形成长效。';
const HEAD = `某县2022年专项行动方案为做好工作，制定本方案。${FILLER.repeat(3)}`;

/** Each measure as `number title | lead | responsible | deadline`. */
const rows = (text: string): string[] =>
  readPlanText(text).measures.map(({ number, title, lead, responsible, deadline }) =>
    [`${number}${title}`, lead.join('、'), responsible.join('、'), deadline ?? ''].join('|'),
  );

describe('headings in one line', () => {
  test.each<[string, string, string[]]>([
    [
      'may leave out numbers behind a sentence',
      `${HEAD}二、任务(四)甲。做好甲。(县民政局负责)(七)乙。做好乙。(县教育局负责)三、要求(九)丙。做好丙。(县财政局负责)`,
      ['（四）甲||县民政局|', '（七）乙||县教育局|', '（九）丙||县财政局|'],
    ],
    [
      'may begin anew behind a sentence',
      `${HEAD}一、任务1.甲。做好甲。(县民政局负责)2.乙。做好乙。(县教育局负责)1.丙。做好丙。(县财政局负责)`,
      ['1.甲||县民政局|', '2.乙||县教育局|', '1.丙||县财政局|'],
    ],
    [
      'and fields that the reader does not know end a list',
      `${HEAD}一、分组(一)第一组;责任领导:张三责任单位:派出所、市场监管所检查范围:烟花爆竹零售点。(二)第二组;责任领导:李四责任单位:城建办、供电所检查范围:加油站、工地。`,
      ['（一）第一组||派出所、市场监管所|', '（二）第二组||城建办、供电所|'],
    ],
    [
      'or none where each unit has its work',
      `${HEAD}一、部门职责县应急局:负责综合协调。县住房和城乡建设局:负责工地检查。县教育局:负责学校检查。`,
      [
        '县应急局:负责综合协调||县应急局|',
        '县住房和城乡建设局:负责工地检查||县住房和城乡建设局|',
        '县教育局:负责学校检查||县教育局|',
      ],
    ],
    [
      'and a place at the end of a list is not the next label’s',
      `${HEAD}一、任务(一)甲。责任单位:县民政局、相关村完成时限:6月底前(二)乙。责任单位:县教育局、各病区完成时限:7月底前`,
      ['（一）甲||县民政局、相关村|2022-06-30', '（二）乙||县教育局、各病区|2022-07-31'],
    ],
  ])('%s', (_how, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });
});

test.each([
  ['(一)第一阶段:宣传发动(3月1日至3月15日)。开会。(二)第二阶段:集中整治(3月16日至9月30日)。整治。'],
  ['第一阶段宣传阶段(3月1日至3月15日)。开会。第二阶段整治阶段(3月16日至9月30日)。整治。'],
])('stages in one line keep their days: %s', (stages) => {
  expect(
    readPlanText(`${HEAD}一、实施步骤本次行动分两个阶段。${stages}`).phases.map(
      ({ start, deadline }) => `${start}>${deadline}`,
    ),
  ).toEqual(['2022-03-01>2022-03-15', '2022-03-16>2022-09-30']);
});

describe('the head in one line', () => {
  const head = (text: string): (string | null)[] => {
    const { title, docNumber } = readPlanText(`${text}${FILLER.repeat(20)}`);
    return [title, docNumber];
  };
  test.each<[string, string, (string | null)[]]>([
    [
      'is cut behind a remark on publication',
      '某县政府办关于印发《某县任务分工方案》的通知某政办〔2022〕3号各乡镇:请落实。某县政府办2022年3月1日(此件公开发布)某县任务分工方案为做好工作，制定本方案。',
      ['某县任务分工方案', '某政办〔2022〕3号'],
    ],
    ['is cut before any first heading', '某县环境整治工作方案五、实施步骤分三个阶段。', ['某县环境整治工作方案', null]],
    [
      'keeps 公开 in a title',
      '关于推进政务公开工作的实施意见根据有关要求，结合实际，提出意见。',
      ['关于推进政务公开工作的实施意见', null],
    ],
    [
      'has its number behind the notice',
      '某市政府办关于成立安全工作领导小组的通知(某政办发[2008]117号)各县政府:为做好工作，决定成立领导小组。',
      ['某市政府办关于成立安全工作领导小组的通知', '某政办发〔2008〕117号'],
    ],
  ])('%s', (_how, text, expected) => {
    expect(head(text)).toEqual(expected);
  });
});
