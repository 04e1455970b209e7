import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

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

test('who came by a mail, and another unit, see no telephone numbers', async () => {
  const other = await server.signIn(`liaison:${(await server.program.storage.read((s) => s.plans.unit(2)))!.name}`);
  expect((await other('/units/1/people')).status).toBe(404);
  expect((await other(`/posts/${await liaisonPost(1)}/contact`)).status).toBe(404);
  expect((await leader(`/posts/${await liaisonPost(1)}/contact`)).status).toBe(403);
});
