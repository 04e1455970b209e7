import writeExcelFile from 'write-excel-file/node';
import { tableOfWorkbook } from '../../src/sheets/read-table.js';
import { zipOf } from '../support/files.js';
import { partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const SHEET = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
const HEADING = '单位\t岗位\t姓名\t邮箱\t办公电话\t任职日期';
let server: TestServer;
let office: Visitor;
let unitName: string;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false, clock: '2020-06-24T08:00+08:00' }));
  server.program.clock.set('2020-06-24T00:00:00.000Z');
  office = await server.signIn('office');
  unitName = (await server.program.storage.read((stores) => stores.plans.unit(1)))!.name;
});
afterAll(() => server.close());

const holderOf = (unitId: number, day = '2020-06-24') =>
  server.program.storage.read((stores) => stores.people.unitHolder(unitId, 'liaison', day));
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const paste = (...rows: string[]) =>
  office('/contacts/import', form({ plan: '1', table: [HEADING, ...rows].join('\n') }));

test('a pasted list with a fault is shown cell by cell as it was typed, and nothing of it is kept', async () => {
  const three = (await server.program.storage.read((stores) => stores.plans.unit(3)))!.name;
  const answer = await paste(
    `${three}\t联络员\t周新\tzhou@example.cn\t27700000\t2020/6/1`,
    `${three}\t备用联络员\t<script>alert(1)</script>\t不是邮箱\t${'9'.repeat(60)}\t上周`,
    `没有的局\t科长\t𠮷😀\t\t\t昨天`,
  );
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).not.toContain('<script>alert');
  const rows = rowsUnder(page, '名单里需要更正的行，错处写在格子里');
  expect(rows.map(([row]) => row)).toEqual(['3', '4']);
  expect(rows[0]?.[3]).toContain('请控制在20字以内');
  expect(rows[0]?.[4]).toBe('不是邮箱 应是 name@example.cn 这样的邮箱地址');
  expect(rows[0]?.[6]).toBe('上周 应是 2020-06-30 这样的日期');
  expect(rows[1]?.[1]).toContain('没有名称或别名为“没有的局”的单位');
  // What one cell lacks hides no fault of another.
  expect([rows[1]?.[2], rows[1]?.[6]]).toEqual([
    '科长 应是主要负责人、分管领导、联络员或备用联络员。',
    '昨天 应是 2020-06-30 这样的日期',
  ]);
  expect((await holderOf(3))?.name).not.toBe('周新');
});

test('a list without a fault is shown first and done when confirmed, once', async () => {
  const three = (await server.program.storage.read((stores) => stores.plans.unit(3)))!.name;
  const preview = await paste(`${three}\t联络员\t周新\tzhou@example.cn\t27700000\t2020/6/1`);
  expect(preview.status).toBe(200);
  const page = await preview.text();
  expect(rowsUnder(page, '名单将要改动的岗位')[0]?.slice(1, 4)).toEqual([three, '联络员', '交接']);
  expect((await holderOf(3))?.name).not.toBe('周新');
  const rows = hidden(page, 'rows').replaceAll('&quot;', '"');
  const fields = { plan: '1', rows, token: 'one-import-form-00001' };
  for (let i = 0; i < 2; i++) {
    const answer = await office('/contacts/import/confirmation', form(fields));
    expect(answer.headers.get('location')).toBe('/plans/1/people?said=contacts-imported');
  }
  expect(await holderOf(3)).toMatchObject({ name: '周新', mail: 'zhou@example.cn', fromOn: '2020-06-01' });
  const forged = JSON.stringify([[2, three, '联络员', '丁'.repeat(99), '', '', '']]);
  expect((await office('/contacts/import/confirmation', form({ plan: '1', rows: forged }))).status).toBe(422);
});

