import { type Assignment } from '../../src/domain/plan.js';
import { openSecret } from '../../src/secret.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { filled } from '../support/report-forms.js';

let server: TestServer;
let own: Visitor;
let office: Visitor;
let names: string[];

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  names = (await read((stores) => stores.plans.planUnits(1))).sort((a, b) => a.id - b.id).map(({ name }) => name);
  own = await server.signIn(`liaison:${names[0]}`);
  office = await server.signIn('office');
});
afterAll(() => server.close());

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const itemsOf = (unitId: number): Promise<Assignment[]> => read((stores) => stores.assignments.ofUnit(unitId, 1));
const one = (id: number) => read((stores) => stores.assignments.byId(id));
const draftOf = (unitId: number) => read((stores) => stores.drafts.of({ planId: 1, unitId, form: 'report' }));

describe('a draft', () => {
  const path = '/plans/1/units/4/report';
  const save = (visit: Visitor, fields: Record<string, string>) => visit(`${path}/draft`, form(fields));
  let them: Visitor;
  beforeAll(async () => {
    them = await server.signIn(`liaison:${names[3]}`);
  });

  test('is saved while one types, answered to the script, and stands in the form of whoever signs in next for the unit', async () => {
    const [item] = await itemsOf(4);
    const answer = await save(them, {
      progress: '写了一半',
      items: String(item!.id),
      [`i${item!.id}-problems`]: '缺数据',
      stage: 'closed',
    });
    const { saved, version } = (await answer.json()) as { saved: string; version: string };
    expect(saved).toContain('草稿已于');
    expect(version).toMatch(/^\d+\.1$/);
    expect(JSON.parse((await draftOf(4))!.body)).toEqual({
      ...{ progress: '写了一半', items: String(item!.id), [`i${item!.id}-problems`]: '缺数据' },
    });
    await them('/sign-out', form({}));
    them = await server.signIn(`liaison:${names[3]}`);
    const page = await pageAt(them, path);
    expect(page).toMatch(/<textarea id="f-progress"[^>]*>\s*写了一半<\/textarea>/);
    expect(page).toContain(`value="${item!.id}" checked`);
    expect(wordsOf(page)).toContain('已载入草稿');
    expect(page).toContain(`name="draftVersion" value="${version}"`);
  });

  test('is saved by a button without JavaScript', async () => {
    const draft = (await draftOf(4))!;
    const answer = await save(them, {
      progress: '按钮存的',
      by: 'button',
      draftVersion: `${draft.id}.${draft.version}`,
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?said=draft-kept`]);
    expect((await draftOf(4))?.body).toContain('按钮存的');
  });

  test('of somebody else is never covered unseen: both are on the page, and the next save is meant', async () => {
    const script = await save(them, { progress: '旧页上的', draftVersion: '1.1' });
    expect(script.status).toBe(409);
    expect(((await script.json()) as { saved: string }).saved).toContain('在别处又存过一次');
    const answer = await save(them, { progress: '旧页上的', by: 'button', draftVersion: '1.1' });
    const page = await answer.text();
    expect(answer.status).toBe(409);
    expect(wordsOf(page)).toContain('刚刚存下的另一份草稿');
    expect(page).toMatch(/<dd>按钮存的<\/dd>/);
    expect(page).toMatch(/<textarea id="f-progress"[^>]*>\s*旧页上的<\/textarea>/);
    const version = /name="draftVersion" value="([\d.]+)"/.exec(page)![1]!;
    expect((await save(them, { progress: '旧页上的', by: 'button', draftVersion: version })).status).toBe(303);
  });

  test('is kept of a form that was refused, and gone once it is filed', async () => {
    const draft = (await draftOf(4))!;
    const version = `${draft.id}.${draft.version}`;
    const refused = await them(path, filled([], { progress: '没有勾选事项', draftVersion: version }));
    expect(refused.status).toBe(422);
    expect((await draftOf(4))?.body).toContain('没有勾选事项');
    expect((await them(path, filled((await itemsOf(4)).slice(0, 1)))).status).toBe(303);
    expect(await draftOf(4)).toBeNull();
  });

  test('keeps what was written of an item that was then not filed', async () => {
    const [, second, third] = await itemsOf(4);
    await them(path, filled([second!], { [`i${third!.id}-progress`]: '留到下次' }));
    expect(JSON.parse((await draftOf(4))!.body)).toEqual({ [`i${third!.id}-progress`]: '留到下次' });
  });

  test('is nobody else’s: neither another unit’s nor the office’s', async () => {
    expect((await save(own, { progress: '外人' })).status).toBe(404);
    expect((await save(office, { progress: '办公室' })).status).toBe(403);
    expect(wordsOf(await pageAt(office, path))).not.toContain('留到下次');
  });
});

describe('somebody who came by a mail’s link', () => {
  test('reports exactly its items, sees no draft of others and covers none', async () => {
    await server.program.runner.resume('2020-06-24T01:00:00.000Z');
    const { mails } = await read((stores) =>
      stores.outbox.list({ unitId: 5, states: ['sent'], kind: 'reminder', limit: 1, offset: 0 }),
    );
    const mail = mails[0]!;
    // A mail may say two things of an item: that it is due, and that its report is.
    const said = await read((stores) => stores.outbox.items(mail.id));
    const items = [...new Set(said.map(({ assignmentId }) => assignmentId))];
    const signedIn = await server.signIn(`liaison:${names[4]}`);
    const path = '/plans/1/units/5/report';
    const beyond = (await itemsOf(5)).find(({ id }) => !items.includes(id))!;
    await signedIn(`${path}/draft`, form({ progress: '单位的草稿', [`i${beyond.id}-progress`]: '别项的草稿' }));
    const answer = await server.visit(`/l/${openSecret(server.program.settings).of(`mail-link:${mail.messageId}`)}`);
    expect(answer.headers.get('location')).toBe(path);
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    const visit: Visitor = (address, init = {}) =>
      fetch(`${server.base}${address}`, { redirect: 'manual', ...init, headers: { ...init.headers, Cookie: cookie } });
    const page = await pageAt(visit, path);
    const shown = [...page.matchAll(/name="items" value="(\d+)"/g)].map((found) => Number(found[1]));
    expect(shown.sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
    expect(page.match(/name="items" value="\d+" checked/g)).toHaveLength(items.length);
    expect(page).not.toContain('草稿</textarea>');
    await visit(`${path}/draft`, form({ progress: '链接的草稿', [`i${beyond.id}-progress`]: '越界' }));
    expect((await draftOf(5))?.body).toContain('单位的草稿');
    expect(
      JSON.stringify(await read((stores) => stores.drafts.allOf({ planId: 1, unitId: 5, form: 'report' }))),
    ).not.toContain('越界');
    expect((await visit(path, filled([beyond]))).status).toBe(422);
    expect(await one(beyond.id)).toEqual(beyond);
    const filing = await visit(path, filled((await itemsOf(5)).filter(({ id }) => items.includes(id))));
    expect(filing.status).toBe(303);
    const location = filing.headers.get('location')!;
    expect((await visit(location)).status).toBe(200);
    expect(wordsOf(await pageAt(office, location))).toContain('已摸底12户');
    expect((await draftOf(5))?.body).toContain('单位的草稿');
    const again = await pageAt(visit, path);
    expect(again).not.toMatch(/name="items" value="\d+" checked/);
    expect(wordsOf(again)).toContain('没有预先勾选事项');
    expect(wordsOf(again)).toContain('本期已报（6月24日一期），如有补充再勾选');
  }, 60_000);
});
