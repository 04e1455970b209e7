import { TABLE } from '../contracts/routes/all.js';
import { ROLES, routesOf, signInAs } from '../contracts/routes.js';
import { openSecret } from '../../src/secret.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { lookOn, pageAt, wordsOf } from '../support/pages.js';

const TOKEN = /name="token" value="([\w-]{24})"/g;
const tokensOf = (html: string) => [...new Set([...html.matchAll(TOKEN)].map(([, token]) => token))];

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ course: true }));
  office = await server.signIn('office');
}, 60_000);
afterAll(() => server.close());

// The demonstration's clock runs: a minute that begins again is long enough for a test.
beforeEach(() => lookOn(server.program, '2020-06-24'));

/** Commits something that no page shows. */
async function changeSomething(): Promise<void> {
  await server.program.storage.write(() => Promise.resolve());
}

test('each visitor is shown their own page, kept or not, whoever asked for it before', async () => {
  const addresses = routesOf(server.app).filter(({ kept }) => kept);
  const visitors = await Promise.all(ROLES.slice(1).map(async (role) => [role, await signInAs(server, role)] as const));
  const round = async (order: readonly (readonly [string, Visitor])[]) => {
    const seen: [string, string][] = [];
    for (const { name } of addresses)
      for (const [role, visit] of order) {
        const answer = await visit(TABLE[name]!.address);
        const shown = `${answer.status} ${answer.headers.get('location') ?? ''} ${await answer.text()}`;
        seen.push([`${name} ${role}`, shown.replaceAll(TOKEN, 'token')]);
      }
    return Object.fromEntries(seen);
  };
  const made = await round(visitors);
  expect(Object.keys(made).length).toBeGreaterThan(180);
  expect(await round(visitors)).toEqual(made);
  await changeSomething();
  expect(await round([...visitors].reverse())).toEqual(made);
}, 60_000);

test('two links of one unit show each its own items', async () => {
  const { storage, settings } = server.program;
  const { mails } = await storage.read((stores) => stores.outbox.list({ states: ['sent'], limit: 500, offset: 0 }));
  const links: { about: number; visit: Visitor }[] = [];
  for (const { id, unitId } of mails.filter((mail) => mail.unitId === 1)) {
    const mail = (await storage.read((stores) => stores.outbox.byId(id)))!;
    const about = (await storage.read((stores) => stores.outbox.items(id))).length;
    const opened = await server.visit(`/l/${openSecret(settings).of(`mail-link:${mail.messageId}`)}`);
    const cookie = opened.headers.get('set-cookie')?.split(';')[0];
    if (!cookie || unitId === null) continue;
    links.push({ about, visit: (path) => fetch(`${server.base}${path}`, { headers: { cookie }, redirect: 'manual' }) });
  }
  const fewest = links.reduce((a, b) => (a.about <= b.about ? a : b));
  const most = links.reduce((a, b) => (a.about >= b.about ? a : b));
  const itemsAt = async ({ visit }: { visit: Visitor }) =>
    new Set([...(await pageAt(visit, '/plans/1/units/1')).matchAll(/href="\/assignments\/\d+"/g)].map(([link]) => link))
      .size;
  expect(fewest.about).toBeLessThan(most.about);
  for (let i = 0; i < 2; i++) expect([await itemsAt(most), await itemsAt(fewest)]).toEqual([most.about, fewest.about]);
});

test('a form has another key each time its page is handed out, and one on the whole page', async () => {
  const tokens = [];
  for (let i = 0; i < 3; i++) tokens.push(tokensOf(await pageAt(office, '/plans/1/desk')));
  expect(tokens.map((of) => of.length)).toEqual([1, 1, 1]);
  expect(new Set(tokens.flat()).size).toBe(3);
});

test('the same words given on a page handed out again are given again, and sent twice from one page once', async () => {
  const page = '/plans/1/instructions';
  const given = async () => (await pageAt(office, page)).split('两次同样的话').length;
  const fields = async () => {
    const html = await pageAt(office, page);
    const [, leaderName = ''] = /<option value="([^"]+)">[^<]*组长）/.exec(html) ?? [];
    return { token: tokensOf(html)[0]!, text: '两次同样的话', unitId: '1', dueOn: '2020-07-20', leaderName };
  };
  const [none, first, second] = [await given(), await fields(), await fields()];
  for (const body of [first, first]) await office(page, form(body));
  const once = (await given()) - none;
  await office(page, form(second));
  expect([once > 0, (await given()) - none]).toEqual([true, 2 * once]);
});

test('a notice is shown where it was asked for and not on the page kept without it', async () => {
  const plain = await pageAt(office, '/plans');
  const said = await pageAt(office, '/plans?said=clock-moved');
  expect(wordsOf(said)).toContain('时钟');
  expect(said.length).toBeGreaterThan(plain.length);
  expect((await pageAt(office, '/plans')).replaceAll(TOKEN, '')).toBe(plain.replaceAll(TOKEN, ''));
});

test('another minute makes another page', async () => {
  expect(await pageAt(office, '/plans/1/desk')).toContain('2020年6月24日');
  lookOn(server.program, '2020-06-25');
  expect(await pageAt(office, '/plans/1/desk')).toContain('2020年6月25日');
});

test('whoever signed out is shown nothing of what was kept for them', async () => {
  const leaving = await server.signIn('leader');
  expect((await leaving('/plans/1/briefing')).status).toBe(200);
  await leaving('/sign-out', form({}));
  expect((await leaving('/plans/1/briefing')).headers.get('location')).toContain('/sign-in');
});
