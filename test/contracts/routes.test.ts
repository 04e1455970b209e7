import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { answerOf, type Role, ROLES, type Route, routesOf, routesOfServer, rowsOf, signInAs } from './routes.js';

type Answers = readonly [nobody: string, office: string, leader: string, admin: string, own: string, other: string];

const LOGIN = '303 /sign-in';
const EVERYONE: Answers = ['200', '200', '200', '200', '200', '200'];
const SIGNED_IN: Answers = [LOGIN, '200', '200', '200', '200', '200'];
const SEES_ALL: Answers = [LOGIN, '200', '200', '200', '403', '403'];
const SEES_OWN: Answers = [LOGIN, '200', '200', '200', '200', '404'];
const API_SIGNED_IN: Answers = ['401', '200', '200', '200', '200', '200'];
const API_SEES_ALL: Answers = ['401', '200', '200', '200', '403', '403'];
const API_SEES_OWN: Answers = ['401', '200', '200', '200', '200', '404'];
/** Whoever may is told that the plan runs already, or that another was quicker: nothing is changed by asking. */
const RUNS_PLAN: Answers = [LOGIN, '409', '403', '409', '403', '403'];
const MOVED = '303 /?said=clock-moved';
const everyone = (answer: string): Answers => [answer, answer, answer, answer, answer, answer];

/** Every route, an address of it about unit 1, and what each visitor is answered. A route that is not here fails the test. */
const TABLE: Record<string, { address: string; fields?: Record<string, string>; answers: Answers }> = {
  'GET /': {
    address: '/',
    answers: [LOGIN, '200', '200', '200', '303 /plans/1/units/1', '303 /plans/1/units/2'],
  },
  'GET /plans': { address: '/plans', answers: SEES_ALL },
  'GET /plans/:id': { address: '/plans/1', answers: SIGNED_IN },
  'GET /plans/:plan/units': { address: '/plans/1/units', answers: SEES_ALL },
  'GET /plans/:plan/units/:unit': { address: '/plans/1/units/1', answers: SEES_OWN },
  'GET /plans/:plan/assignments': { address: '/plans/1/assignments', answers: SEES_ALL },
  'GET /assignments/:id': { address: '/assignments/1', answers: SEES_OWN },
  'GET /outbox': { address: '/outbox', answers: SEES_ALL },
  'GET /outbox/:id': { address: '/outbox/1', answers: SEES_ALL },
  'GET /outbox/:id/html': { address: '/outbox/1/html', answers: SEES_ALL },
  'GET /schedule': { address: '/schedule', answers: SEES_ALL },
  'GET /sign-in': { address: '/sign-in', answers: ['200', '303 /', '303 /', '303 /', '303 /', '303 /'] },
  'GET /healthz': { address: '/healthz', answers: EVERYONE },
  'GET /api/v1/plans': { address: '/api/v1/plans', answers: API_SIGNED_IN },
  'GET /api/v1/plans/:id': { address: '/api/v1/plans/1', answers: API_SIGNED_IN },
  'GET /api/v1/plans/:plan/assignments': { address: '/api/v1/plans/1/assignments?unit=1', answers: API_SEES_OWN },
  'GET /api/v1/plans/:plan/standings': { address: '/api/v1/plans/1/standings', answers: API_SEES_ALL },
  'GET /api/v1/assignments/:id': { address: '/api/v1/assignments/1', answers: API_SEES_OWN },
  'GET /api/v1/outbox': { address: '/api/v1/outbox', answers: API_SEES_ALL },
  'POST /plans/:id/activation': { address: '/plans/1/activation', fields: { version: '2' }, answers: RUNS_PLAN },
  'POST /plans/:id/findings/:finding/answer': {
    address: '/plans/1/findings/1/answer',
    fields: { version: '99', answer: 'dismissed' },
    answers: RUNS_PLAN,
  },
  'POST /demo/sign-in': { address: '/demo/sign-in', fields: { as: 'leader' }, answers: everyone('303 /') },
  'POST /sign-out': { address: '/sign-out', fields: {}, answers: everyone(LOGIN) },
  'POST /demo/clock': {
    address: '/demo/clock',
    fields: { to: '2020-06-24' },
    answers: [LOGIN, MOVED, '403', MOVED, '403', '403'],
  },
};

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
  before = rowsOf(server, []);
  for (const { name } of routes.filter((route) => route.name.startsWith('GET ')))
    for (const [role, visit] of visitors) {
      const answer = await visit(TABLE[name]?.address ?? '/no-such-page');
      await answer.text();
      seen.set(`${name} ${role}`, answer);
    }
  after = rowsOf(server, []);
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

describe.each(Object.entries(TABLE))('%s', (name, { address, fields, answers }) => {
  test.each(ROLES.map((role, i) => [role, answers[i]!] as const))('answers %s with %s', async (role, expected) => {
    const looked = seen.get(`${name} ${role}`);
    const answer = looked ?? (await (await signInAs(server, role))(address, form(fields ?? {})));
    expect(answerOf(answer)).toBe(expected);
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
  expect(answer.headers.get('set-cookie')).toMatch(
    /^luoshi=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/,
  );
});
