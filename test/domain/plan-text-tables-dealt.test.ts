import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** A table as the office had it: its header, its rows, and which of its columns hold what. */
interface Given {
  header: string[];
  rows: string[][];
  task: number;
  lead: number[];
  responsible: number[];
  time: number;
}

const TABLES: Record<string, Given> = {
  'of tasks': {
    header: ['序号', '工作任务', '牵头单位', '责任单位', '完成时限'],
    rows: [
      ['1', '编制完成排水防涝专项规划修编，科学划定分区', '市住建局', '市自然资源局、市水务局', '2025年6月30日前'],
      ['2', '改造老城片区管网58公里，消除空白区6处', '市住建局', '市财政局、市城投集团、东河区政府', '2025年10月底前'],
      ['3', '清淤疏浚内河18条，打通断头河5处', '市水务局', '市生态环境局、各区政府', '2025年11月30日前'],
      ['4', '推行排水管网专业化养护', '市住建局', '市水务局', '长期坚持'],
    ],
    ...{ task: 1, lead: [2], responsible: [3], time: 4 },
  },
  'of measures under tasks': {
    header: ['序号', '重点任务', '具体措施', '责任单位', '完成时间'],
    rows: [
      ['1', '优化服务', '推行证照联办，压减审批时限30%以上', '县行政审批局、县市场监管局', '2025年6月底前'],
      ['2', '优化服务', '建设24小时自助服务区', '县行政审批局、县公安局', '2025年8月31日'],
      ['3', '降低成本', '落实各项减税降费政策，做到应享尽享', '县税务局', '2025年12月底'],
    ],
    ...{ task: 2, lead: [], responsible: [3], time: 4 },
  },
  'of problems': {
    header: ['问题', '整改措施', '责任单位', '责任人', '整改时限'],
    rows: [
      ['组织生活不规范', '开展专题培训，每季度通报', '县委组织部', '李明', '2025年3月31日前'],
      ['资金拨付不及时', '建立台账，按月调度', '县财政局、县农业农村局', '王强', '2025年4月15日前'],
    ],
    ...{ task: 0, lead: [], responsible: [2], time: 4 },
  },
  'of a company': {
    header: ['工作任务', '责任部门', '配合部门', '时间节点', '备注'],
    rows: [
      ['完善安全生产责任制', '安全环保部', '人力资源部、综合办公室', '2025年3月底前', ''],
      ['开展特种设备隐患排查', '设备管理部', '各分公司', '2025年5月20日前', ''],
    ],
    ...{ task: 0, lead: [], responsible: [1, 2], time: 3 },
  },
};

const tabbed = (rows: string[][]): string => rows.map((row) => row.join('\t')).join('\n');
const below = (rows: string[][]): string => rows.map((row) => row.filter(Boolean).join('\n')).join('\n');
const all = ({ header, rows }: Given): string[][] => [header, ...rows];
const cells = (given: Given, change: (cell: string, at: number) => string): string[][] =>
  all(given).map((row) => row.map(change));
/** A cell as a narrow column breaks it: at its width, whatever stands there. */
const narrow = (cell: string): string => cell.replace(/^(.{12})(?=.{4})/, '$1\n');
const atComma = (cell: string): string => (cell.length > 10 ? cell.replace('、', '、\n') : cell);
/** Every cell as its column breaks it: digits stay together, a comma hangs over the edge. */
const broken =
  (given: Given, task: number, other: number) =>
  (cell: string, at: number): string => {
    const lines = [''];
    const width = at === given.task ? task : other;
    for (const sign of cell.match(/\d+|[^]/g) ?? []) {
      if (lines.at(-1)!.length + sign.length > width && !'、，。'.includes(sign)) lines.push('');
      lines[lines.length - 1] += sign;
    }
    return lines.join('\n');
  };
/** One name to a line in the columns of units. */
const listed =
  ({ lead, responsible }: Given) =>
  (cell: string, at: number): string =>
    [...lead, ...responsible].includes(at) ? cell.replaceAll('、', '\n') : cell;
/** A row with the header of the next page above it. */
const paged = ({ header, rows }: Given, set: (rows: string[][]) => string): string =>
  [set([header, ...rows.slice(0, 1)]), '— 3 —', set([header, ...rows.slice(1)])].join('\n');
const grouped = ({ header, rows }: Given, line: (title: string) => string): string =>
  [tabbed([header]), line('一、完善设施'), tabbed(rows.slice(0, 1)), line('二、健全机制'), tabbed(rows.slice(1))].join(
    '\n',
  );

