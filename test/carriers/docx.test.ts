import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCarrier } from '../../src/carriers/read-carrier.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { documentOf, type ListOf, paragraph, run, tableOf } from '../support/docx.js';

const textOf = async (body: string, lists?: ListOf[]) =>
  (await readCarrier({ bytes: documentOf(body, lists), name: '方案.docx' })).text;
const item = (text: string, level: number, list = 1) => paragraph(text, { list: [list, level] });

describe('A docx', () => {
  test('gives a line for each paragraph, # marks before headings, and the numbers that Word only shows', async () => {
    const body = [
      paragraph('实施方案', { style: 't' }),
      paragraph('工作措施', { style: '1', list: [1, 0] }),
      paragraph('全面摸底。', { style: 'my2' }),
      paragraph('各村上报。', { style: 'my2' }),
      item('登记造册', 2),
      paragraph('实施步骤', { style: '1', list: [1, 0] }),
      paragraph('启动阶段', { style: 'my2' }),
      paragraph('附则 <&>'),
    ];
    const { text, kind } = await readCarrier({ bytes: documentOf(body.join('')), name: '方案.docx' });
    expect(kind).toBe('docx');
    expect(text.split('\n')).toEqual([
      '# 实施方案',
      '# 一、工作措施',
      '## （一）全面摸底。',
      '## （二）各村上报。',
      '1. 登记造册',
      '# 二、实施步骤',
      '## （一）启动阶段',
      '附则 <&>',
    ]);
  });

  test.each<[what: string, levels: ListOf['levels'], lines: readonly (readonly [string, number])[], shown: string[]]>([
    [
      'full-width digits',
      [['decimalFullWidth', '%1．']],
      [
        ['甲', 0],
        ['乙', 0],
      ],
      ['１． 甲', '２． 乙'],
    ],
    [
      'chapters',
      [['chineseCounting', '第%1章']],
      [
        ['总则', 0],
        ['职责', 0],
      ],
      ['第一章 总则', '第二章 职责'],
    ],
    [
      'circles',
      [['decimalEnclosedCircleChinese', '%1', '<w:suff w:val="nothing"/>']],
      [
        ['甲', 0],
        ['乙', 0],
      ],
      ['①甲', '②乙'],
    ],
    [
      'letters',
      [['lowerLetter', '%1）']],
      [
        ['甲', 0],
        ['乙', 0],
      ],
      ['a）甲', 'b）乙'],
    ],
    [
      'Roman',
      [['upperRoman', '%1.']],
      [
        ['甲', 0],
        ['乙', 0],
        ['丙', 0],
        ['丁', 0],
      ],
      ['I. 甲', 'II. 乙', 'III. 丙', 'IV. 丁'],
    ],
    [
      'the numbers of higher levels',
      [
        ['chineseCounting', '%1、'],
        ['decimal', '%1.%2', '<w:isLgl/>'],
      ],
      [
        ['甲', 0],
        ['乙', 1],
        ['丙', 1],
      ],
      ['一、甲', '1.1 乙', '1.2 丙'],
    ],
    [
      'no restart where the level has none',
      [
        ['decimal', '%1、'],
        ['decimal', '（%2）', '<w:lvlRestart w:val="0"/>'],
      ],
      [
        ['甲', 0],
        ['乙', 1],
        ['丙', 0],
        ['丁', 1],
      ],
      ['1、甲', '（1）乙', '2、丙', '（2）丁'],
    ],
    ['points, which are no numbers', [['bullet', '']], [['甲', 0]], ['甲']],
    ['a format nobody knows in digits', [['hebrew1', '%1、']], [['甲', 0]], ['1、甲']],
  ])('restores %s', async (_what, levels, lines, shown) => {
    const body = lines.map(([text, level]) => item(text, level)).join('');
    expect((await textOf(body, [{ levels, nums: [[1]] }])).split('\n')).toEqual(shown);
  });

  test('counts on where two lists share a pattern, anew where one of them says so', async () => {
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const lists: ListOf[] = [{ levels: [['chineseCounting', '%1、']], nums: [[1], [2], [3, anew]] }];
    const body = [
      item('甲', 0, 1),
      item('乙', 0, 2),
      item('丙', 0, 3),
      item('丁', 0, 3),
      item('戊', 0, 0),
      item('己', 0, 99),
    ];
    expect((await textOf(body.join(''), lists)).split('\n')).toEqual([
      '一、甲',
      '二、乙',
      '一、丙',
      '二、丁',
      '戊',
      '己',
    ]);
  });

  test('goes to ninety-nine and beyond', async () => {
    const lists: ListOf[] = [{ levels: [['chineseCounting', '%1、']], nums: [[1]] }];
    const lines = (await textOf(Array.from({ length: 121 }, () => item('事', 0)).join(''), lists)).split('\n');
    const at = (n: number) => lines[n - 1];
    expect([10, 11, 20, 21, 99, 100, 101, 110, 121].map(at)).toEqual(
      ['十', '十一', '二十', '二十一', '九十九', '一百', '一百零一', '一百一十', '一百二十一'].map((n) => `${n}、事`),
    );
  });

  test('gives a row of a table as one line, its own signs and line ends taken out', async () => {
    const wide = `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph('合并')}</w:tc>`;
    const begins = `<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph('县教育局')}</w:tc>`;
    const goesOn = `<w:tc><w:tcPr><w:vMerge/></w:tcPr>${paragraph('')}</w:tc>`;
    const body = tableOf([
      ['序号', '工作措施', '牵头单位'],
      [item('', 0), `${paragraph('摸底|排查')}${paragraph('逐户登记')}`, begins],
      [item('', 0), '建档', goesOn],
      [item('', 0), wide],
    ]);
    expect((await textOf(body, [{ levels: [['decimal', '%1']], nums: [[1]] }])).split('\n')).toEqual([
      '| 序号 | 工作措施 | 牵头单位 |',
      '| 1 | 摸底／排查 逐户登记 | 县教育局 |',
      '| 2 | 建档 |  |',
      '| 3 | 合并 |  |',
    ]);
  });

  test('takes a table of one column for a frame around text', async () => {
    expect(await textOf(tableOf([[`${paragraph('县委办文件')}${paragraph('二〇二〇年')}`]]))).toBe(
      '县委办文件\n二〇二〇年',
    );
  });

  test('leaves out what was deleted, moved away or noted, and takes what was inserted', async () => {
    const deleted = `<w:del w:id="1" w:author="a"><w:r><w:delText>县民政局</w:delText></w:r></w:del>`;
    const gone = `<w:p><w:pPr><w:rPr><w:del w:id="2" w:author="a"/></w:rPr></w:pPr><w:del w:id="3"><w:r><w:delText>整段删去</w:delText></w:r></w:del></w:p>`;
    const inserted = `<w:ins w:id="4" w:author="a">${run('县教育局')}</w:ins>`;
    const note = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>';
    const notes = {
      name: 'word/footnotes.xml',
      bytes: '<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>',
    };
    const earlier =
      '<w:pPrChange w:id="5"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>';
    const body = `${item('甲', 0)}${gone}<w:p><w:pPr>${earlier}</w:pPr>${run('牵头：')}${deleted}${inserted}${note}</w:p>${item('乙', 0)}`;
    const { text } = await readCarrier({ bytes: documentOf(body, undefined, notes), name: 'a.docx' });
    expect(text.split('\n')).toEqual(['一、甲', '牵头：县教育局', '二、乙']);
  });

  test('reads a text box once, where newer and older programs each have their own', async () => {
    const held = `<w:txbxContent>${item('框中', 0)}</w:txbxContent>`;
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${held}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${held}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const lines = (await textOf(`<w:p>${run('正文')}${box}</w:p>${item('后文', 0)}`)).split('\n');
    expect(lines).toEqual(['正文', '一、框中', '二、后文']);
  });
});

