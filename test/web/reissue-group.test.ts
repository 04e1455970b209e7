import { deskOf } from '../support/import-desk.js';
import { formsOn } from '../support/page-forms.js';
import { decoded, lookOn, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;
let comparison: string;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  lookOn(server.program, '2020-06-24');
  office = await server.signIn('office');
  const { text } = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
  const id = await deskOf(server, office).takeIn(
    text
      .replace('白办发〔2020〕10号', '白办发〔2020〕16号')
      .replace('2020年5月12日印发', '2020年6月20日印发')
      .replace('符健友（县政府副县长）', '林新任（县政府副县长）')
      .replace('符桂理（县财政局）', '符桂理（县财政局）\n\n陈增员（县水务局）'),
  );
  comparison = `/intakes/${id}/comparison?plan=1`;
});
afterAll(() => server.close());

const rows = async () => rowsUnder(await pageAt(office, comparison), '新印发的文件与运行中的方案不同之处');

/** Follows a link of the comparison and sends the form that it leads to, as it stands; returns where that led. */
async function followed(words: string, route: RegExp): Promise<string | null> {
  const page = decoded(await pageAt(office, comparison));
  const href = new RegExp(`<a href="([^"]+)">${words}</a>`).exec(page)?.[1];
  const filledIn = formsOn(await pageAt(office, href!)).find(({ action }) => route.test(action))!;
  const fields = Object.fromEntries(filledIn.fields.map(({ name, values }) => [name, values[0] ?? '']));
  const answer = await office(filledIn.action, form(fields));
  expect(answer.status).toBe(303);
  return answer.headers.get('location');
}

test('people, number and day of a document issued again are listed, each with where it is put right', async () => {
  expect(await rows()).toEqual([
    [
      '发文字号',
      '白办发〔2020〕10号',
      '白办发〔2020〕16号',
      expect.stringMatching(/^看影响并更正.*连同下面的1处一并更正/),
    ],
    ['印发日期', '2020年5月12日', '2020年6月20日', expect.stringContaining('与“发文字号”一并更正')],
    ['副组长', '符健友（县政府副县长）', '林新任（县政府副县长）', '登记交接'],
    ['增加成员', '没有', '陈增员（县水务局）', '登记任职'],
  ]);
  expect(wordsOf(await pageAt(office, comparison))).toContain('有4处与运行中的方案不同');
});

test('each change of the people is taken over by its own form, filled in, and one is back at the comparison', async () => {
  expect(await followed('登记交接', /handover$/)).toBe(`${comparison}&said=handed-over-without-mail`);
  expect(await followed('登记任职', /plans\/1\/posts$/)).toBe(`${comparison}&said=post-added`);
  expect((await rows()).map(([what]) => what)).toEqual(['发文字号', '印发日期']);
  const posts = await server.program.storage.read((stores) => stores.people.postsOfPlan(1, '2020-06-24'));
  expect(posts.map(({ holder }) => holder?.name)).toEqual(expect.arrayContaining(['林新任', '陈增员']));
  expect(posts.map(({ holder }) => holder?.name)).not.toContain('符健友');
});

test('number and day are put right together: pages and mails name the new document from then on', async () => {
  const preview = /href="([^"]+kind=document[^"]+)"/.exec(decoded(await pageAt(office, comparison)))![1]!;
  const words = wordsOf(await pageAt(office, preview));
  expect(words).toContain('发文字号：白办发〔2020〕16号；印发日期：2020年6月20日');
  expect(words).toContain('不改动责任事项');
  expect(await followed('看影响并更正', /corrections$/)).toBe(`${comparison}&said=corrected`);
  expect(wordsOf(await pageAt(office, comparison))).toContain('没有需要更正的地方');
  const plan = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
  expect([plan.docNumber, plan.issuedOn, plan.issuer]).toEqual([
    '白办发〔2020〕16号',
    '2020-06-20',
    expect.any(String),
  ]);
  expect(wordsOf(await pageAt(office, '/plans/1'))).toMatch(/白办发〔2020〕16号 · .*下面的原文仍是导入时的文件/);
  const again = await office(preview);
  expect([again.status, wordsOf(await again.text())]).toEqual([422, expect.stringContaining('新名称与原来的相同')]);
});

test('the reason of a correction that the document asks for is filled in: that it was issued, then what was written last', async () => {
  const intake = /intakes\/(\d+)/.exec(comparison)![1]!;
  const reasonOf = async (asked: string) => {
    const page = await pageAt(office, `/plans/1/corrections/preview?${asked}`);
    const { fields, action } = formsOn(page).find(({ fields: own }) => own.some(({ name }) => name === 'reason'))!;
    const values = Object.fromEntries(fields.map(({ name, values: [value] }) => [name, value ?? '']));
    return { action, values, reason: values['reason'] };
  };
  const first = `kind=measure-title&measureId=1&title=精准识别建档&intake=${intake}`;
  const asked = await reasonOf(first);
  expect(asked.reason).toBe('依据重新印发的白办发〔2020〕16号');
  const answer = await office(asked.action, form({ ...asked.values, reason: '白办发〔2020〕16号作了调整' }));
  expect(answer.headers.get('location')).toContain(`/intakes/${intake}/comparison`);
  const second = 'kind=measure-title&measureId=2&title=促进就业创业';
  expect((await reasonOf(`${second}&intake=${intake}`)).reason).toBe('白办发〔2020〕16号作了调整');
  expect((await reasonOf(second)).reason).toBe('');
});
