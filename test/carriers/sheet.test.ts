import { readCarrier } from '../../src/carriers/read-carrier.js';
import { templateSheet } from '../../src/carriers/template-sheet.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { tableOfWorkbook } from '../../src/sheets/read-table.js';
import { workbookOf } from '../../src/sheets/write-workbook.js';
import { wordsFor } from '../../src/web/messages.js';

const COLUMNS = ['序号', '工作措施', '牵头单位', '责任单位', '阶段', '完成时限'];
const ROWS = [
  ['1', '全面摸底排查。逐户登记|造册。', '县教育局、县民政局', '县财政局', '启动阶段', '2021-03-31'],
  ['', '落实资助政策', '', '县财政局、县残联', '攻坚阶段', '2021年6月30日前'],
  ['', '巩固提升', '县教育局', '', '启动阶段', ''],
];
const HEAD = [
  ['方案名称', '某县教育帮扶工作实施方案'],
  ['文号', '某政办发〔2021〕3号'],
  ['印发单位', '某县人民政府办公室'],
  ['印发日期', '2021/2/1'],
];
const filled = (rows = ROWS, head = HEAD) => {
  const [heading = [], ...more] = [...head, [], COLUMNS, ...rows];
  return workbookOf([{ name: '方案', widths: [10, 40], heading, rows: more }]);
};
const csv = (rows: readonly (readonly string[])[]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));

async function faultsOf(bytes: Buffer, name = '方案.xlsx'): Promise<unknown> {
  try {
    await readCarrier({ bytes, name });
    return [];
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    const { happened, next } = wordsFor(error.code, error.facts);
    expect(`${happened}${next}`).not.toMatch(/undefined|null/);
    return error.facts['faults'] ?? error.code;
  }
}

describe('A plan without a document, as a sheet', () => {
  test('is read to measures, duties and phases, each pointing into its row', async () => {
    const { text, kind } = await readCarrier({ bytes: await filled(), name: '方案.xlsx' });
    const draft = readPlanText(text);
    expect(kind).toBe('sheet');
    expect(draft).toMatchObject({
      ...{ title: '某县教育帮扶工作实施方案', docNumber: '某政办发〔2021〕3号' },
      ...{ issuer: '某县人民政府办公室', issuedOn: '2021-02-01' },
    });
    expect(draft.measures.map(({ number, title, lead, responsible }) => [number, title, lead, responsible])).toEqual([
      ['1.', '全面摸底排查', ['县教育局', '县民政局'], ['县财政局']],
      ['2.', '落实资助政策', [], ['县财政局', '县残联']],
      ['3.', '巩固提升', ['县教育局'], []],
    ]);
    expect(draft.phases.map(({ number, title, deadline }) => [number, title, deadline])).toEqual([
      ['（一）', '启动阶段', '2021-03-31'],
      ['（二）', '攻坚阶段', '2021-06-30'],
    ]);
    for (const { unit, source } of draft.measures.flatMap(({ duties }) => duties))
      expect(text.slice(source.start, source.end)).toBe(unit);
    expect(draft.findings.filter(({ code }) => code !== 'unit-not-member')).toEqual([]);
  });

  test("may be csv, and may be an office's own list with other names for its columns", async () => {
    const own = csv([
      ['某县清理整治任务分解表'],
      ['编号', '重点任务', '牵头部门', '配合单位', '实施阶段', '完成时间'],
      ['1', '全面排查', '县水务局', '县公安局', '排查阶段', '2021.5.31'],
    ]);
    const { text } = await readCarrier({ bytes: own, name: '任务分解表.csv' });
    const { title, measures, phases } = readPlanText(text);
    expect(title).toBe('某县清理整治任务分解表');
    expect(measures.map(({ lead, responsible }) => [lead, responsible])).toEqual([[['县水务局'], ['县公安局']]]);
    expect(phases.map(({ title: of, deadline }) => [of, deadline])).toEqual([['排查阶段', '2021-05-31']]);
  });

  test.each<[what: string, rows: string[][], head: string[][], faults: string[]]>([
    ['no title', ROWS, [['方案名称', '']], ['第1行“方案名称”：没有填写']],
    ['no row', [], HEAD, ['第7行“工作措施”：没有填写任何一项']],
    ['a row without a task', [['1', '', '县教育局', '', '启动', '2021-3-1']], HEAD, ['第7行“工作措施”：没有填写']],
    [
      'a row without units',
      [['1', '摸底', '', '', '启动', '2021-3-1']],
      HEAD,
      ['第7行“牵头单位”：牵头单位和责任单位至少填一个（不要合并单元格）'],
    ],
    [
      'a day that is none',
      [
        ['1', '摸底', '县教育局', '', '启动', '2021-02-30'],
        ['2', '建档', '县教育局', '', '启动', '2021-3-1'],
      ],
      HEAD,
      ['第7行“完成时限”：“2021-02-30”不是存在的日期，请写成2021-06-30这样'],
    ],
    [
      'a phase without a day',
      [['1', '摸底', '县教育局', '', '启动', '']],
      HEAD,
      ['第7行“完成时限”：阶段“启动”没有一行写明完成时限'],
    ],
    [
      'no phase and no day',
      [['1', '摸底', '县教育局', '', '', '']],
      HEAD,
      ['第7行“完成时限”：没有一行写明阶段或完成时限'],
    ],
  ])('of which %s is wrong is refused by row and column', async (_what, rows, head, faults) => {
    const moved = HEAD.length - head.length;
    const said = faults.map((fault) =>
      fault.replace(/^第(\d+)行/, (_, row: string) => `第${row === '1' ? 1 : Number(row) - moved}行`),
    );
    expect(await faultsOf(await filled(rows, head))).toEqual(said);
  });

  test('that is none of measures is told what its heading should say', async () => {
    expect(
      await faultsOf(
        csv([
          ['姓名', '电话'],
          ['张三', '1'],
        ]),
        '名单.csv',
      ),
    ).toEqual(['没有找到表头：应有一行写着“工作措施”“牵头单位”“责任单位”']);
    expect(await faultsOf((await filled()).subarray(0, 900))).toBe('carrier-broken');
    expect(await faultsOf(await filled(), '方案.xlsm')).toBe('carrier-macro');
  });
});

