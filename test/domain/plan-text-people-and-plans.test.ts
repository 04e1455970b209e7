import { cleanUp } from '../../src/domain/plan-text/clean-text.js';
import { peopleOf } from '../../src/domain/plan-text/people.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const flatten = (text: string): string => cleanUp(text).flat;

describe('names of people', () => {
  test.each([
    ['王永珍（县委办）', '王永珍 县委办'],
    ['郑 群（县人力资源和社会保障局）', '郑群 县人力资源和社会保障局'],
    ['张三（县委办）、李四（县政府办）', '张三 县委办|李四 县政府办'],
    ['买买提·艾力（县公安局）', '买买提·艾力 县公安局'],
    ['王 明  县财政局局长', '王明 县财政局局长'],
    ['张三、李四', '张三 |李四 '],
    ['县财政局、县民政局主要负责同志', ''],
    ['以上人员如有变动，由继任者接替（不再发文）', ''],
  ])('of %s are %s', (row, expected) => {
    const people = peopleOf(row, flatten(row), 0, true);
    expect(people.map(({ name, unit }) => `${name} ${unit}`).join('|')).toBe(expected);
    for (const { name, start, end } of people) expect(row.slice(start, end).replace(/ /g, '')).toContain(name);
  });
});

describe('other plans', () => {
  const HEAD = '某县关于开展专项行动的实施方案\n为做好工作，制定本方案。\n一、工作措施\n';
  const codes = (text: string): string[] =>
    readPlanText(text).findings.map(({ code, names }) => [code, ...names].join(' '));

  test('have as measures what says who does it, its nameless neighbours, and no more', () => {
    const text =
      `${HEAD}（一）甲（县财政局牵头，2021年6月底前完成）。做好甲。\n（二）乙。责任单位：县民政局。\n（三）丙。\n` +
      '二、实施步骤\n第一阶段：动员（2021年3月1日至3月15日）。\n第二阶段：总结。于2021年11月底前总结。\n三、要求\n（一）丁。';
    const { measures, phases, findings } = readPlanText(text);
    expect(
      measures.map(({ number, title, lead, responsible, deadline }) => [number, title, lead, responsible, deadline]),
    ).toEqual([
      ['（一）', '甲', ['县财政局'], [], '2021-06-30'],
      ['（二）', '乙', [], ['县民政局'], null],
      ['（三）', '丙', [], [], null],
    ]);
    expect(phases.map(({ number, title, start, deadline }) => [number, title, start, deadline])).toEqual([
      ['第一阶段', '动员', '2021-03-01', '2021-03-15'],
      ['第二阶段', '总结', null, '2021-11-30'],
    ]);
    expect(findings.map(({ code, names }) => [code, ...names])).toEqual([['no-duties', '丙']]);
  });

  test('take the first of a list for the lead where the document says so', () => {
    const { measures } = readPlanText(
      `${HEAD}（一）甲。（财政部、民政部负责。列第一位者为牵头单位，下同）\n（二）乙。（民政部、财政部负责）`,
    );
    expect(measures.map(({ lead, responsible }) => [lead, responsible])).toEqual([
      [['财政部'], ['民政部']],
      [['民政部'], ['财政部']],
    ]);
  });

  test('name a unit once in a measure, as lead if it leads anywhere in it', () => {
    const [measure] = readPlanText(`${HEAD}（一）甲。（市科委、市教委负责）又乙。（市教委牵头，市科委配合）`).measures;
    expect(measure).toMatchObject({ lead: ['市教委'], responsible: ['市科委'] });
  });

  test('without annotations have measures under their title, and nobody in charge', () => {
    const draft = readPlanText(`${HEAD}（一）甲。由县财政局抓好落实。\n（二）乙。`);
    expect(draft.measures.map(({ title, duties }) => [title, duties])).toEqual([
      ['甲', []],
      ['乙', []],
    ]);
    expect(codes(`${HEAD}（一）甲。\n（二）乙。`)).toEqual(['no-duties', 'no-phases']);
  });

  test.each([
    ['nothing', '', ['empty']],
    ['blanks', ' \n　\n', ['empty']],
    ['prose', '今天天气很好。', ['no-measures', 'no-phases']],
    [
      'a phase that ends on no day',
      `${HEAD}（一）甲。（责任单位：县民政局）\n二、工作步骤\n（一）动员（2021年6月31日前）。\n（二）实施。\n（三）总结（2021年9月）。`,
      ['impossible-day 2021年6月31日', 'phase-without-deadline 实施'],
    ],
    [
      'members and units that do not meet',
      `${HEAD}（一）甲。（责任单位：县民政局、县住建局、县公安局、各乡镇政府）\n二、实施步骤\n（一）动员（2021年6月30日前）。\n` +
        '附件\n组长：张三（县长）\n成员：李四（县民政局局长）\n王五（县住房和城乡建设局）\n赵六（县水务局）',
      ['alias-suspected 县住建局 县住房和城乡建设局', 'unit-not-member 县公安局', 'member-without-duty 县水务局'],
    ],
  ])('with %s raise their doubts', (_what, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test.each<[string, string, string | null]>([
    [
      'on two lines',
      '国务院关于做好一个时期\n促进就业工作的若干意见\n国发〔2018〕39号\n一、总则',
      '国务院关于做好一个时期促进就业工作的若干意见',
    ],
    ['with its years below', '北斗三年行动计划\n（2021-2023年）\n一、总则', '北斗三年行动计划（2021-2023年）'],
    ['in the notice alone', '某办印发《关于创新的若干意见》\n各单位：\n一、总则', '关于创新的若干意见'],
    ['nowhere', '各单位：\n一、总则', null],
  ])('have their title %s', (_where, text, title) => {
    expect(readPlanText(text).title).toBe(title);
  });

  test('are signed by all who stand above the day', () => {
    const draft = readPlanText('关于做好工作的通知\n特此通知。\n某市科委\n某市财政局\n2025年12月22日\n一、总则');
    expect([draft.issuer, draft.issuedOn]).toEqual(['某市科委、某市财政局', '2025-12-22']);
  });

  test('are not issued on the last day of what they plan', () => {
    const draft = readPlanText(
      '某院活动实施方案\n一、活动时间\n2023年4月1日至4月30日\n二、要求\n某县人民医院\n2023年3月28日',
    );
    expect([draft.issuer, draft.issuedOn]).toEqual(['某县人民医院', '2023-03-28']);
  });

  test('do not take a cited document number for their own', () => {
    expect(readPlanText('某方案\n根据某办发〔2019〕107号文件精神，制定本方案。\n一、总则').docNumber).toBeNull();
    expect(readPlanText('某方案\n（某办发[2019]7号）\n一、总则').docNumber).toBe('某办发〔2019〕7号');
  });
});

test('the name of a plan is without its number, and is the notice’s where the plan bears none', () => {
  expect(readPlanText('某县夏季禁烧实施方案（某政办〔2010〕38号）\n为做好工作，制定本方案。\n一、目标')).toMatchObject({
    title: '某县夏季禁烧实施方案',
    docNumber: '某政办〔2010〕38号',
  });
  expect(readPlanText('某县政府办公室关于印发某县百日整治行动方案的通知\n四、工作步骤\n做好。').title).toBe(
    '某县百日整治行动方案',
  );
});

test('the name of a notice set in two lines is the plan’s without them', () => {
  const text =
    '某市办公厅关于印发2020年市\n《政府工作报告》确定的任务分解方案的通知\n某政办〔2020〕1号\n各单位：\n请抓好落实。\n一、要求\n做好。';
  expect(readPlanText(text)).toMatchObject({
    title: '2020年市《政府工作报告》确定的任务分解方案',
    docNumber: '某政办〔2020〕1号',
  });
});

test('people that nothing parts are parted by their posts', () => {
  const text =
    '某方案\n为做好工作，制定本方案。\n一、任务\n做好。\n某市工作领导小组\n组长：张建国副市长\n副组长：李春海国土资源局局长杜鹰发展改革委副主任\n成员：吴恒权宣传部副部长唐凯住房城乡建设局总规划师';
  expect(readPlanText(text).leadingGroup.map(({ role, name, unit }) => `${role} ${name} ${unit}`)).toEqual([
    '组长 张建国 副市长',
    '副组长 李春海 国土资源局局长',
    '副组长 杜鹰 发展改革委副主任',
    '成员 吴恒权 宣传部副部长',
    '成员 唐凯 住房城乡建设局总规划师',
  ]);
});
