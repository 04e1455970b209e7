import writeExcelFile from 'write-excel-file/node';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { tableOfWorkbook } from '../../src/sheets/read-table.js';
import { zipOf } from '../support/files.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const SHEET = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
const HEADING = '单位\t岗位\t姓名\t邮箱\t办公电话\t任职日期';
let server: TestServer;
let office: Visitor;
let leader: Visitor;
let own: Visitor;
let unitName: string;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false, clock: '2020-06-24T08:00+08:00' }));
  server.program.clock.set('2020-06-24T00:00:00.000Z');
  office = await server.signIn('office');
  leader = await server.signIn('leader');
  unitName = (await server.program.storage.read((stores) => stores.plans.unit(1)))!.name;
  own = await server.signIn(`liaison:${unitName}`);
});
afterAll(() => server.close());

const liaisonPost = async (unitId: number) =>
  (await server.program.storage.read((stores) => stores.people.postsOfUnits([unitId]))).find(
    ({ kind }) => kind === 'liaison',
  )!.id;
const holderOf = (unitId: number, day = '2020-06-24') =>
  server.program.storage.read((stores) => stores.people.unitHolder(unitId, 'liaison', day));
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const paste = (...rows: string[]) =>
  office('/contacts/import', form({ plan: '1', table: [HEADING, ...rows].join('\n') }));

test('the leading group of the document holds its posts from the day of issue', async () => {
  const page = await pageAt(office, '/plans/1/people');
  const rows = rowsUnder(page, '领导小组及办公室的岗位和现任');
  const plan = await server.program.storage.read((stores) => stores.plans.byId(1));
  const draft = readPlanText(plan!.text);
  expect(rows).toHaveLength(draft.leadingGroup.length + draft.office.length);
  expect(rows[0]?.slice(0, 4)).toEqual(['组长', '李广清', '县委副书记', '2020-05-12']);
  expect(rows.filter(([post]) => post === '成员')).toHaveLength(28);
  expect(rows.map(([post, name]) => [post, name])).toEqual(
    expect.arrayContaining([
      ['副组长', '何劲松'],
      ['办公室主任', '王明秀'],
      ['办公室工作人员', '董庆华'],
    ]),
  );
  expect(rowsUnder(page, '责任单位联络员，缺联络员的在前')).toHaveLength(23);
  expect(wordsOf(page)).toContain('23个单位都有联络员和邮箱');
  expect(page).not.toContain('从方案补齐岗位');
});

test('an administrator finds from the liaisons to their accounts; who may not make any is not led there', async () => {
  const to = async (visit: Visitor) => linksNamed(await pageAt(visit, '/plans/1/people'), '给联络员开账号');
  expect([await to(await server.signIn('admin')), await to(office), await to(leader)]).toEqual([
    ['/accounts/new'],
    [],
    [],
  ]);
});

test('a phone is whole for the office and the unit itself, and masked for who need not ring it', async () => {
  expect(await pageAt(office, '/plans/1/people')).toContain('0898-00000001');
  const seen = await pageAt(leader, '/plans/1/people');
  expect(seen).toContain('0898-****0001');
  expect(seen).not.toContain('0898-00000001');
  expect(seen).not.toContain('>交接<');
  expect(await pageAt(own, '/units/1/people')).toContain('0898-00000001');
});

test('a liaison sets their own mail and phone right, and nothing else', async () => {
  const page = await pageAt(own, '/units/1/people');
  expect(linksNamed(page, '交接')).toEqual([]);
  const [href = ''] = linksNamed(page, '更正');
  expect(linksNamed(page, '更正')).toHaveLength(1);
  const asked = await pageAt(own, href);
  expect(asked).not.toContain('name="name"');
  const fields = { contactId: hidden(asked, 'contactId'), version: hidden(asked, 'version') };
  const wrong = await own(href, form({ ...fields, mail: '不是邮箱', phone: '13812341234' }));
  expect(wrong.status).toBe(422);
  expect(wordsOf(await wrong.text())).toContain('应是 name@example.cn 这样的邮箱地址');
  const answer = await own(href, form({ ...fields, mail: 'new@example.cn', phone: '13812341234', name: '别人' }));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/units/1/people?said=contact-saved']);
  expect(await holderOf(1)).toMatchObject({ name: '陈思远', mail: 'new@example.cn', phone: '13812341234' });
  const stale = await own(href, form({ ...fields, mail: 'old@example.cn', phone: '' }));
  expect(stale.status).toBe(409);
  const both = await stale.text();
  expect(both).toContain('old@example.cn');
  expect(both).toContain('new@example.cn');
});

