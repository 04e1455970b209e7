import { hash } from '@node-rs/argon2';
import { isWeak } from '../../src/accounts/passwords.js';
import { hashOf } from '../../src/secret.js';
import {
  accountNow,
  addPerson,
  codeOf,
  enter,
  PASSWORD,
  secretOn,
  steadyStep,
  trySignIn,
  visitorOf,
} from '../support/accounts.js';
import { wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
});
afterAll(() => server.close());

const REFUSED = '登录名或密码不对；同一账号连续5次不对，会锁定15分钟';
const add = (login: string, more: Parameters<typeof addPerson>[1] | object = {}) =>
  addPerson(server.program, { login, ...more });
const write: TestServer['program']['storage']['write'] = (work) => server.program.storage.write(work);
const outcome = async (answer: Response) =>
  `${answer.status} ${answer.headers.get('location') ?? wordsOf(await answer.text()).includes(REFUSED)}`;

test('a demonstration asks for a password only once somebody has one', async () => {
  expect(await (await server.visit('/sign-in')).text()).not.toContain('name="password"');
  await add('first');
  const page = await (await server.visit('/sign-in')).text();
  expect(page).toContain('name="password"');
  expect(wordsOf(page)).toContain('忘记密码');
});

test.each(['lin', 'LIN', ' Lin ', 'ｌｉｎ'])('the name is the same however it is typed (%j)', async (login) => {
  await add('lin').catch(() => null);
  const answer = await trySignIn(server, login, PASSWORD);
  expect(await outcome(answer)).toBe('303 /plans/1/desk');
  expect((await visitorOf(server, answer)('/')).status).toBe(200);
});

test.each(['Ｚhong-2020-tian', ' Zhong-2020-tian', 'zhong-2020-tian', 'Zhong-2020-tian '])(
  'the password is taken to the letter: not %j',
  async (password) => {
    await add(`letter${password.length}${password.charCodeAt(0)}`).catch(() => null);
    expect(await outcome(await trySignIn(server, `letter${password.length}${password.charCodeAt(0)}`, password))).toBe(
      '422 true',
    );
  },
);

test('an unknown name, a wrong password, a locked and a disabled account are told alike', async () => {
  const [locked, disabled] = [await add('locked'), await add('disabled')];
  await add('known');
  await write((stores) => stores.accounts.change(locked, 2, { lockedUntil: '2999-01-01T00:00:00.000Z' }));
  await write((stores) => stores.accounts.change(disabled, 2, { disabledAt: '2020-01-01T00:00:00.000Z' }));
  const answers = await Promise.all([
    trySignIn(server, 'known', 'wrong-Password-1'),
    trySignIn(server, 'unknown', 'wrong-Password-1'),
    trySignIn(server, 'locked', PASSWORD),
    trySignIn(server, 'disabled', PASSWORD),
    trySignIn(server, 'demo-office', PASSWORD),
  ]);
  const said = await Promise.all(
    answers.map(async (answer) => `${answer.status} ${(await answer.text()).replace(/value="[^"]*"/g, '')}`),
  );
  expect(new Set(said).size).toBe(1);
  expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null, null, null, null]);
});

test('forty guesses at once are five tries; the sixth is not looked at, were it right', async () => {
  const id = await add('guessed');
  const wrong = Array.from({ length: 40 }, (_, i) => trySignIn(server, 'guessed', `Wrong-password-${i}`));
  const outcomes = await Promise.all((await Promise.all(wrong)).map(outcome));
  expect(new Set(outcomes)).toEqual(new Set(['422 true']));
  const account = await accountNow(server.program, id);
  expect(account.failures).toBe(5);
  expect(account.lockedUntil).not.toBeNull();
  expect(await outcome(await trySignIn(server, 'guessed', PASSWORD))).toBe('422 true');
  const told = await server.program.storage.read((stores) => stores.history.recent(50));
  expect(told.filter(({ act, facts }) => act === 'account-lock' && facts.includes('guessed'))).toHaveLength(1);
});

test('a lock that is over opens, and counts anew', async () => {
  const id = await add('patient');
  const over = { failures: 5, lockedUntil: '2020-01-01T00:00:00.000Z' };
  await write((stores) => stores.accounts.change(id, 2, over));
  await trySignIn(server, 'patient', 'Wrong-password-1');
  expect(await accountNow(server.program, id)).toMatchObject({ failures: 1, lockedUntil: null });
  expect(await outcome(await trySignIn(server, 'patient', PASSWORD))).toBe('303 /plans/1/desk');
  expect(await accountNow(server.program, id)).toMatchObject({ failures: 0, lockedUntil: null });
});