test('The last day of a phase is the last of its rows, and a measure keeps a day of its own; without phases it has that alone', async () => {
  const rows = [
    ['1', '建档', '县教育局', '', '攻坚阶段', '2021-06-30'],
    ['2', '摸底', '县民政局', '', '启动阶段', '2021-03-15'],
    ['3', '登记', '县民政局', '', '启动阶段', '2021-03-31'],
    ['4', '宣传', '县民政局', '', '', ''],
  ];
  const read = async (of: string[][]) =>
    readPlanText((await readCarrier({ bytes: await filled(of), name: '方案.xlsx' })).text);
  const { measures, phases } = await read(rows);
  expect(phases.map(({ title, deadline }) => [title, deadline])).toEqual([
    ['启动阶段', '2021-03-31'],
    ['攻坚阶段', '2021-06-30'],
  ]);
  expect(measures.map(({ deadline }) => deadline)).toEqual(['2021-06-30', '2021-03-15', '2021-03-31', null]);
  const without = await read(rows.map((row) => row.map((cell, i) => (i === 4 ? '' : cell))));
  expect(without.phases).toEqual([]);
  expect(without.measures.map(({ deadline }) => deadline)).toEqual(['2021-06-30', '2021-03-15', '2021-03-31', null]);
});

describe('The template', () => {
  test('has the columns of a plan, and as it is given out is told what to fill in', async () => {
    const template = await templateSheet();
    const rows = (await tableOfWorkbook(template)) ?? [];
    expect(rows.slice(0, 6).map(([first]) => first)).toEqual(['方案名称', '文号', '印发单位', '印发日期', '', '序号']);
    expect(rows[5]).toEqual(COLUMNS);
    expect(await faultsOf(template)).toEqual(['第1行“方案名称”：没有填写', '第7行“工作措施”：没有填写任何一项']);
  });
});
