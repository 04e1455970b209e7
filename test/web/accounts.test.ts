import { appoint } from '../../src/acts/people.js';
import { hashOf } from '../../src/secret.js';
import { accountNow, addPerson, codeOf, enter, PASSWORD, secretOn, trySignIn, visitorOf } from '../support/accounts.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let admin: Visitor;
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  admin = await server.signIn('admin');
});
afterAll(() => server.close());

const byLogin = (login: string) => server.program.storage.read((stores) => stores.accounts.byLogin(login));
const add = (fields: Record<string, string>) =>
  admin('/accounts', form({ name: '张三', login: 'zhangsan', role: 'office', unit: '', ...fields }));
const act = async (id: number, name: string, visit = admin) =>
  visit(`/accounts/${id}/acts`, form({ act: name, version: String((await accountNow(server.program, id)).version) }));
const rights = async (id: number, role: string, unit = '') =>
  admin(
    `/accounts/${id}/rights`,
    form({ role, unit, version: String((await accountNow(server.program, id)).version) }),
  );
const linkOn = (text: string) => /(\/set-password\/[\w-]{22})</.exec(text)?.[1] ?? '';
const setPassword = (link: string, password = PASSWORD, again = password) =>
  server.visit(link, form({ password, 'password-again': again }));
const history = () => server.program.storage.read((stores) => stores.history.recent(200));