describe('an uploaded list', () => {
  const upload = async (name: string, bytes: BlobPart) => {
    const body = new FormData();
    body.append('plan', '1');
    body.append('file', new Blob([bytes]), name);
    return office('/contacts/import', { method: 'POST', body });
  };
  const cells = (...row: string[]) => row.map((value) => ({ value, type: String }));
  const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);

  test('is the template filled in', async () => {
    const answer = await office('/contacts/import/template.xlsx?plan=1');
    expect(answer.headers.get('content-disposition')).toContain('.xlsx');
    const template = await answer.arrayBuffer();
    const [heading, ...rows] = (await tableOfWorkbook(Buffer.from(template))) ?? [];
    expect(heading?.[5]).toBe('任职日期（换人时填，不填即从今天起）');
    // A predecessor's day would be refused to whoever is typed over the predecessor's name.
    expect(rows.map((row) => row[5] ?? '').filter(Boolean)).toEqual([]);
    const preview = await upload('联系人名单.xlsx', template);
    expect(preview.status).toBe(200);
    expect(wordsOf(await preview.text())).toContain('名单与已登记的一致，不需要导入');
  });

  test('may be xlsx with days and numbers as such, csv in UTF-8 or as Chinese Excel writes it', async () => {
    const row = [
      ...cells(unitName, '备用联络员', '林小', 'x@example.cn'),
      { value: 13812341234, type: Number },
      { value: new Date('2020-06-02T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
    ];
    const book = await writeExcelFile([cells(...HEADING.split('\t')), row]).toBuffer();
    const csv = `${HEADING.replaceAll('\t', ',')}\r\n${unitName},备用联络员,"林小",x@example.cn,13812341234,2020年6月2日\r\n`;
    // 'GB18030' cannot be encoded by Node: the bytes of 单位,岗位,姓名 and a row of them.
    const gb = Buffer.from('b5a5cebb2cb8dacebb2cd0d5c3fb0a', 'hex');
    for (const [name, bytes] of [
      ['名单.xlsx', bytesOf(book)],
      ['名单.csv', bytesOf(Buffer.from(`\ufeff${csv}`))],
    ] as const) {
      const answer = await upload(name, bytes);
      const page = await answer.text();
      expect([name, answer.status]).toEqual([name, 200]);
      expect(rowsUnder(page, '名单将要改动的岗位')[0]?.slice(3)).toEqual([
        ...['登记任职', '空缺', '林小 x@example.cn 13812341234', '2020-06-02'],
      ]);
    }
    const chinese = Buffer.concat([gb, Buffer.from('b5a5cebb2cc1aac2e7d4b12ccdf5b7bc0a', 'hex')]);
    const answer = await upload('名单.csv', bytesOf(chinese));
    expect(wordsOf(await answer.text())).toContain('没有名称或别名为“单位”的单位');
  });

  test('that asks for a million columns in three kilobytes is refused, and the server goes on', async () => {
    const book = (more: string) =>
      zipOf([
        { name: '[Content_Types].xml', bytes: '<Types/>' },
        {
          name: 'xl/workbook.xml',
          bytes: '<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>',
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          bytes: `<Relationships><Relationship Id="rId1" Type="${SHEET}" Target="worksheets/sheet1.xml"/></Relationships>`,
        },
        {
          name: 'xl/worksheets/sheet1.xml',
          bytes: `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>${more}</sheetData></worksheet>`,
        },
      ]);
    const near = await upload('名单.xlsx', bytesOf(book('')));
    expect(wordsOf(await near.text())).toContain('没有找到表头');
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const answer = await upload('名单.xlsx', bytesOf(book(far)));
    expect(answer.status).toBe(422);
    expect(wordsOf(await answer.text())).toContain('不是完整的工作簿，或者表格过大');
    expect((await office('/contacts/import')).status).toBe(200);
  }, 30_000);

  test('that is none, empty, too large or a trap is refused at the field', async () => {
    for (const [name, bytes, words] of [
      ['名单.exe', 'MZ', '不是可以接收的文件'],
      ['名单.xlsx', '', '空文件'],
      ['名单.xlsx', 'PK\u0003\u0004 nothing', '打不开'],
      ['名单.csv', '甲,乙\n1,2', '没有找到表头'],
      ['名单.csv', `单位,岗位,姓名\n${'县公安局,联络员,王\n'.repeat(501)}`, '超过500行'],
      ['名单.csv', 'a'.repeat(2 * 1024 * 1024 + 1), '超过2MB'],
    ] as const) {
      const answer = await upload(name, bytes);
      expect([name, words, answer.status]).toEqual([name, words, 422]);
      expect(wordsOf(partsOf(await answer.text(), 'p class="error" id="f-file-error"')[0] ?? '')).toContain(words);
    }
  });
});