test('four failures and then the right password forget the failures', async () => {
  const id = await add('clumsy');
  for (let i = 0; i < 4; i++) await trySignIn(server, 'clumsy', 'Wrong-password-1');
  expect((await accountNow(server.program, id)).failures).toBe(4);
  expect(await outcome(await trySignIn(server, 'clumsy', PASSWORD))).toBe('303 /plans/1/desk');
  expect((await accountNow(server.program, id)).failures).toBe(0);
});

test('a weaker hash is made anew when its password comes', async () => {
  const id = await add('older');
  const weak = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1 });
  expect(isWeak(weak)).toBe(true);
  await write((stores) => stores.accounts.change(id, 2, { passwordHash: weak }));
  expect(await outcome(await trySignIn(server, 'older', PASSWORD))).toBe('303 /plans/1/desk');
  const { passwordHash } = await accountNow(server.program, id);
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await outcome(await trySignIn(server, 'older', PASSWORD))).toBe('303 /plans/1/desk');
});

test('signing in gives a new session each time and ends the one before; nothing else is written down about it', async () => {
  await add('again');
  const before = await server.program.storage.read((stores) => stores.history.recent(1));
  const first = await trySignIn(server, 'again', PASSWORD);
  const visitor = visitorOf(server, first);
  const second = await visitor('/sign-in', form({ login: 'again', password: PASSWORD }));
  expect(second.headers.get('set-cookie')).not.toBe(first.headers.get('set-cookie'));
  expect((await visitor('/')).status).toBe(303);
  expect(await server.program.storage.read((stores) => stores.history.recent(1))).toEqual(before);
});

test.each([
  [{ login: '', password: '' }, ['请填写登录名', '请填写密码']],
  [{ login: 'x'.repeat(41), password: PASSWORD }, ['请控制在40字以内']],
  [{ login: '<script>alert(1)</script>𠮷😀', password: 'a' }, [REFUSED]],
  [{ login: 'lin', password: 'x'.repeat(5000) }, ['密码最多128个字']],
])('what is wrong stands at its field, the name stays, the password does not (%j)', async (fields, said) => {
  const answer = await server.visit('/sign-in', form(fields));
  const page = await answer.text();
  expect(answer.status).toBe(422);
  for (const words of said) expect(wordsOf(page)).toContain(words);
  expect(page).not.toContain('<script>');
  expect(page).not.toMatch(/type="password"[^>]*value="[^"]/);
});

test.each([
  ['idle for half an hour', { lastSeenAt: -31 * 60 }, 303],
  ['used a quarter of an hour ago', { lastSeenAt: -15 * 60 }, 200],
  ['twelve hours old', { createdAt: -12 * 3600 - 60, lastSeenAt: -5 }, 303],
])('a session %s is answered with %s', async (_name, ages, status) => {
  const accountId = await add(`aged${status}${Object.keys(ages).length}`).catch(() => 1);
  const token = `${status}${Object.keys(ages).join('')}`.padEnd(32, 'x');
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const { createdAt = -3600, lastSeenAt = 0 } = ages as { createdAt?: number; lastSeenAt?: number };
  await write((stores) =>
    stores.sessions.insert({
      ...{ idHash: hashOf(token), accountId, stage: 'full', device: '' },
      ...{ createdAt: at(createdAt), lastSeenAt: at(lastSeenAt) },
    }),
  );
  expect((await server.visit('/', { headers: { cookie: `luoshi=${token}` } })).status).toBe(status);
});

