import {
  accountNow,
  addPerson,
  codeOf,
  enter,
  PASSWORD,
  secretOn,
  steadyStep,
  trySignIn,
} from '../support/accounts.js';
import { wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
});
afterAll(() => server.close());

const add = (login: string, more: object = {}) => addPerson(server.program, { login, ...more });
const page = async (visit: Visitor, path = '/account') => (await visit(path)).text();
const acts = async () =>
  (await server.program.storage.read((stores) => stores.history.recent(100))).map((one) => one.act);
const change = (visit: Visitor, old: string, password: string, again = password) =>
  visit('/account/password', form({ 'password-old': old, password, 'password-again': again }));

describe('One’s own password', () => {
  const NEW = '换一个新密码-2020-a';

  test('changes, ends every other session at its next request, and keeps this one', async () => {
    const id = await add('mover');
    const [here, there] = [await enter(server, 'mover'), await enter(server, 'mover')];
    const answer = await change(here, PASSWORD, NEW);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?said=password-changed']);
    expect([(await here('/')).status, (await there('/')).status]).toEqual([200, 303]);
    expect((await trySignIn(server, 'mover', PASSWORD)).status).toBe(422);
    expect((await trySignIn(server, 'mover', NEW)).status).toBe(303);
    expect((await accountNow(server.program, id)).passwordSetOn).toBe('2020-05-12');
    expect(await acts()).toContain('account-password');
  });

  test.each([
    ['', NEW, NEW, '请填写现用密码'],
    ['Wrong-password-1', NEW, NEW, '现用密码不对'],
    [PASSWORD, '', '', '请填写新密码'],
    [PASSWORD, 'Ab1!xyz', 'Ab1!xyz', '密码至少8个字'],
    [PASSWORD, 'abcdefgh1', 'abcdefgh1', '四类中至少要有三类'],
    [PASSWORD, 'Password1!', 'Password1!', '太常见'],
    [PASSWORD, 'Picky-2020-x', 'Picky-2020-x', '不能含有登录名'],
    [PASSWORD, NEW, `${NEW} `, '两次填写的密码不一样'],
    [PASSWORD, `Ab1!${'长'.repeat(200)}`, 'x', '密码最多128个字'],
  ])('is refused at its field (%j → %j, %j): %s', async (old, password, again, said) => {
    await add('picky').catch(() => null);
    const id = (await server.program.storage.read((stores) => stores.accounts.byLogin('picky')))!.id;
    await server.program.storage.write((stores) => stores.accounts.forgetTries(id));
    const before = await accountNow(server.program, id);
    const answer = await change(await enter(server, 'picky'), old, password, again);
    const text = await answer.text();
    expect([answer.status, wordsOf(text)]).toEqual([422, expect.stringContaining(said)]);
    expect(text).not.toMatch(/type="password"[^>]*value="[^"]/);
    expect((await accountNow(server.program, id)).passwordHash).toBe(before.passwordHash);
  });

  test('guessed by who found the screen open locks like any other guess', async () => {
    const id = await add('screen');
    const open = await enter(server, 'screen');
    for (let i = 0; i < 5; i++) await change(open, 'Wrong-password-1', NEW);
    expect((await change(open, PASSWORD, NEW)).status).toBe(422);
    expect((await accountNow(server.program, id)).lockedUntil).not.toBeNull();
  });
});

