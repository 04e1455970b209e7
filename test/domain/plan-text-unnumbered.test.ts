import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Measures without numbers of their own, and numbers that are no measures: what a careful reader takes from each form. */
const HEAD = '某县2022年专项行动实施方案\n为做好工作，制定本方案。\n';

const rows = (text: string): string[] =>
  readPlanText(HEAD + text).measures.map(({ number, title, lead, responsible, deadline }) =>
    [`${number}${title}`, lead.join('、'), responsible.join('、'), deadline ?? ''].join('|'),
  );

const TWO = ['加强排查|县应急局|县公安局|', '开展整治|县住建局|县财政局|'];

describe('paragraphs that say each who does them', () => {
  test.each<[string, string, string[]]>([
    [
      'under a title of tasks',
      '二、主要任务\n加强排查。全面排查隐患。（县应急局牵头，县公安局配合）\n开展整治。全面整治。（县住建局牵头，县财政局配合）',
      TWO,
    ],
    [
      'behind dashes, with a word above',
      '二、主要任务\n围绕目标，做好下列工作。\n——加强排查。全面排查。（县应急局牵头，县公安局配合）\n——开展整治。（县住建局牵头，县财政局配合）',
      TWO,
    ],
    [
      'in the line below',
      '二、重点工作\n加强排查，消除隐患。\n牵头单位：县应急局\n责任单位：县公安局\n开展整治，务求实效。\n牵头单位：县住建局',
      ['加强排查，消除隐患|县应急局|县公安局|', '开展整治，务求实效|县住建局||'],
    ],
    [
      'that begin with their names under an outermost title',
      '一、加快转型，提升竞争力\n坚持调优调强，推进产业高端化、绿色化发展，加快构筑现代产业高地。\n加强排查。投资两亿元。（县应急局牵头，县公安局配合）\n开展整治。投资一亿元。（县住建局牵头，县财政局配合）',
      TWO,
    ],
    [
      'are one measure where their title is the measure’s',
      '一、主要任务\n（一）加强排查\n对学校排查。（责任单位：县教育局）\n对工地排查。（责任单位：县住建局）\n（二）开展整治。（责任单位：县公安局）',
      ['（一）加强排查||县教育局、县住建局|', '（二）开展整治||县公安局|'],
    ],
  ])('%s', (_form, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });
});

describe('numbers that no measure bears', () => {
  test('of the fields of an item', () => {
    const item = (number: string, title: string, unit: string, month: number): string =>
      `（${number}）${title}\n1.工作内容：清理干净。\n2.责任单位：${unit}\n3.完成时限：2022年${month}月底\n`;
    expect(
      rows(`二、主要任务\n${item('一', '整治摊贩', '县城管局', 6)}${item('二', '整治网吧', '县文旅局', 9)}`),
    ).toEqual(['（一）整治摊贩||县城管局|2022-06-30', '（二）整治网吧||县文旅局|2022-09-30']);
  });

  test('but those of items that begin with the name of a field are theirs', () => {
    const item = (number: number, problem: string, unit: string): string =>
      `${number}．问题：${problem}。\n整改措施：清理。\n整改时限：2022年6月底\n责任单位：${unit}\n`;
    expect(rows(`二、整改措施\n${item(1, '摊贩多', '县城管局')}${item(2, '黑网吧多', '县文旅局')}`)).toEqual([
      '1.摊贩多||县城管局|2022-06-30',
      '2.黑网吧多||县文旅局|2022-06-30',
    ]);
  });
});

test('a title above the labels of a table set cell under cell is none of them', () => {
  const table = '序号\n重点任务\n牵头单位\n责任单位\n完成时限\n1\n加强排查\n县应急局\n县公安局\n2022年6月底';
  expect(rows(`一、要求\n做好。\n附件\n重点任务清单\n${table}`)).toEqual(['1.加强排查|县应急局|县公安局|2022-06-30']);
});

test('a task with a comma does not run on into the cell below it', () => {
  const header = '序号\n\n重点任务\n\n牵头单位\n\n责任单位\n\n完成时限';
  const text = `${header}\n\n1\n\n摸清底数，逐户登记\n\n县应急局\n\n县公安局\n\n2022年6月底\n\n2\n\n开展培训，配齐人员\n\n县人社局\n\n县财政局\n\n长期坚持`;
  expect(rows(text)).toEqual([
    '1.摸清底数，逐户登记|县应急局|县公安局|2022-06-30',
    '2.开展培训，配齐人员|县人社局|县财政局|',
  ]);
});

test('a row set cell under cell may name villages', () => {
  const header = '序号\n工作任务\n责任单位\n配合单位\n完成时间';
  const text = `${header}\n1\n张贴公告，签承诺书\n镇党政办公室\n镇文化服务中心、各行政村\n2024年5月20日前\n2\n设值班棚\n各行政村\n镇财政所\n2024年5月底前`;
  expect(rows(text)).toEqual([
    '1.张贴公告，签承诺书||镇党政办公室、镇文化服务中心、各行政村|2024-05-20',
    '2.设值班棚||各行政村、镇财政所|2024-05-31',
  ]);
});

test.each(['关闭小煤矿', '打印机统一采购', '扫一扫残余垃圾'])(
  'a task that begins as a website’s line does is read: %s',
  (task) => {
    const table = `序号\n重点任务\n牵头单位\n责任单位\n完成时限\n1\n${task}\n县应急局\n县公安局\n2022年6月底`;
    expect(rows(`一、要求\n做好。\n附件\n${table}`)).toEqual([`1.${task}|县应急局|县公安局|2022-06-30`]);
  },
);

test('what a website writes below a document is nobody’s duty', () => {
  const text = `打印本页\n一、任务\n（一）巡查。（责任单位：县水务局）\n二、工作要求\n各单位要提高认识。\n`;
  const footer =
    '【打印】 【关闭】\n友情链接：县人民政府\n主办单位：县市场监督管理局  承办：县市场监督管理局信息中心\n网站标识码：3506000012';
  expect(rows(text + footer)).toEqual(rows(text));
  expect(rows(text)).toEqual(['（一）巡查||县水务局|']);
});

describe('the width of a page', () => {
  const PROSE =
    '一、总体要求\n为深入开展这项工作，各有关单位要提高认识，加强领导，周密部\n署，落实责任，形成合力，切实把各项任务抓紧抓实抓出成效来，确\n保全年目标如期完成，各级各部门要按照统一部署，各司其职，各负\n其责，密切配合，协同推进，加大力度，加快进度，确保按期保质完\n成，各项工作落到实处见到实效。\n二、主要任务\n';

  test('shows that a long title goes on in the next line', () => {
    const text = `${PROSE}（一）组织开展全县高血压日肿瘤防治宣传周糖尿病日等主题\n宣传日活动。（县卫健局牵头）\n（二）开展义诊。（县医院牵头）`;
    expect(rows(text)).toEqual([
      '（一）组织开展全县高血压日肿瘤防治宣传周糖尿病日等主题宣传日活动|县卫健局||',
      '（二）开展义诊|县医院||',
    ]);
  });

  test('leaves a shorter title to its line', () => {
    const text = `${PROSE}（一）组织开展主题宣传日活动\n面向全县开展宣传。（县卫健局牵头）\n（二）开展义诊。（县医院牵头）`;
    expect(rows(text)).toEqual(['（一）组织开展主题宣传日活动|县卫健局||', '（二）开展义诊|县医院||']);
  });
});
