import { hashOf } from '../../src/secret.js';
import { addPerson, codeOf, PASSWORD, secretOn, trySignIn, visitorOf } from '../support/accounts.js';
import { decoded, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

let server: TestServer;
const REASON = '<script>alert(1)</script>“不是我单位的职责”\n𠮷😀{{x}}&amp;';
const TYPED = { act: 'decline', version: '1', reason: REASON, token: 'the-key-of-this-form' };
/** The same with the key of this very content, under which it is done once. */
const KEPT = { ...TYPED, token: expect.stringMatching(/^[\w-]{43}$/) as string };

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  await addPerson(server.program, { login: 'zhang', role: 'liaison', unitId: 1 });
});
afterAll(() => server.close());

const stageOf = async (id: number) =>
  (await server.program.storage.read((stores) => stores.assignments.byId(id)))?.stage;
const ownItem = async (place: number) =>
  (await server.program.storage.read((stores) => stores.assignments.ofUnit(1)))[place]!.id;

/** The waiting form on a page, as a browser would send it along. */
function resumeOn(page: string): string {
  const value = / name="resume" value="([^"]*)"/.exec(page)?.[1];
  if (value === undefined) throw new Error('No form waits on this page');
  return decoded(value);
}

/** The fields of the form that goes to an address. */
function fieldsOf(page: string, action: string): Record<string, string> {
  const whole = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(page)?.[1];
  if (whole === undefined) throw new Error(`No form goes to ${action}`);
  const inputs = [...whole.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name, value]) => [decoded(name!), decoded(value!)]));
}

test('a form without a session is asked to sign in, keeps what was typed, and nothing of it runs', async () => {
  const id = await ownItem(0);
  const answer = await server.visit(`/assignments/${id}/acts`, form(TYPED));
  const page = await answer.text();
  expect(answer.status).toBe(401);
  expect(wordsOf(page)).toContain('刚才填写的内容还没有提交，但都保留着');
  expect(page).not.toContain('<script>');
  expect(JSON.parse(resumeOn(page))).toEqual({ path: `/assignments/${id}/acts`, fields: Object.entries(KEPT) });
  expect(await stageOf(id)).toBe('assigned');
});

test('after a wrong and then the right password it is sent with one click, as one act', async () => {
  const id = await ownItem(0);
  const asked = resumeOn(await (await server.visit(`/assignments/${id}/acts`, form(TYPED))).text());
  const wrong = await trySignIn(server, 'zhang', 'Wrong-password-1', { resume: asked });
  const resume = resumeOn(await wrong.text());
  expect([wrong.status, resume]).toEqual([422, asked]);
  const right = await trySignIn(server, 'zhang', PASSWORD, { resume });
  const page = await right.text();
  expect([right.status, wordsOf(page)]).toEqual([200, expect.stringContaining('登录成功，刚才填写的内容还在')]);
  expect(wordsOf(page)).toContain('刚才填写的内容 理由');
  expect(wordsOf(page)).toContain('继续提交');
  const fields = fieldsOf(page, `/assignments/${id}/acts`);
  expect(fields).toEqual(KEPT);
  expect(await stageOf(id)).toBe('assigned');
  const sent = await visitorOf(server, right)(`/assignments/${id}/acts`, form(fields));
  expect([sent.status, await stageOf(id)]).toEqual([303, 'declined']);
});

test('the demonstration’s one click brings it back too', async () => {
  const id = await ownItem(1);
  const resume = resumeOn(await (await server.visit(`/assignments/${id}/acts`, form(TYPED))).text());
  const answer = await server.visit('/demo/sign-in', form({ as: 'liaison:县总工会', resume }));
  expect([answer.status, fieldsOf(await answer.text(), `/assignments/${id}/acts`)]).toEqual([200, KEPT]);
});

test('a code in between keeps it', async () => {
  await addPerson(server.program, { login: 'guan', role: 'admin' });
  const resume = resumeOn(await (await server.visit('/demo/clock', form({ to: '2020-06-25' }))).text());
  const answer = await trySignIn(server, 'guan', PASSWORD, { resume });
  const page = await answer.text();
  expect([answer.status, resumeOn(page)]).toEqual([200, resume]);
  const waiting = visitorOf(server, answer);
  const wrong = await waiting('/sign-in/code', form({ code: '1', resume }));
  expect([wrong.status, resumeOn(await wrong.text())]).toEqual([422, resume]);
  const right = await waiting('/sign-in/code', form({ code: codeOf(secretOn(page)), resume }));
  expect([right.status, fieldsOf(await right.text(), '/demo/clock')]).toEqual([200, { to: '2020-06-25' }]);
});

