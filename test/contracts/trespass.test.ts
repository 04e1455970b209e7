import { type Unit } from '../../src/domain/plan.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { NOTED, routesOf, rowsOf } from './routes.js';

const ASSIGNMENTS = 171;
let server: TestServer;
let office: Visitor;
let units: Unit[];
const liaisons = new Map<number, Visitor>();

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  office = await server.signIn('office');
  for (const { id, name } of units) liaisons.set(id, await server.signIn(`liaison:${name}`));
});
afterAll(() => server.close());

/** Each of some addresses with its status, asked as one person. */
async function statuses(visit: Visitor, addresses: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses) {
    const answer = await visit(address);
    await answer.text();
    found.push(`${answer.status} ${address}`);
  }
  return found;
}

describe('A liaison', () => {
  test('finds the page of their own unit, and none of the other 22', async () => {
    expect(units).toHaveLength(23);
    for (const { id } of units) {
      const asked = units.map((unit) => `/plans/1/units/${unit.id}`);
      const expected = units.map((unit) => `${unit.id === id ? 200 : 404} /plans/1/units/${unit.id}`);
      expect(await statuses(liaisons.get(id)!, asked)).toEqual(expected);
    }
  }, 120_000);

  test.each(['/assignments', '/api/v1/assignments'])(
    'finds the assignments of their own unit under %s, and none of all others of the 171',
    async (under) => {
      const { items } = await server.program.storage.read((stores) =>
        stores.assignments.page({ planId: 1, limit: 1000, offset: 0 }),
      );
      expect(items).toHaveLength(ASSIGNMENTS);
      for (const unit of units) {
        // One's own are looked at once, not in full: the walk is about what is refused.
        const own = items.find(({ unitId }) => unitId === unit.id)!;
        const foreign = items.filter(({ unitId }) => unitId !== unit.id);
        const found = await statuses(
          liaisons.get(unit.id)!,
          [own, ...foreign].map(({ id }) => `${under}/${id}`),
        );
        expect(found.filter((line) => !line.startsWith('404'))).toEqual([`200 ${under}/${own.id}`]);
      }
    },
    180_000,
  );

  test('is told of a foreign assignment exactly what is told of one that was never there', async () => {
    const foreign = await liaisons.get(2)!('/assignments/1');
    const missing = await liaisons.get(2)!('/assignments/999999');
    // The key of a page's form is new with each page.
    const said = async (answer: Response) => (await answer.text()).replace(/name="token" value="[\w-]+"/, '');
    expect(await said(foreign)).toBe(await said(missing));
  });

  test('is answered with their own unit only, whatever list a program asks for', async () => {
    const answer = await liaisons.get(1)!('/api/v1/plans/1/assignments?perPage=500');
    const { total, items } = (await answer.json()) as { total: number; items: { unit: { id: number } }[] };
    expect(new Set(items.map(({ unit }) => unit.id))).toEqual(new Set([1]));
    expect(total).toBe(items.length);
  });
});

describe('A form that comes from elsewhere', () => {
  const FIELDS = { as: 'leader', to: '2020-06-25', version: '1', answer: 'dismissed' };
  const ELSEWHERE: [string, Record<string, string>][] = [
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site, by a browser without Sec-Fetch-Site', { Origin: 'https://elsewhere.example' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { Origin: 'null' }],
  ];

  test.each(ELSEWHERE)('%s, is refused by every route and changes nothing', async (_name, headers) => {
    const posts = routesOf(server.app).filter(({ name }) => !name.startsWith('GET '));
    expect(posts.length).toBeGreaterThan(4);
    const before = rowsOf(server, NOTED);
    for (const { name } of posts) {
      const [method, path] = name.split(' ') as [string, string];
      const answer = await office(path.replace(/:\w+/g, '1'), { ...form(FIELDS, headers), method });
      expect(`${name} ${answer.status}`).toBe(`${name} 403`);
      expect(await answer.text()).toContain('这个表单不是从本系统的页面提交的');
    }
    expect(rowsOf(server, NOTED)).toEqual(before);
  });

  test('this same page, is taken', async () => {
    const own = { 'Sec-Fetch-Site': 'same-origin', Origin: server.base };
    expect((await server.visit('/demo/sign-in', form({ as: 'leader' }, own))).status).toBe(303);
    expect((await server.visit('/demo/sign-in', form({ as: 'leader' }, { Origin: server.base }))).status).toBe(303);
  });
});

test('A finding is answered under the plan it belongs to, and under no other', async () => {
  const answer = await office('/plans/2/findings/1/answer', form({ version: '1', answer: 'dismissed' }));
  expect(answer.status).toBe(404);
  expect((await server.program.storage.read((stores) => stores.plans.finding(1)))?.state).toBe('open');
});
