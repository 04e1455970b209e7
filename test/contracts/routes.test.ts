import { TABLE } from './routes/all.js';
import { LOGIN, LOGIN_FORM } from './routes/foundation.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { answerOf, NOTED, type Role, ROLES, type Route, routesOf, routesOfServer, rowsOf, signInAs } from './routes.js';

const HEADERS: [name: string, value: RegExp][] = [
  ['content-security-policy', /default-src '(self|none)'.*frame-ancestors '(none|self)'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^same-origin$/],
  ['cache-control', /^no-store$/],
];

let server: TestServer;
let routes: Route[];
/** What each visitor was answered at each address that is only looked at. */
const seen = new Map<string, Response>();
let before: Record<string, string[]>;
let after: Record<string, string[]>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  routes = routesOf(server.app);
  const visitors: [Role, Visitor][] = [];
  for (const role of ROLES) visitors.push([role, await signInAs(server, role)]);
  before = rowsOf(server, NOTED);
  for (const { name } of routes.filter((route) => route.name.startsWith('GET ')))
    for (const [role, visit] of visitors) {
      const answer = await visit(TABLE[name]?.address ?? '/no-such-page');
      await answer.text();
      seen.set(`${name} ${role}`, answer);
    }
  after = rowsOf(server, NOTED);
}, 120_000);
afterAll(() => server.close());

test('Every route says who may use it', () => {
  expect(routes.filter(({ access }) => access === undefined).map(({ handler }) => handler)).toEqual([]);
});

test('The server answers no route that no controller declares', () => {
  expect(routesOfServer(server.app).sort()).toEqual(routes.map(({ name }) => name).sort());
});

test('Every route stands in the table of answers, and the table names no other', () => {
  expect(Object.keys(TABLE).sort()).toEqual(routes.map(({ name }) => name).sort());
});

/** What is made anew for everyone who asks: what one session alone is shown, what is taken from a form, and what is no page. */
const MADE_ANEW = [
  ...['/account', '/account/second-factor', '/accounts', '/accounts/:id', '/accounts/new', '/attachments/:id'],
  ...['/contacts/import/template.xlsx', '/d/:token', '/first-admin/:token', '/healthz', '/history.csv'],
  ...['/intakes/:id/preview', '/intakes/template', '/l/:token'],
  ...[
    '/mail-previews/:kind/html',
    '/outbox/:id/html',
    '/plans/:id/export',
    '/plans/:plan/corrections/preview',
    '/plans/:plan/rectifications.csv',
  ],
  ...['/set-password/:token', '/sign-in', '/sign-in/code'],
];

test('Every page is kept while nothing changes (`@Kept()`), or stands among those that must not be', () => {
  const asked = routes.filter(({ name }) => name.startsWith('GET ') && !name.startsWith('GET /api/'));
  const anew = asked.filter(({ kept }) => !kept).map(({ name }) => name.slice('GET '.length));
  expect(anew.sort()).toEqual(MADE_ANEW);
  expect(routes.filter(({ name, kept }) => kept && !name.startsWith('GET '))).toEqual([]);
});

describe.each(Object.entries(TABLE))('%s', (name, { address, fields, answers }) => {
  test.each(ROLES.map((role, i) => [role, answers[i]!] as const))('answers %s with %s', async (role, expected) => {
    // Nobody is led to the sign-in page, which keeps what a form carried; the way in itself leads there like any page.
    const asked = expected === LOGIN && !name.startsWith('GET ') && !name.includes('/sign-in') ? LOGIN_FORM : expected;
    const looked = seen.get(`${name} ${role}`);
    const answer = looked ?? (await (await signInAs(server, role))(address, form(fields ?? {})));
    expect(answerOf(answer)).toBe(asked);
  });
});

test('Looking at every page as every visitor changes no row of any table', () => {
  expect(seen.size).toBeGreaterThan(100);
  expect(after).toEqual(before);
});

test('Every page says that it is not to be framed, guessed at, kept or traced', async () => {
  const missing = await server.visit('/no-such-page');
  expect(missing.status).toBe(404);
  const refused = await server.visit('/demo/clock', form({}, { 'Sec-Fetch-Site': 'cross-site' }));
  const wanting = [...seen, ['a missing page', missing] as const, ['a refused form', refused] as const].flatMap(
    ([what, { headers }]) => [
      ...HEADERS.filter(([name, value]) => !value.test(headers.get(name) ?? '')).map(([name]) => `${what}: ${name}`),
      ...(headers.has('x-powered-by') ? [`${what}: x-powered-by`] : []),
    ],
  );
  expect(wanting).toEqual([]);
});

test('A page allows no script or style but its own; a mail in its frame may use inline styles and nothing else', () => {
  const policyOf = (name: string) => seen.get(`GET ${name} office`)?.headers.get('content-security-policy');
  expect(policyOf('/')).toMatch(/^default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'/);
  expect(policyOf('/')).not.toContain('unsafe');
  expect(policyOf('/outbox/:id/html')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'.*sandbox/);
});

test('The session cookie is out of reach of scripts and of other sites', async () => {
  const answer = await server.visit('/demo/sign-in', form({ as: 'office' }));
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^luoshi=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/,
  );
});