test('fields of a name that come more than once come back all of them, secrets never', async () => {
  const body = new URLSearchParams([
    ['a', '1'],
    ['a', '2'],
    ['password', 'x'],
    ['code', '123456'],
    ['newPassword', 'y'],
  ]);
  const page = await (await server.visit('/demo/clock', { method: 'POST', body })).text();
  expect((JSON.parse(resumeOn(page)) as { fields: string[][] }).fields).toEqual([
    ['a', '1'],
    ['a', '2'],
  ]);
});

test('a form with files cannot be kept, and says so', async () => {
  const body = new FormData();
  body.append('file', new Blob(['x']), 'x.txt');
  const answer = await server.visit('/demo/clock', { method: 'POST', body });
  expect([answer.status, wordsOf(await answer.text())]).toEqual([401, expect.stringContaining('附件需要重新选择')]);
});

test('a program is told 401 in JSON, and a page that is only looked at leads to the sign-in page', async () => {
  const answer = await server.visit('/api/v1/plans');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/json; charset=utf-8']);
  expect((await server.visit('/assignments/1')).headers.get('location')).toBe('/sign-in');
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  'javascript:alert(1)',
  '/a b',
  '/api/v1/plans',
  '',
])('a form is never sent to %j', async (path) => {
  const resume = JSON.stringify({ path, fields: [['a', '1']] });
  const answer = await server.visit('/demo/sign-in', form({ as: 'leader', resume }));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/plans/1/briefing']);
});

test.each(['x', '{}', '[]', 'null', '{"path":"/","fields":[["a"]]}', '{"path":"/","fields":[["password","a"]]}'])(
  'what is no waiting form is none: %s',
  async (resume) => {
    const answer = await server.visit('/demo/sign-in', form({ as: 'leader', resume }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/plans/1/briefing']);
  },
);

describe('The link of a mail', () => {
  const LINK = 'a-link-of-a-mail-0123456789ab';
  const cookie = `luoshi_link=${LINK}`;
  beforeAll(() =>
    server.program.storage.write(async (stores) => {
      const [mail] = (await stores.outbox.list({ states: undefined, limit: 1, offset: 0 })).mails;
      const unitId = mail?.unitId ?? 1;
      const link = { hash: hashOf(LINK), outboxId: mail?.id ?? 1, unitId, madeAt: '2020-05-12T00:00:00.000Z' };
      await stores.mailLinks.keep([{ ...link, revokedAt: null }]);
    }),
  );

  test('counts where nobody is signed in, and never for the API', async () => {
    expect((await server.visit('/plans/1', { headers: { cookie } })).status).toBe(200);
    for (const path of ['/api/v1/plans', '/API/v1/plans', '/Api/v1/plans'])
      expect((await server.visit(path, { headers: { cookie } })).status).not.toBe(200);
  });

  test('opened again in another window lets the form through that it no longer covered', async () => {
    const report = '/plans/1/units/1/report';
    const typed = { progress: REASON, token: 'the-key-of-that-form' };
    const answer = await server.visit(report, form(typed));
    const page = await answer.text();
    expect([answer.status, wordsOf(page)]).toEqual([
      401,
      expect.stringMatching(/重新点开邮件里的链接（或登录）.*在另一个窗口.*继续提交/),
    ]);
    const fields = fieldsOf(page, report);
    expect(fields).toEqual({ ...typed, token: KEPT.token });
    expect((await server.visit(report, form(fields))).status).toBe(401);
    expect((await server.visit(report, { ...form(fields), headers: { cookie } })).status).not.toBe(401);
  });

  test('does not make somebody else of who is signed in', async () => {
    const answer = await server.visit('/demo/sign-in', form({ as: 'office' }));
    const both = `${cookie}; ${answer.headers.get('set-cookie')?.split(';')[0]}`;
    expect((await server.visit('/outbox', { headers: { cookie: both } })).status).toBe(200);
    expect((await server.visit('/outbox', { headers: { cookie } })).status).toBe(404);
  });
});