test('handing over is one form: days that overlap are refused at the field, and the successor gets a sheet', async () => {
  const postId = await liaisonPost(2);
  const before = (await holderOf(2))!;
  const page = await pageAt(office, `/posts/${postId}/handover`);
  const fields = {
    name: '林接任',
    mail: 'lin@example.cn',
    phone: '',
    tenure: hidden(page, 'tenure'),
    version: hidden(page, 'version'),
  };
  for (const [fromOn, words] of [
    ['2020-05-12', '接任日期应晚于这一天'],
    ['2020-06-25', '任职日期不能晚于今天'],
    ['', '请填写从哪一天起'],
    ['2020-02-30', '应是 2020-06-30 这样的日期'],
  ] as const) {
    const refused = await office(`/posts/${postId}/handover`, form({ ...fields, fromOn }));
    const text = await refused.text();
    expect([fromOn, refused.status]).toEqual([fromOn, 422]);
    expect(wordsOf(partsOf(text, 'p class="error" id="f-fromOn-error"')[0] ?? '')).toContain(words);
    expect(text).toContain('value="林接任"');
  }
  const sent = form({ ...fields, fromOn: '2020-06-20', token: 'one-handover-form-0001' });
  const answers = await Promise.all(Array.from({ length: 5 }, () => office(`/posts/${postId}/handover`, sent)));
  const places = new Set(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`));
  expect(places.size).toBe(1);
  const sheet = wordsOf(await pageAt(office, answers[0]!.headers.get('location')!));
  expect(sheet).toContain('自2020年6月20日起，本岗位工作由林接任接替，不再另行发文。');
  expect(sheet).toContain(`${before.name}（2020年5月12日至2020年6月19日）`);
  expect(sheet).toMatch(/未了事项 \d+项/);
  expect((await holderOf(2, '2020-06-19'))?.name).toBe(before.name);
  const unit = wordsOf(await pageAt(office, '/units/2/people'));
  expect(unit).toContain('提醒和通知发给联络员林接任');
  expect(unit).toContain(`${before.name} 联络员 · 5月12日至6月19日`);
  const again = await office(`/posts/${postId}/handover`, form({ ...fields, name: '另一人', fromOn: '2020-06-22' }));
  expect(again.status).toBe(409);
});

test('whoever takes a post without a mail address is not said to be written to', async () => {
  const postId = await liaisonPost(20);
  const page = await pageAt(office, `/posts/${postId}/handover`);
  const fields = {
    name: '无邮箱',
    mail: '',
    phone: '',
    tenure: hidden(page, 'tenure'),
    version: hidden(page, 'version'),
  };
  const answer = await office(`/posts/${postId}/handover`, form({ ...fields, fromOn: '2020-06-20' }));
  const address = answer.headers.get('location')!;
  expect(address).toContain('said=handed-over-without-mail');
  expect(await pageAt(office, address)).toContain('还没有登记邮箱，邮件发不到本人');
  // A post that was vacant leads to the unit's page.
  const vacant = await server.program.storage.read(async (stores) => {
    const posts = await stores.people.postsOfUnits([20]);
    const held = await stores.people.holdings(posts.map(({ id }) => id));
    return posts.find(({ id }) => held.every((holding) => holding.postId !== id))!.id;
  });
  const given = { name: '新任', mail: '', phone: '', tenure: '0', version: '0', fromOn: '2020-06-20' };
  const appointed = await office(`/posts/${vacant}/handover`, form(given));
  expect(appointed.headers.get('location')).toBe('/units/20/people?said=appointed-without-mail');
});

test('who has left is cleared to a name, who is in office is not', async () => {
  const page = await pageAt(office, '/units/2/people');
  const [, action = ''] = /action="(\/tenures\/\d+\/erasure)"/.exec(page) ?? [];
  const answer = await office(action, form({}));
  expect(answer.headers.get('location')).toBe('/units/2/people?said=contact-erased');
  expect(await pageAt(office, '/units/2/people')).not.toContain('/erasure');
  const current = (await holderOf(2))!;
  expect((await office(`/tenures/${current.tenureId}/erasure`, form({}))).status).toBe(409);
});

test('a deputy leader is given units to look after, a unit another name', async () => {
  const deputy = (await server.program.storage.read((stores) => stores.people.postsOfPlan(1, '2020-06-24'))).find(
    ({ kind }) => kind === 'deputy-leader',
  )!;
  const body = new URLSearchParams([
    ['units', '1'],
    ['units', '3'],
  ]);
  const answer = await office(`/posts/${deputy.id}/units`, { method: 'POST', body });
  expect(answer.headers.get('location')).toBe('/plans/1/people?said=looked-after');
  expect(await pageAt(office, `/posts/${deputy.id}/units`)).toMatch(/value="3" checked/);
  expect((await office('/units/1/aliases', form({ alias: '县总' }))).status).toBe(303);
  const taken = await office('/units/3/aliases', form({ alias: '县总' }));
  expect(taken.status).toBe(422);
  expect(wordsOf(await taken.text())).toContain('已是一个单位的名称或别名');
});

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

test('who came by a mail, and another unit, see no telephone numbers', async () => {
  const other = await server.signIn(`liaison:${(await server.program.storage.read((s) => s.plans.unit(2)))!.name}`);
  expect((await other('/units/1/people')).status).toBe(404);
  expect((await other(`/posts/${await liaisonPost(1)}/contact`)).status).toBe(404);
  expect((await leader(`/posts/${await liaisonPost(1)}/contact`)).status).toBe(403);
});