describe('A second factor', () => {
  test('is set up by an administrator before anything else is open', async () => {
    await add('chief', { role: 'admin' });
    const answer = await trySignIn(server, 'chief', PASSWORD);
    expect(answer.headers.get('location')).toBe('/sign-in/code');
    const waiting = visitorOf(server, answer);
    expect((await waiting('/')).headers.get('location')).toBe('/sign-in');
    expect((await waiting('/sign-in')).headers.get('location')).toBe('/sign-in/code');
    const page = await (await waiting('/sign-in/code')).text();
    expect(page).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+".*<path d="M/s);
    expect(await (await waiting('/sign-in/code')).text()).toContain(secretOn(page));
    const wrong = await waiting('/sign-in/code', form({ code: '000000' }));
    expect([wrong.status, wordsOf(await wrong.text()).includes('验证码不对')]).toEqual([422, true]);
    const right = await waiting('/sign-in/code', form({ code: codeOf(secretOn(page)) }));
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
    expect((await visitorOf(server, right)('/')).status).toBe(200);
    expect((await waiting('/')).status).toBe(303);
  });

  test('asks for its code, which works once, and is kept so that nobody reads it', async () => {
    await steadyStep();
    const id = await add('twice', { role: 'admin' });
    const first = await enter(server, 'twice');
    const secret = secretOn(await (await first('/sign-in/code')).text());
    await first('/sign-in/code', form({ code: codeOf(secret, -1) }));
    const { totpSecret } = await accountNow(server.program, id);
    expect(totpSecret).not.toContain(secret.replace(/ /g, ''));
    const code = codeOf(secret);
    const second = await enter(server, 'twice');
    expect(wordsOf(await (await second('/sign-in/code')).text())).not.toContain('密钥');
    expect((await second('/sign-in/code', form({ code: `${code.slice(0, 3)} ${code.slice(3)}` }))).status).toBe(303);
    const third = await enter(server, 'twice');
    expect((await third('/sign-in/code', form({ code }))).status).toBe(422);
    expect((await third('/sign-in/code', form({ code: codeOf(secret, -1) }))).status).toBe(422);
    expect((await third('/sign-in/code', form({ code: codeOf(secret, 1) }))).status).toBe(303);
  }, 15_000);

  test('guessed five times locks, also when the password is given anew between guesses', async () => {
    await steadyStep();
    const id = await add('stolen', { role: 'admin' });
    const first = await enter(server, 'stolen');
    const secret = secretOn(await (await first('/sign-in/code')).text());
    await first('/sign-in/code', form({ code: codeOf(secret, -1) }));
    for (let i = 0; i < 5; i++) {
      const guesser = await enter(server, 'stolen');
      expect((await guesser('/sign-in/code', form({ code: '000000' }))).status).toBe(422);
    }
    expect((await accountNow(server.program, id)).lockedUntil).not.toBeNull();
    expect(await outcome(await trySignIn(server, 'stolen', PASSWORD))).toBe('422 true');
  }, 15_000);

  test.each(['', '12345', '1234567', 'abcdef', '<script>'])('is not a code: %j', async (code) => {
    const waiting = await enter(server, 'chief');
    const answer = await waiting('/sign-in/code', form({ code }));
    expect([answer.status, wordsOf(await answer.text()).includes('应是6位数字')]).toEqual([422, true]);
  });

  test('waits ten minutes and no longer', async () => {
    const accountId = await add('slow', { role: 'admin' });
    const token = 'waits-for-a-code'.padEnd(32, 'x');
    const at = new Date(Date.now() - 11 * 60_000).toISOString();
    const session = { idHash: hashOf(token), accountId, stage: 'second-factor' as const, device: '', createdAt: at };
    await write((stores) => stores.sessions.insert({ ...session, lastSeenAt: new Date().toISOString() }));
    const answer = await server.visit('/sign-in/code', { headers: { cookie: `luoshi=${token}` } });
    expect(answer.headers.get('location')).toBe('/sign-in');
  });
});

test('behind https the cookie is bound to the host and sent in no other way, and browsers are told to stay', async () => {
  const secure = await startTestServer(
    await openTestProgram({ played: false, env: { BASE_URL: 'https://luoshi.example.gov.cn' } }),
  );
  try {
    const answer = await secure.visit('/demo/sign-in', form({ as: 'office' }));
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-luoshi=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=43200$/,
    );
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect((await visitorOf(secure, answer)('/')).status).toBe(200);
    expect((await server.visit('/sign-in')).headers.has('strict-transport-security')).toBe(false);
  } finally {
    await secure.close();
  }
});

test.each([
  ['office', '/plans/1/desk'],
  ['leader', '/plans/1/briefing'],
  ['auditor', '/'],
  ['admin', '/'],
  ['liaison:县公安局', '/'],
])('%s begins where their work is: %s', async (as, landing) => {
  const answer = await server.visit('/demo/sign-in', form({ as }));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, landing]);
});