describe('One’s own sessions', () => {
  const endings = (text: string) => [...text.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map(([, one]) => one!);

  test('are listed with device and time, and end one by one, at once', async () => {
    await add('many');
    const here = await enter(server, 'many');
    const there = await enter(server, 'many');
    const text = await page(here);
    expect(endings(text)).toHaveLength(1);
    expect(wordsOf(text)).toContain('本次登录');
    const answer = await here('/account/sessions', form({ session: endings(text)[0]! }));
    expect(answer.headers.get('location')).toBe('/account?said=session-ended');
    expect([(await here('/')).status, (await there('/')).status]).toEqual([200, 303]);
  });

  test('that have been idle for half an hour are over, and are not listed', async () => {
    const id = await add('idle');
    const old = new Date(Date.now() - 40 * 60_000).toISOString();
    const session = { idHash: 'f'.repeat(64), accountId: id, stage: 'full' as const, device: '' };
    await server.program.storage.write((stores) =>
      stores.sessions.insert({ ...session, createdAt: old, lastSeenAt: old }),
    );
    expect(endings(await page(await enter(server, 'idle')))).toEqual([]);
  });

  test('of somebody else are not there', async () => {
    await add('victim');
    const [victim, second] = [await enter(server, 'victim'), await enter(server, 'victim')];
    const other = await enter(server, 'many');
    for (const session of [...endings(await page(victim)), 'x', ''])
      expect((await other('/account/sessions', form({ session }))).status).toBe(404);
    expect((await second('/')).status).toBe(200);
  });

  test('all but this one end with one click', async () => {
    const [first, second] = [await enter(server, 'victim'), await enter(server, 'victim')];
    await second('/account/sessions', form({ session: 'others' }));
    expect([(await first('/')).status, (await second('/')).status]).toEqual([303, 200]);
  });
});

describe('A second factor of one’s own', () => {
  test('is set up by a code, asked for from then on, and given up with the password', async () => {
    await steadyStep();
    const id = await add('careful');
    const here = await enter(server, 'careful');
    const secret = secretOn(await page(here, '/account/second-factor'));
    const wrong = await here('/account/second-factor', form({ code: '000000' }));
    expect([wrong.status, secretOn(await wrong.text())]).toEqual([422, secret]);
    const right = await here('/account/second-factor', form({ code: codeOf(secret) }));
    expect(right.headers.get('location')).toBe('/account?said=second-factor-on');
    expect((await here('/account/second-factor')).headers.get('location')).toBe('/account');
    expect((await trySignIn(server, 'careful', PASSWORD)).headers.get('location')).toBe('/sign-in/code');
    const end = (old: string) => here('/account/second-factor/end', form({ 'password-old': old }));
    expect((await end('Wrong-password-1')).status).toBe(422);
    expect((await end(PASSWORD)).headers.get('location')).toBe('/account?said=second-factor-off');
    expect((await accountNow(server.program, id)).totpSecret).toBeNull();
    expect(await acts()).toEqual(expect.arrayContaining(['second-factor-on', 'second-factor-off']));
  }, 15_000);
});

describe('An API token', () => {
  const make = (visit: Visitor, fields: Record<string, string> = {}) =>
    visit('/account/tokens', form({ name: '大屏', days: '30', ...fields }));
  const tokenOn = (text: string) => /<pre[^>]*>([\w-]{20,})<\/pre>/.exec(text)?.[1] ?? '';
  const asProgram = (token: string, path = '/api/v1/plans') =>
    server.visit(path, { headers: { authorization: `Bearer ${token}` } });

  test('is shown once, opens the API and no page, and nothing after it was revoked', async () => {
    const accountId = await add('robot');
    const here = await enter(server, 'robot');
    const answer = await make(here);
    const token = tokenOn(await answer.text());
    expect([answer.status, token.length]).toEqual([200, 22]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await page(here)).not.toContain(token);
    expect(await page(here)).toContain('href="/api/openapi.json">接口说明</a>');
    expect((await asProgram(token)).status).toBe(200);
    expect((await asProgram(token, '/plans')).status).toBe(303);
    const [kept] = await server.program.storage.read((stores) => stores.accounts.tokensOf(accountId));
    expect(JSON.stringify(kept)).not.toContain(token);
    const revoked = await here(`/account/tokens/${kept!.id}/revocation`, form({}));
    expect(revoked.headers.get('location')).toBe('/account?said=token-revoked');
    expect((await asProgram(token)).status).toBe(401);
    expect(await acts()).toEqual(expect.arrayContaining(['token-make', 'token-revoke']));
  });

  test('of somebody else cannot be revoked', async () => {
    const accountId = (await server.program.storage.read((stores) => stores.accounts.byLogin('robot')))!.id;
    const token = tokenOn(await (await make(await enter(server, 'robot'))).text());
    const [kept] = await server.program.storage.read((stores) => stores.accounts.tokensOf(accountId));
    const other = await enter(server, 'many');
    expect((await other(`/account/tokens/${kept!.id}/revocation`, form({}))).status).toBe(404);
    expect((await asProgram(token)).status).toBe(200);
  });

  test('ends by itself, and with its account', async () => {
    const id = await add('temp');
    const token = tokenOn(await (await make(await enter(server, 'temp'))).text());
    const { storage } = server.program;
    expect((await asProgram(token)).status).toBe(200);
    await storage.write((stores) => stores.accounts.change(id, 2, { disabledAt: '2020-06-24T00:00:00.000Z' }));
    expect((await asProgram(token)).status).toBe(401);
    const old = 'an-old-token-0123456789';
    const { hashOf } = await import('../../src/secret.js');
    const row = { hash: hashOf(old), accountId: 1, name: 'x', createdAt: '2020-01-01T00:00:00.000Z', revokedAt: null };
    await storage.write((stores) => stores.accounts.insertToken({ ...row, expiresAt: '2020-02-01T00:00:00.000Z' }));
    expect((await asProgram(old)).status).toBe(401);
  });

  test('asked for twenty times by one form is made once', async () => {
    const accountId = await add('eager');
    const here = await enter(server, 'eager');
    const asked = Array.from({ length: 20 }, () => make(here, { token: 'the-same-form-20-times' }));
    const texts = await Promise.all((await Promise.all(asked)).map((answer) => answer.text()));
    expect(texts.map(tokenOn).filter((token) => token !== '')).toHaveLength(1);
    const kept = await server.program.storage.read((stores) => stores.accounts.tokensOf(accountId));
    expect(kept).toHaveLength(1);
  });

  test('is the twenty-first: refused', async () => {
    const here = await enter(server, 'eager');
    for (let i = 0; i < 19; i++) await make(here);
    const answer = await make(here);
    expect([answer.status, wordsOf(await answer.text())]).toEqual([422, expect.stringContaining('最多20个')]);
  });

  test.each([
    [{ name: '' }, '请写明令牌的用途'],
    [{ name: '\u200b ' }, '请写明令牌的用途'],
    [{ name: '长'.repeat(61) }, '请控制在60字以内'],
    [{ name: 'a\u0001b' }, '控制字符'],
    [{ days: '9999' }, '请选择有效期'],
    [{ days: '' }, '请选择有效期'],
  ])('%j is refused at its field', async (fields, said) => {
    const answer = await make(await enter(server, 'many'), fields);
    expect([answer.status, wordsOf(await answer.text())]).toEqual([422, expect.stringContaining(said)]);
  });

  test('called with markup says it as text', async () => {
    const text = await (await make(await enter(server, 'many'), { name: '<script>alert(1)</script>𠮷😀' })).text();
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;𠮷😀');
    expect(text).not.toContain('<script>');
  });
});