test('A table of tasks whose numbers are automatic and whose cells are merged is read row by row', async () => {
  const merged = (text: string, goesOn = false) =>
    `<w:tc><w:tcPr><w:vMerge${goesOn ? '' : ' w:val="restart"'}/></w:tcPr>${paragraph(text)}</w:tc>`;
  const body = [
    paragraph('某县教育帮扶工作实施方案', { style: 't' }),
    paragraph('任务分解表', { style: '1' }),
    tableOf([
      ['序号', '重点任务', '牵头单位', '责任单位', '完成时限'],
      [
        item('', 0),
        '全面摸底',
        merged('县教育局'),
        `${paragraph('县民政局')}${paragraph('县财政局')}`,
        '2021年3月31日',
      ],
      [item('', 0), '建档立卡', merged('', true), '县残联', '2021年4月30日'],
    ]),
  ];
  const { measures } = readPlanText(await textOf(body.join(''), [{ levels: [['decimal', '%1']], nums: [[1]] }]));
  expect(
    measures.map(({ number, title, lead, responsible, deadline }) => [number, title, lead, responsible, deadline]),
  ).toEqual([
    ['1.', '全面摸底', ['县教育局'], ['县民政局', '县财政局'], '2021-03-31'],
    ['2.', '建档立卡', ['县教育局'], ['县残联'], '2021-04-30'],
  ]);
});

describe('The plan of Baisha as a docx whose headings are numbered by Word', () => {
  const issued = readFileSync(join(import.meta.dirname, '../../plans/baisha-2020-10.txt'), 'utf8');
  const SECOND = /^[#*\s]*[（(]([一二三四五六七八九十]+)[）)](.*)$/;
  /** The plan with its few half-width brackets around numbers as the rest has them. */
  const plan = issued.split('\n').map((line) => line.replace(SECOND, '（$1）$2'));
  const body = plan.map((line) => {
    const [, , first] = /^[#*\s]*([一二三四五六七八九十]+)、(.*)$/.exec(line) ?? [];
    const [, , second] = SECOND.exec(line) ?? [];
    if (first !== undefined) return paragraph(first, { style: '1', list: [1, 0] });
    return second === undefined ? paragraph(line) : item(second, 1);
  });
  /** What was read, without the places where it stands. */
  const factsOf = (text: string) => {
    const { sources: _, ...draft } = readPlanText(text);
    return JSON.parse(
      JSON.stringify(draft, (key, value: unknown) => (key === 'source' ? undefined : value)),
    ) as unknown;
  };

  test('is read to the same draft: measures, duties, phases, people and doubts', async () => {
    const { text } = await readCarrier({ bytes: documentOf(body.join('')), name: '方案.docx' });
    expect(body.filter((line) => line.includes('<w:numPr>')).length).toBeGreaterThan(15);
    expect(body.join('')).not.toMatch(/>（八）/);
    expect(readPlanText(text).measures).toHaveLength(8);
    expect(factsOf(text)).toEqual(factsOf(plan.join('\n')));
  });
});
