import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Layouts of plans as counties, towns, hospitals and websites set them: a snippet each, and what a careful reader takes from it. */
const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n';

/** Each measure as `number title | lead | responsible | deadline`. */
const rows = (text: string): string[] =>
  readPlanText(text).measures.map(({ number, title, lead, responsible, deadline }) =>
    [`${number}${title}`, lead.join('、'), responsible.join('、'), deadline ?? ''].join('|'),
  );

const people = (text: string): string =>
  readPlanText(text)
    .leadingGroup.map(({ role, name, unit }) => `${role} ${name} ${unit}`.trim())
    .join('；');

describe('the head of a document', () => {
  const head = (text: string): (string | null)[] => {
    const { title, docNumber } = readPlanText(`${text}\n为做好工作，制定本方案。\n一、目标\n做好。`);
    return [title, docNumber];
  };
  test.each<[string, string, (string | null)[]]>([
    [
      'with a title in two lines that the notice cites in one',
      '某区政府关于印发《某区政府2023年重点工作任务分解 和责任分工方案》的通知\n各单位：\n请抓好落实。\n某区政府2023年重点工作\n任务分解和责任分工方案',
      ['某区政府2023年重点工作任务分解和责任分工方案', null],
    ],
    [
      'with a notice and a title in lines of other lengths',
      '某省政府办公厅关于印发某省加大力度\n支持民间投资实施方案的通知\n《某省加大力度支持民间投资实施方案》已经同意。\n某省加大力度支持民间\n投资实施方案',
      ['某省加大力度支持民间投资实施方案', null],
    ],
    ['with a title in two lines', '某县校园及周边环境\n综合治理工作方案', ['某县校园及周边环境综合治理工作方案', null]],
    [
      'of a notice with its number behind it',
      '来源：某市门户网 字号：【\n视力保护色：\n某市委办公室印发《关于推进公开的意见》的通知(某办发〔2017〕2号)\n各单位：\n请执行。\n关于推进公开的意见',
      ['关于推进公开的意见', '某办发〔2017〕2号'],
    ],
    [
      'that only the card of a website names',
      '索引号 | 0001 | 成文日期 | 2023-07-18 |\n名称 | 某州三年行动工作方案（2023—2025年） |',
      ['某州三年行动工作方案（2023—2025年）', null],
    ],
    ['under a body that issues it', '某县教育局\n校园安全工作方案', ['校园安全工作方案', null]],
    [
      'with its number in a bracket below',
      '某市关于成立学校安全领导小组的通知\n(某政办发[2008]117号)',
      ['某市关于成立学校安全领导小组的通知', '某政办发〔2008〕117号'],
    ],
    [
      'below the card of a website',
      '索 引 号 MB1534522 发文日期 2023-01-03\n发布机构 某区政府办 文    号 某政办〔2023〕1号\n某区任务分解方案',
      ['某区任务分解方案', '某政办〔2023〕1号'],
    ],
    [
      'of a list that the notice names with a title inside',
      '某区政府办公室关于印发2019年《政府工作报告》目标任务分解表的通知\n区政府各部门：\n请抓好落实。',
      ['2019年《政府工作报告》目标任务分解表', null],
    ],
  ])('%s', (_how, text, expected) => {
    expect(head(text)).toEqual(expected);
  });
});