describe('A new account', () => {
  test('is added with a link that lets its owner set a password, once', async () => {
    const answer = await add({ login: 'ZhangSan', role: 'liaison', unit: '1' });
    const text = await answer.text();
    expect([answer.status, wordsOf(text)]).toEqual([200, expect.stringContaining('请把链接转交张三')]);
    const link = linkOn(text);
    const account = await byLogin('zhangsan');
    expect(account).toMatchObject({ role: 'liaison', unitId: 1, passwordHash: null });
    expect((await trySignIn(server, 'zhangsan', '')).status).toBe(422);
    const shown = await pageAt(server.visit, link);
    expect(wordsOf(shown)).toContain('您的登录名是“zhangsan”');
    expect((await setPassword(link)).headers.get('location')).toBe('/sign-in?said=password-set');
    expect((await setPassword(link)).status).toBe(404);
    expect((await server.visit(link)).status).toBe(404);
    const own = await enter(server, 'zhangsan');
    expect((await own('/')).headers.get('location')).toBe('/plans/1/units/1');
    const [entry] = (await history()).filter((one) => one.act === 'account-add');
    expect(JSON.parse(entry!.facts)).toMatchObject({ thing: '张三（zhangsan）', after: '联络员 · 县总工会' });
  });

  test('belongs to the one person of its name who holds a post, and its page says to whom', async () => {
    const [post] = await server.program.storage.read((stores) => stores.people.postsOfUnits([1]));
    const [holder] = await server.program.storage.write(async (stores) => {
      const person = { name: '符娟', mail: null, phone: null };
      await appoint(
        stores,
        { postId: post!.id, person, fromOn: server.program.clock.now().today },
        { ...server.program.clock.now(), actor: '' },
      );
      return stores.people.holdings([post!.id]);
    });
    await add({ login: 'fujuan', name: '符娟', role: 'liaison', unit: '1' });
    await add({ login: 'fujuan-2', name: '符娟', role: 'liaison', unit: '2' });
    const [own, foreign] = [await byLogin('fujuan'), await byLogin('fujuan-2')];
    expect([own?.contactId, foreign?.contactId]).toEqual([holder!.contactId, null]);
    const page = await pageAt(admin, `/accounts/${own!.id}`);
    expect(wordsOf(page)).toContain('对应人员 符娟');
    expect(page).toContain('href="/units/1/people"');
    expect(wordsOf(await pageAt(admin, `/accounts/${foreign!.id}`))).toContain('未对应');
  });

  test('used by twenty at once sets one password', async () => {
    const link = linkOn(await (await add({ login: 'race' })).text());
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => setPassword(link, `${PASSWORD}-${i}`)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
  });

  test('never appears in the outbox or in the history with its link', async () => {
    const text = await (await add({ login: 'secretive' })).text();
    const token = linkOn(text).split('/').at(-1)!;
    const rows = await server.program.storage.read(async (stores) => [
      ...(await stores.outbox.list({ states: undefined, limit: 1000, offset: 0 })).mails,
      ...(await stores.history.recent(1000)),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(hashOf(token));
  });

  test.each([
    [{ login: '' }, '请填写登录名'],
    [{ login: 'a' }, '登录名应是2到40个'],
    [{ login: 'demo-office' }, '登录名应是2到40个'],
    [{ login: '<script>alert(1)</script>' }, '登录名应是2到40个'],
    [{ login: '😀😀' }, '登录名应是2到40个'],
    [{ login: 'ＺＨＡＮＧＳＡＮ' }, '这个登录名已有人用'],
    [{ login: 'new-one', name: '' }, '请填写姓名'],
    [{ login: 'new-one', name: '长'.repeat(41) }, '请控制在40字以内'],
    [{ login: 'new-one', role: '' }, '请选择角色'],
    [{ login: 'new-one', role: 'mayor' }, '请选择角色'],
    [{ login: 'new-one', role: 'liaison' }, '联络员必须选择所在单位'],
    [{ login: 'new-one', role: 'liaison', unit: '99999' }, '联络员必须选择所在单位'],
    [{ login: 'new-one', role: 'liaison', unit: 'x' }, '应是编号'],
  ])('%j is refused at its field, the rest is kept, nothing is stored', async (fields, said) => {
    const answer = await add({ name: '李四𠮷', ...fields });
    const text = await answer.text();
    expect([answer.status, wordsOf(text)]).toEqual([422, expect.stringContaining(said)]);
    if (!('name' in fields)) expect(text).toContain('value="李四𠮷"');
    expect(text).not.toContain('<script>');
    expect(await byLogin('new-one')).toBeNull();
  });

  test('takes nothing but its fields: no password, no second factor, no state', async () => {
    await add({ login: 'modest', passwordHash: 'x', disabledAt: 'x', totpSecret: 'x', unitId: '2', version: '9' });
    expect(await byLogin('modest')).toMatchObject({
      ...{ passwordHash: null, disabledAt: null, totpSecret: null, unitId: null, version: 1 },
    });
  });
});

describe('Rights', () => {
  test('changed end the account’s sessions at the next request, and the new ones hold from then on', async () => {
    const id = await addPerson(server.program, { login: 'promoted', role: 'liaison', unitId: 1 });
    const [one, two] = [await enter(server, 'promoted'), await enter(server, 'promoted')];
    expect((await one('/plans/1/units/1')).status).toBe(200);
    expect((await rights(id, 'office')).headers.get('location')).toBe(`/accounts/${id}?said=account-rights`);
    expect([(await one('/')).status, (await two('/')).status]).toEqual([303, 303]);
    expect((await (await enter(server, 'promoted'))('/outbox')).status).toBe(200);
    const [entry] = (await history()).filter((one) => one.act === 'account-rights');
    expect(JSON.parse(entry!.facts)).toMatchObject({ before: '联络员 · 县总工会', after: '办公室' });
    expect(entry!.actor).toBe('管理员');
  });

  test('changed by two at once: the second is told, and sees what it typed', async () => {
    const id = await addPerson(server.program, { login: 'contested' });
    await rights(id, 'leader');
    const late = await admin(`/accounts/${id}/rights`, form({ role: 'auditor', unit: '', version: '2' }));
    const text = await late.text();
    expect([late.status, /value="auditor" checked/.test(text)]).toEqual([409, true]);
    expect((await accountNow(server.program, id)).role).toBe('leader');
  });

  test('are changed by administrators only, of nobody else, not even their own', async () => {
    const id = await addPerson(server.program, { login: 'ambitious' });
    const own = await enter(server, 'ambitious');
    const asked = form({ role: 'admin', unit: '', version: '2' });
    expect((await own(`/accounts/${id}/rights`, asked)).status).toBe(403);
    expect((await act(id, 'reset-link', own)).status).toBe(403);
  });
});

describe('An account', () => {
  test('disabled is out at the next request, its links open nothing, and it comes back with its password', async () => {
    const id = await addPerson(server.program, { login: 'leaver' });
    const own = await enter(server, 'leaver');
    const link = linkOn(await (await act(id, 'reset-link')).text());
    expect((await act(id, 'disable')).status).toBe(303);
    expect((await own('/')).status).toBe(303);
    expect((await trySignIn(server, 'leaver', PASSWORD)).status).toBe(422);
    expect((await setPassword(link)).status).toBe(404);
    expect((await act(id, 'reset-link')).status).toBe(409);
    expect((await act(id, 'enable')).status).toBe(303);
    expect((await trySignIn(server, 'leaver', PASSWORD)).status).toBe(303);
    expect((await history()).map((one) => one.act)).toEqual(
      expect.arrayContaining(['account-disable', 'account-enable', 'account-link']),
    );
  });

  test('locked is unlocked by an administrator', async () => {
    const id = await addPerson(server.program, { login: 'forgetful' });
    for (let i = 0; i < 5; i++) await trySignIn(server, 'forgetful', 'Wrong-password-1');
    expect(wordsOf(await pageAt(admin, `/accounts/${id}`))).toContain('锁定中');
    await act(id, 'unlock');
    expect((await trySignIn(server, 'forgetful', PASSWORD)).status).toBe(303);
  });

  test('whose sessions were ended signs in again', async () => {
    const id = await addPerson(server.program, { login: 'everywhere' });
    const own = await enter(server, 'everywhere');
    await act(id, 'end-sessions');
    expect((await own('/')).status).toBe(303);
    expect((await trySignIn(server, 'everywhere', PASSWORD)).status).toBe(303);
  });

  test('reset keeps its second factor, ends its sessions and the link before; a lost phone is another act', async () => {
    const id = await addPerson(server.program, { login: 'phone', role: 'admin' });
    const first = await enter(server, 'phone');
    const code = codeOf(secretOn(await (await first('/sign-in/code')).text()));
    const own = visitorOf(server, await first('/sign-in/code', form({ code })));
    await server.program.storage.write((stores) =>
      stores.accounts.insertToken({
        ...{ hash: 'a key made before', accountId: id, name: '台账', createdAt: '2026-01-01T00:00:00.000Z' },
        ...{ expiresAt: null, revokedAt: null },
      }),
    );
    const before = linkOn(await (await act(id, 'reset-link')).text());
    const link = linkOn(await (await act(id, 'reset-link')).text());
    expect((await setPassword(before)).status).toBe(404);
    expect((await setPassword(link, `${PASSWORD}-neu`)).status).toBe(303);
    expect((await own('/')).status).toBe(303);
    const keys = await server.program.storage.read((stores) => stores.accounts.tokensOf(id));
    expect(keys.map(({ revokedAt }) => revokedAt !== null)).toEqual([true]);
    const again = await trySignIn(server, 'phone', `${PASSWORD}-neu`);
    expect(again.headers.get('location')).toBe('/sign-in/code');
    expect(wordsOf(await pageAt(visitorOf(server, again), '/sign-in/code'))).not.toContain('扫描');
    await act(id, 'drop-second-factor');
    const anew = await enter(server, 'phone', `${PASSWORD}-neu`);
    expect(wordsOf(await pageAt(anew, '/sign-in/code'))).toContain('扫描');
    await act(id, 'disable');
  });

  test('that is the last administrator stays one', async () => {
    const id = (await byLogin('demo-admin'))!.id;
    for (const answer of [await act(id, 'disable'), await rights(id, 'leader')])
      expect([answer.status, wordsOf(await answer.text())]).toEqual([
        409,
        expect.stringContaining('最后一个可用的管理员'),
      ]);
    expect((await admin('/accounts')).status).toBe(200);
  });

  test.each(['rename', '', 'constructor'])('knows no act “%s”', async (name) => {
    expect((await act(1, name)).status).toBe(422);
  });
});

test('a link is refused after its time, wherever it was meant for, and a weak password leaves it alive', async () => {
  const id = await addPerson(server.program, { login: 'late' });
  const link = linkOn(await (await act(id, 'reset-link')).text());
  const weak = await setPassword(link, 'abc');
  expect([weak.status, wordsOf(await weak.text())]).toEqual([422, expect.stringContaining('密码至少8个字')]);
  expect((await server.visit(link.replace('set-password', 'first-admin'))).status).toBe(404);
  expect((await setPassword(link)).status).toBe(303);
  const old = 'a-link-of-yesterday-0123';
  const row = { hash: hashOf(old), kind: 'reset' as const, accountId: id, usedAt: null };
  await server.program.storage.write((stores) =>
    stores.accounts.insertLink({ ...row, expiresAt: '2020-06-24T00:00:00.000Z' }),
  );
  expect((await setPassword(`/set-password/${old}`)).status).toBe(404);
});

test('the list shows who has an account, and never when somebody was here', async () => {
  const text = wordsOf(await pageAt(admin, '/accounts'));
  expect(text).toContain('zhangsan');
  expect(text).not.toMatch(/最近登录|上次登录|在线/);
  expect((await admin('/accounts?page=1000')).status).toBe(200);
});