/** How copies of it come to look. */
const LAYOUTS: Record<string, (given: Given) => string> = {
  'parted by tabs': (given) => tabbed(all(given)),
  'parted by bars': (given) => [given.header, ...given.rows].map((row) => `| ${row.join(' | ')} |`).join('\n'),
  'parted by blanks': (given) =>
    all(given)
      .map((row) => row.filter(Boolean).join('   '))
      .join('\n'),
  'with blank lines': (given) => tabbed(all(given)).replaceAll('\n', '\n\n'),
  'broken within lists': (given) => tabbed(cells(given, atComma)),
  'broken at a width': (given) => tabbed(cells(given, narrow)),
  'with one unit to a line': (given) => tabbed(cells(given, listed(given))),
  'with broken labels': ({ header, rows }) =>
    `${tabbed([header.map((label) => label.replace(/^(..)(..)$/, '$1\n$2'))])}\n${tabbed(rows)}`,
  'over two pages': (given) => paged(given, tabbed),
  'with headings between its rows': (given) => grouped(given, (title) => title),
  'with headings across': (given) => grouped(given, (title) => `${title}${'\t'.repeat(given.header.length - 1)}`),
  'with headings in every cell': (given) => grouped(given, (title) => given.header.map(() => title).join('\t')),
  'cell under cell': (given) => below(all(given)),
  'cell under cell, blank lines between': (given) => below(all(given)).replaceAll('\n', '\n\n'),
  'cell under cell, broken within lists': (given) => below(cells(given, atComma)),
  'cell under cell, broken at a width': (given) => below(cells(given, narrow)),
  'cell under cell, every cell broken': (given) => below(cells(given, broken(given, 14, 8))),
  'cell under cell, every cell broken wide': (given) => below(cells(given, broken(given, 18, 9))),
  'cell under cell, every cell broken, over two pages': (given) => {
    const rows = given.rows.map((row) => row.map(broken(given, 14, 8)));
    return paged({ ...given, rows }, below);
  },
  'cell under cell, one unit to a line': (given) => below(cells(given, listed(given))),
  'cell under cell, over two pages': (given) => paged(given, below),
};

const document = (table: string): string => `鹤川市内涝治理行动方案

为加快补齐排水防涝设施短板，制定本方案。
一、总体要求
坚持统筹发展和安全，市住建局要发挥牵头作用。
二、保障措施
市财政局要加大投入力度。各区政府要压实责任。

附件
重点任务清单
${table}

抄送：市委各部门，市人大常委会办公室。
鹤川市人民政府办公室	2025年2月24日印发
`;

const DAYS: Record<string, string | null> = { 长期坚持: null };
/** '2025年6月30日前' and '2025年6月底前' as days. */
function dayOf(written: string): string | null {
  if (written in DAYS) return DAYS[written] ?? null;
  const [, month = '', day] = /^2025年(\d{1,2})月(?:(\d{1,2})日)?/.exec(written) ?? [];
  const last = { 3: 31, 6: 30, 10: 31, 12: 31 }[Number(month)];
  return `2025-${month.padStart(2, '0')}-${String(day ?? last).padStart(2, '0')}`;
}

const units = (row: string[], columns: number[]): string =>
  columns.flatMap((at) => row[at]?.split('、') ?? []).join('、');

describe.each(Object.entries(TABLES))('a table %s', (_of, given) => {
  test.each(Object.entries(LAYOUTS))('%s: each row gives its task, units and day', (_how, set) => {
    const read = readPlanText(document(set(given))).measures;
    const said = read.map(({ title, lead, responsible, deadline }) => [
      title.replace(/\s/g, '').slice(0, 6),
      [lead.join('、'), responsible.join('、'), deadline],
    ]);
    expect(said).toEqual(
      given.rows.map((row) => [
        row[given.task]?.slice(0, 6),
        [units(row, given.lead), units(row, given.responsible), dayOf(row[given.time] ?? '')],
      ]),
    );
  });
});

test('of a table whose rows share a task the task is said once, above them; whoever follows the table is in none of its rows', () => {
  const text = document(
    '序号\n重点任务\n具体措施\n责任单位\n完成时间\n1\n优化服务\n推行证照联办\n县行政审批局\n2025年6月底前\n2\n增设自助终端\n县公安局\n2025年8月31日',
  ).replace(/抄送[^]*/, '鹤川市人民政府办公室\n2025年2月24日\n');
  expect(readPlanText(text).measures.map(({ title, responsible }) => [title, responsible])).toEqual([
    ['推行证照联办', ['县行政审批局']],
    ['增设自助终端', ['县公安局']],
  ]);
});

test('a cell may hold a numbered list and say itself who leads; the problem is what the row is called', () => {
  const rows = [
    '序号\t反馈问题\t整改目标\t整改措施\t责任单位\t整改时限',
    '1\t管网建设滞后。仍有合流制管网。\t完成改造。\t1.编制改造方案；\n2.新建管网5.2公里；\n3.建立台账。\t牵头单位：县住建局\n配合单位：县财政局、城关镇人民政府\t2024年12月底前',
    '2\t扬尘管控粗放。渣土车带泥上路。\t落实到位。\t1.安装监测设备；\n2.开展联合执法。\t县城市管理局、县公安局\t立行立改，长期坚持',
  ];
  const read = readPlanText(document(rows.join('\n'))).measures;
  expect(read.map(({ title, lead, responsible, deadline }) => [title, lead, responsible, deadline])).toEqual([
    ['管网建设滞后', ['县住建局'], ['县财政局', '城关镇人民政府'], '2024-12-31'],
    ['扬尘管控粗放', [], ['县城市管理局', '县公安局'], null],
  ]);
});
