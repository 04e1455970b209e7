import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { type Assignment, type OutboxMail } from '../../src/domain/plan.js';
import { hashOf, openSecret } from '../../src/secret.js';
import { mailDir } from '../../src/settings.js';
import { routesOf, rowsOf } from '../contracts/routes.js';
import { form, mailbox, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { wordsOf } from '../support/pages.js';

let server: TestServer;
let mails: OutboxMail[];
let office: Visitor;

beforeAll(async () => {
  // The morning of 1 July: two items of unit 1 are a day late, and the chases have left.
  server = await startTestServer(await openTestProgram({ clock: '2020-07-01T10:00+08:00' }));
  office = await server.signIn('office');
  const lines = await read((stores) => stores.outbox.list({ states: ['sent'], limit: 500, offset: 0 }));
  mails = await Promise.all(lines.mails.map(async ({ id }) => (await read((stores) => stores.outbox.byId(id)))!));
}, 60_000);
afterAll(() => server.close());

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const tokenOf = (mail: OutboxMail) => openSecret(server.program.settings).of(`mail-link:${mail.messageId}`);
const mailTo = (unitId: number, kind: OutboxMail['kind']) =>
  mails.find((mail) => mail.unitId === unitId && mail.kind === kind)!;
const itemsOf = async (mail: OutboxMail) =>
  (await read((stores) => stores.outbox.items(mail.id))).map(({ assignmentId }) => assignmentId);

/** Somebody who opened a mail's link and has no other right. */
async function byLink(mail: OutboxMail): Promise<Visitor> {
  const answer = await server.visit(`/l/${tokenOf(mail)}`);
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  return (path, init = {}) =>
    fetch(`${server.base}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, Cookie: cookie } });
}

describe('the link of a mail', () => {
  test('stands in both parts of the mail that leaves, at the button and at every item', async () => {
    const mail = mailTo(1, 'assigned');
    const names = await mailbox(server.program);
    const texts = await Promise.all(
      names.map((name) => readFile(join(mailDir(server.program.settings), name), 'utf8')),
    );
    const eml = await simpleParser(texts.find((text) => text.includes(mail.messageId))!);
    const link = `/l/${tokenOf(mail)}`;
    const items = await itemsOf(mail);
    for (const body of [eml.text!, (eml.html || '').replaceAll('&#x3D;', '=')]) {
      expect(body).toContain(link);
      for (const id of items.slice(0, 30)) expect(body).toContain(`${link}?item=${id}`);
      expect(body).not.toMatch(/\/(assignments|units)\/\d/);
    }
  });

  test('is nowhere in the database, nor on the page of the mail: only its hash is', async () => {
    const rows = JSON.stringify(rowsOf(server, []));
    for (const mail of mails) {
      expect(rows).not.toContain(tokenOf(mail));
      expect(rows).toContain(hashOf(tokenOf(mail)));
    }
    const mail = mailTo(1, 'assigned');
    for (const path of [`/outbox/${mail.id}`, `/outbox/${mail.id}/html`, '/api/v1/outbox']) {
      const page = await (await office(path)).text();
      expect(page).not.toContain(tokenOf(mail));
    }
    expect(await (await office(`/outbox/${mail.id}/html`)).text()).toContain('/l/······');
  });

  test('leads to the work without signing in, and an item’s to the item', async () => {
    const mail = mailTo(1, 'assigned');
    const [item] = await itemsOf(mail);
    const answer = await server.visit(`/l/${tokenOf(mail)}?item=${item}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/assignments/${item}`]);
    expect(answer.headers.get('set-cookie')).toMatch(/^luoshi_link=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
    const visit = await byLink(mail);
    const page = wordsOf(await (await visit(`/assignments/${item}`)).text());
    expect(page).toContain('签收');
    const acted = await visit(`/assignments/${item}/acts`, form({ act: 'acknowledge', version: '1' }));
    expect(acted.status).toBe(303);
    const entries = await read(async (stores) => stores.history.ofAssignment((await stores.assignments.byId(item!))!));
    expect(entries.at(-1)?.act).toBe('acknowledge');
    expect(entries.at(-1)?.actor).toContain('（邮件链接）');
  });

  test('opened by somebody who is signed in changes nothing about who they are, on pages, for programs, or afterwards', async () => {
    const mail = mailTo(1, 'assigned');
    const [item] = await itemsOf(mail);
    const opened = await office(`/l/${tokenOf(mail)}?item=${item}`);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, `/assignments/${item}`]);
    expect(opened.headers.get('set-cookie')).toBeNull();
    const signedIn = await server.visit('/demo/sign-in', form({ as: 'office' }));
    const [session = '', forgotten = ''] = signedIn.headers.getSetCookie();
    expect(forgotten).toMatch(/^luoshi_link=; .*Max-Age=0$/);
    const both: Visitor = (path, init = {}) => {
      const Cookie = `luoshi_link=${tokenOf(mail)}; ${session.split(';')[0]}`;
      return fetch(`${server.base}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, Cookie } });
    };
    for (const path of ['/outbox', '/plans/1/desk', '/plans/1/units/2', '/api/v1/outbox', '/api/v1/plans/1/desk'])
      expect([path, (await both(path)).status]).toEqual([path, 200]);
    const asked = JSON.stringify({ act: 'acknowledge', version: 1 });
    const json = { method: 'POST', body: asked, headers: { 'Content-Type': 'application/json' } };
    expect((await both(`/api/v1/assignments/${item}/acts`, json)).status).toBe(403);
    expect((await both(`/assignments/${item}/acts`, form({ act: 'acknowledge', version: '1' }))).status).toBe(403);
    expect((await both('/plans/1/units/1/report', form({}))).status).toBe(403);
  });

  test('looked at by machines twenty times changes nothing at all', async () => {
    const mail = mailTo(2, 'chase');
    const before = rowsOf(server, []);
    const [item] = await itemsOf(mail);
    for (let i = 0; i < 10; i++)
      for (const path of [`/l/${tokenOf(mail)}`, `/l/${tokenOf(mail)}?item=${item}`]) {
        await server.visit(path, { redirect: 'follow' });
        await server.visit(path, { method: 'HEAD' });
      }
    const visit = await byLink(mail);
    for (const id of await itemsOf(mail)) await visit(`/assignments/${id}`);
    expect(rowsOf(server, [])).toEqual(before);
  });

  test('forwarded, shows nothing beyond its items: neither by page, nor by list, nor to programs', async () => {
    const mail = mailTo(1, 'chase');
    const visit = await byLink(mail);
    const all = await read((stores) => stores.assignments.page({ planId: 1, limit: 1000, offset: 0 }));
    const open: number[] = [];
    for (const { id } of all.items) if ((await visit(`/assignments/${id}`)).status === 200) open.push(id);
    const late = all.items.filter(({ unitId, dueOn }) => unitId === 1 && dueOn < '2020-07-01').map(({ id }) => id);
    expect(open.sort((a, b) => a - b)).toEqual([...new Set([...(await itemsOf(mail)), ...late])].sort((a, b) => a - b));
    expect(open.length).toBeLessThan(all.items.filter(({ unitId }) => unitId === 1).length);
    expect((await visit('/plans/1/units/2')).status).toBe(404);
    for (const { name } of routesOf(server.app).filter(({ name }) => name.startsWith('GET /api/v1')))
      expect((await visit(name.slice(4).replace(/:\w+/g, '1'))).status).toBe(401);
    for (const path of ['/outbox', '/plans', '/plans/1/assignments', '/schedule', '/accounts', '/history'])
      expect([path, (await visit(path)).status]).toEqual([path, 404]);
    const foreign = all.items.find(({ unitId }) => unitId === 2)!;
    const beyond = all.items.find(({ id, unitId }) => unitId === 1 && !open.includes(id))!;
    for (const { id } of [foreign, beyond])
      expect((await visit(`/assignments/${id}/acts`, form({ act: 'acknowledge', version: '1' }))).status).toBe(404);
  });

  test.each(['', 'x', 'no-such-link-was-ever-sent-000000', '%F0%A0%AE%B7', "'--", 'a'.repeat(5000)])(
    'that never was (%#) is not found, in words',
    async (token) => {
      const answer = await server.visit(`/l/${token}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );

  test('says why it opens nothing any more: revoked by the unit or the office, or all is closed', async () => {
    const mail = mailTo(3, 'chase');
    const visit = await byLink(mail);
    const revocation = '/plans/1/units/3/links/revocation';
    expect((await office('/plans/4711/units/3/links/revocation', form({}))).status).toBe(404);
    // Whoever holds one link may not end the others.
    expect((await visit(revocation, form({}))).status).toBe(404);
    const answer = await office(revocation, form({}));
    expect(answer.headers.get('location')).toContain('said=links-revoked');
    const after = await server.visit(`/l/${tokenOf(mail)}`);
    expect(after.status).toBe(404);
    expect(wordsOf(await after.text())).toContain('链接已失效');
    const [item] = await itemsOf(mail);
    expect((await visit(`/assignments/${item}`)).headers.get('location')).toBe('/sign-in');

    const other = mailTo(4, 'chase');
    const closing = await byLink(other);
    const ids = await read(async (stores) => {
      const link = (await stores.mailLinks.byHash(hashOf(tokenOf(other))))!;
      return (await stores.mailLinks.itemsOf(link)).map(({ assignmentId }) => assignmentId);
    });
    const close = async (id: number, stage: Assignment['stage']) =>
      server.program.storage.write(async (stores) => {
        const one = (await stores.assignments.byId(id))!;
        await stores.assignments.change(id, one.version, { stage });
      });
    for (const id of ids.slice(1)) await close(id, 'closed');
    expect((await closing(`/assignments/${ids[0]}`)).status).toBe(200);
    await close(ids[0]!, 'waived');
    expect((await server.visit(`/l/${tokenOf(other)}`)).status).toBe(404);
  });
});

test('the link of a mail that asks for nothing but putting right opens the item, not the form of a report', async () => {
  const mail = mailTo(20, 'chase');
  const ids = await itemsOf(mail);
  const opens = async () => (await server.visit(`/l/${tokenOf(mail)}`)).headers.get('location');
  expect(await opens()).toBe('/plans/1/units/20/report');
  await server.program.storage.write(async ({ assignments }) => {
    for (const { id, version } of await assignments.byIds(ids))
      await assignments.change(id, version, { stage: 'rectifying', rectifyBy: '2020-07-10' });
  });
  expect(ids.map((id) => `/assignments/${id}`)).toContain(await opens());
});
