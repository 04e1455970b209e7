import { deskOf } from '../support/import-desk.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { decoded, linksNamed, pageAt, partsOf, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
  desk = deskOf(server, office);
});
afterAll(() => server.close());

const upload = (name: string, bytes: string, text = '') => {
  const body = new FormData();
  body.append('file', new File([bytes], name));
  body.append('text', text);
  return office('/intakes', { method: 'POST', body });
};

test('a plan that was exported is handed in on the same page and becomes a draft that says the same', async () => {
  const exported = await (await office('/plans/1/export')).text();
  const answer = await upload('方案.json', exported);
  const to = answer.headers.get('location')!;
  expect([answer.status, to]).toEqual([303, expect.stringMatching(/^\/plans\/\d+\?said=plan-imported$/)]);
  const page = wordsOf(await pageAt(office, to));
  expect(page).toContain('已导入，现为草稿');
  const again = await (await office(`${to.split('?')[0]}/export`)).text();
  expect(JSON.parse(again)).toEqual(JSON.parse(exported));
});

describe('What cannot be read', () => {
  test.each([
    ['nothing at all', () => office('/intakes', form({ text: '  ' })), '请选择文件，或把正文粘贴到下面'],
    ['a file and a text', () => upload('方案.txt', ISSUED_PLAN, '正文'), '不知道以哪个为准'],
    ['an old document of Word', () => upload('方案.doc', 'x'), '另存为'],
    ['data that are no plan', () => upload('方案.json', '{"format":"luoshi-plan/1"}'), '不是本系统导出的方案'],
    ['a text that is too long', () => upload('', '', '一'.repeat(500_001)), '正文超过50万字'],
  ])('%s is refused in words, and no intake comes of it', async (_, send, words) => {
    const before = await server.program.storage.read((stores) => stores.intakes.open());
    const answer = await send();
    expect(answer.status).toBe(422);
    expect(wordsOf(await answer.text())).toContain(words);
    expect(await server.program.storage.read((stores) => stores.intakes.open())).toEqual(before);
  });

  test('a text without any duty becomes an intake that says so and cannot be started', async () => {
    const id = await desk.takeIn('关于开展全民阅读的通知\n请各单位积极参加。');
    const words = wordsOf(await pageAt(office, `/intakes/${id}`));
    expect(words).toContain('没有找到工作措施');
    expect(words).toContain('还不能启用');
    expect((await desk.edit(id, 'activation', { checked: 'yes' })).status).toBe(422);
    expect((await desk.edited(id, 'dropping', {})).startsWith('/intakes?said=intake-dropped')).toBe(true);
  });

  test('without phases, the days of the measures make them', async () => {
    const id = await desk.takeIn(ISSUED_PLAN.replace(/二、实施步骤[\s\S]*/, ''));
    expect((await desk.edit(id, 'phasing', { endOn: '' })).status).toBe(422);
    await desk.edited(id, 'phasing', { endOn: '2021-12-31' });
    expect((await desk.draftOf(id)).phases.map(({ deadline }) => deadline)).toEqual(['2021-12-31']);
  });

  test('the same form twice is one intake', async () => {
    const token = 'once-and-for-all-0001';
    const first = await office('/intakes', form({ text: ISSUED_PLAN, token }));
    const second = await office('/intakes', form({ text: ISSUED_PLAN, token }));
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });
});

describe('A document issued again', () => {
  test('stands beside the plan that runs, each difference with the correction that applies it', async () => {
    const { text } = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
    const id = await desk.takeIn(text.replace('2020年8月31日前', '2020年9月15日前'));
    const shown = await pageAt(office, `/intakes/${id}`);
    expect(wordsOf(shown)).toContain('与运行中的方案标题或文号相同，很可能是重新印发');
    expect(decoded(shown)).toContain(`href="/intakes/${id}/comparison?plan=1"`);
    const page = await pageAt(office, `/intakes/${id}/comparison?plan=1`);
    expect(wordsOf(page)).toContain('新印发的文件有1处与运行中的方案不同');
    expect(wordsOf(page)).toContain('2020年8月31日 2020年9月15日 看影响并更正');
    const link = /href="(\/plans\/1\/corrections\/preview\?[^"]+)"/.exec(decoded(page))?.[1];
    expect(wordsOf(await pageAt(office, link!))).toContain('2020年8月31日 → 2020年9月15日');
    expect((await office(`/intakes/${id}/comparison?plan=99`)).status).toBe(404);
    // After the correction one is back where the other differences stand.
    const preview = await pageAt(office, link!);
    expect(linksNamed(preview, '返回修改，不作更正')).toEqual([`/intakes/${id}/comparison?plan=1`]);
    const confirming = partsOf(preview, 'form class="sheet-form" method="post" action="/plans/1/corrections"')[0]!;
    const sent = [...confirming.matchAll(/type="hidden"[^>]* name="(\w+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(sent.map(([, name, value]) => [name!, decoded(value!)]));
    const done = await office('/plans/1/corrections', form({ ...fields, reason: '重新印发' }));
    expect(done.headers.get('location')).toBe(`/intakes/${id}/comparison?plan=1&said=corrected`);
    expect(wordsOf(await pageAt(office, done.headers.get('location')!))).toContain('没有需要更正的地方');
  });

  test('that says the same has nothing to correct', async () => {
    const { text } = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
    const id = await desk.takeIn(text.replace('2020年8月31日前', '2020年9月15日前').concat('\n'));
    expect(wordsOf(await pageAt(office, `/intakes/${id}/comparison?plan=1`))).toContain('与运行中的方案一致');
  });
});