describe('a measure', () => {
  test.each<[string, string, string[]]>([
    [
      'whose clause begins with a year behind its number',
      `${HEAD}一、任务\n1.2022年6月底前建成平台。（县财政局负责）\n2.121人才项目。（县科协负责）\n3.5万亩造林。`,
      ['1.2022年6月底前建成平台||县财政局|', '2.121人才项目||县科协|'],
    ],
    [
      'of several levels of places',
      `${HEAD}一、任务\n（一）甲。（牵头单位：市农业局，配合单位：市科协，各有关区、县级市）`,
      ['（一）甲|市农业局|市科协、各有关区、县级市|'],
    ],
    [
      'given in a sentence',
      `${HEAD}一、任务\n1、摸清底数。逐个排查。此项工作由区城管局牵头，各街道办事处配合，6月20日前完成。\n2、建章立制。该项任务由区住建局负责。`,
      ['1.摸清底数|区城管局|各街道办事处|2022-06-20', '2.建章立制||区住建局|'],
    ],
    [
      'with a label that names what it holds in a bracket',
      `${HEAD}一、任务\n（一）甲。\n责任单位（部门）：县财政局\n（二）乙。\n负责科室：综合科、财务科\n验收单位：县审计局`,
      ['（一）甲||县财政局|', '（二）乙||综合科、财务科|'],
    ],
    [
      'whose title stands behind the name of its field',
      `${HEAD}一、任务\n1.工作内容：新建公共厕所6座。\n牵头领导：张三\n牵头办所：村镇建设办公室\n责任单位：财政所\n完成时限：6月底前\n2.工作 内 容 ：清运垃圾。\n责任 单位：城管办`,
      ['1.新建公共厕所6座|村镇建设办公室|财政所|2022-06-30', '2.清运垃圾||城管办|'],
    ],
    [
      'in a short text without line ends',
      '关于支持投资的意见。为落实部署，现提出以下意见。1.对落户的创业团队，经认定给予资助，最高给予五千万元，用于科学研究和成果转化，并优先安排人才公寓，子女就近入学。责任单位：市委组织部、市科技局。2.对实际投资两亿元以上的招商项目，给予人才指标一名，同一企业当年度最多不超过十名，超过部分另行研究确定，确有必要的报市政府批准后增加。责任单位：市发改委、市财政局。',
      [
        '1.对落户的创业团队，经认定给予资助，最高给予五千万元，用于科学研究和成果转化，并优先安排人才公寓，子女就近入学||市委组织部、市科技局|',
        '2.对实际投资两亿元以上的招商项目，给予人才指标一名，同一企业当年度最多不超过十名，超过部分另行研究确定，确有必要的报市政府批准后增加||市发改委、市财政局|',
      ],
    ],
    [
      'of a body with 和 in its name',
      `${HEAD}一、部门职责\n县住房和城乡建设局：负责建筑工地检查。\n县教育局和县体育局：负责学校检查。`,
      [
        '县住房和城乡建设局：负责建筑工地检查||县住房和城乡建设局|',
        '县教育局和县体育局：负责学校检查||县教育局、县体育局|',
      ],
    ],
  ])('%s', (_how, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  test.each([
    ['六、工作措施\n（一）提高认识，加强领导。各单位要重视。\n（二）部门联动，落实责任。各司其职。'],
    ['六、工作措施\n（一）切实加强组织领导。成立专班。\n（二）强化宣传引导。营造氛围。'],
  ])('is none where a list only exhorts: %s', (text) => {
    expect(rows(HEAD + text)).toEqual([]);
  });
});

describe('a note', () => {
  /** Two measures, the first with the note: its units and day as `牵头 | 责任 | 时限`. */
  const noted = (note: string): string | undefined =>
    rows(`${HEAD}一、重点任务\n（一）甲。做好。${note}\n（二）乙。做好。（责任单位：县气象局）`)
      .find((row) => row.startsWith('（一）'))
      ?.replace(/^[^|]*\|/, '');
  test.each<[string, string]>([
    ['（县民政局牵头督导，县残联参与。以下各项均需各乡镇落实，不再列出。）', '县民政局|县残联|'],
    ['（县民政局牵头，县残联等按职责分工负责，以下工作均需各乡镇落实，不再单独列出）', '县民政局|县残联|'],
    ['（市级责任单位：市商务局、市财政局；县级责任单位：各县区政府）', '|市商务局、市财政局、各县区政府|'],
    ['（县法院牵头、县检察院、县公安局配合）', '县法院|县检察院、县公安局|'],
    ['\n责任单位：县残联 县妇联 团县委', '|县残联、县妇联、团县委|'],
    ['\n责任单位：1.县民政局；2.县残联；3.县妇联', '|县民政局、县残联、县妇联|'],
    ['（牵头单位∶县民政局﹔配合单位∶县残联）', '县民政局|县残联|'],
    ['（县民政局为牵头单位，县残联、县妇联为配合单位）', '县民政局|县残联、县妇联|'],
    ['（牵头单位是县民政局，责任单位是县残联）', '县民政局|县残联|'],
    ['（市工信局〔市大数据局〕牵头，市财政局配合）', '市工信局〔市大数据局〕|市财政局|'],
    ['（牵头单位：县委政法委；成员单位：县法院、县检察院）', '县委政法委|县法院、县检察院|'],
    ['（责任单位：省发改委，各市〔州〕、县〔市、区〕人民政府）', '|省发改委、各市〔州〕、县〔市、区〕人民政府|'],
    ['（责任单位：各区、市教育局）', '|各区、市教育局|'],
  ])('%s', (note, expected) => {
    expect(noted(note)).toBe(expected);
  });

  test('is no bracket that only holds names, and no list of members', () => {
    expect(noted('（县民政局、县残联）')).toBe('||');
    expect(noted('\n成员单位：县民政局、县残联')).toBe('||');
  });

  test('of units and a day needs no other word', () => {
    expect(noted('（县民政局、县残联；6月底前）')).toBe('|县民政局、县残联|2022-06-30');
  });
});

describe('a measure beside one other', () => {
  const titles = (second: string, section = '重点任务'): string[] =>
    rows(`${HEAD}一、${section}\n（一）甲。（县民政局负责）\n（二）${second}`).map((row) => row.replace(/\|.*/, ''));
  test('is one though nobody is named, where it is no exhortation and no support', () => {
    expect(titles('乙。做好。')).toEqual(['（一）甲', '（二）乙']);
    expect(titles('加强组织领导。')).toEqual(['（一）甲']);
    expect(titles('乙。做好。', '保障措施')).toEqual(['（一）甲']);
  });
});

describe('a list of 成员单位', () => {
  const doubts = (list: string): string[] =>
    readPlanText(`${HEAD}一、任务\n（一）甲。（县民政局负责）\n二、组织\n成立领导小组。${list}`)
      .findings.filter(({ code }) => code.startsWith('unit') || code.startsWith('member'))
      .map(({ code, names }) => `${code} ${names.join()}`);
  test.each([
    ['成员单位：县民政局、县残联。'],
    ['成员单位包括县民政局、县残联等。'],
    ['成员单位由县民政局、县残联组成。'],
  ])('is compared with the units of the measures: %s', (list) => {
    expect(doubts(list)).toEqual(['member-without-duty 县残联']);
  });
  test('is none where it says what they do', () => {
    expect(doubts('成员单位要各司其职、密切配合。')).toEqual([]);
  });
});

describe('a table', () => {
  const units = (text: string): string[] => rows(HEAD + text).map((row) => row.split('|').slice(0, 3).join('|'));
  test('of sections of one house', () => {
    const text =
      '重点任务 | 工作内容 | 负责科室 |\n政策解读 | 对文件进行解读。 | 各业务科室 |\n回应关切 | 及时回应。 | 综合科 |';
    expect(units(text)).toEqual(['政策解读||各业务科室', '回应关切||综合科']);
  });
  test('set cell under cell, each with its bar', () => {
    const cells = ['序号', '主要任务', '分管 领导', '牵头 单位', '责任主体与协同单位'];
    const first = ['24', '优化提升50条背街后巷。', '张三', '城管局', '市政局、相关街道'];
    const second = ['25', '新增分类达标小区210个。', '张三', '城管局', '市政局、环卫处'];
    const text = [...cells, ...first, ...second].map((cell) => `${cell} |`).join('\n');
    expect(units(text)).toEqual([
      '优化提升50条背街后巷|城管局|市政局、相关街道',
      '新增分类达标小区210个|城管局|市政局、环卫处',
    ]);
  });
});

describe('people', () => {
  test.each([
    [
      '由局长曹明任组长，张贵、王元、阮斌副局长任副组长。',
      '组长 曹明 局长；副组长 张贵；副组长 王元；副组长 阮斌 副局长',
    ],
    ['组长：范志刚街道党工委书记、李伟副主任', '组长 范志刚 街道党工委书记；组长 李伟 副主任'],
    [
      '成立专班，镇党委书记郑光任总指挥，镇党委委员陈杰、吴英，副镇长罗刚为成员。',
      '总指挥 郑光 镇党委书记；成员 陈杰 镇党委委员；成员 吴英；成员 罗刚 副镇长',
    ],
    ['成立领导小组，县长张三任组长。', '组长 张三 县长'],
    ['组长：张三（县长）\n成员：各村（社区）党支部书记', '组长 张三 县长'],
    ['由县长张三同志任组长，赵军、周海等同志为成员。', '组长 张三 县长；成员 赵军；成员 周海'],
  ])('%s', (text, expected) => {
    expect(people(`${HEAD}一、组织领导\n${text}`)).toBe(expected);
  });
});

describe('the time of a phase', () => {
  const phases = (text: string): string[] =>
    readPlanText(HEAD + text).phases.map(({ title, start, deadline }) => `${title} ${start ?? ''}>${deadline ?? ''}`);
  test.each<[string, string[]]>([
    [
      '二、阶段划分\n（一）动员（2022.3.1-3.15）\n（二）总结（2022.11.1起）',
      ['动员 2022-03-01>2022-03-15', '总结 2022-11-01>'],
    ],
    [
      '二、实施步骤\n（一）第一阶段：宣传（时间：3月1日至3月15日）\n（二）第二阶段：整治（时间：3月16日至9月）',
      ['第一阶段：宣传 2022-03-01>2022-03-15', '第二阶段：整治 2022-03-16>2022-09-30'],
    ],
    [
      '二、时间安排\n行动自2023年10月起至2024年2月1日止，分两个阶段：\n第一阶段：宣传（10月11日至11月19日）\n第二阶段：巩固（2024年1月1日至2月1日）',
      ['宣传 2023-10-11>2023-11-19', '巩固 2024-01-01>2024-02-01'],
    ],
    [
      '二、行动时间\n分两个阶段：第一阶段（3月—4月）：动员。第二阶段（5月—10月）：推进。',
      [' 2022-03-01>2022-04-30', ' 2022-05-01>2022-10-31'],
    ],
  ])('%s', (text, expected) => {
    expect(phases(text)).toEqual(expected);
  });
});

test('A text without line ends may begin in the middle of a document', () => {
  const text =
    '2009年专项行动实施方案 (五)切实加强报告工作。要确定专人负责信息管理工作，并按期报送阶段报告，对重要情况和工作中遇到的难点问题要随时报告，不得迟报、漏报、瞒报，有关材料要由主要负责人签字后报送，并抄送有关单位备查。四、时间安排(一)动员部署阶段(5月)结合实际制定方案，全面完成动员工作。(二)集中整治阶段(5月-8月)开展集中检查，对存在的问题进行整治。(三)抽查阶段(8月-11月)分别开展抽查。(四)总结阶段(11月)进行总结。';
  expect(readPlanText(text).phases.map(({ title, start, deadline }) => `${title} ${start}>${deadline}`)).toEqual([
    '动员部署阶段 2009-05-01>2009-05-31',
    '集中整治阶段 2009-05-01>2009-08-31',
    '抽查阶段 2009-08-01>2009-11-30',
    '总结阶段 2009-11-01>2009-11-30',
  ]);
});
