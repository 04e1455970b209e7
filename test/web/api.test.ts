import { type Program } from '../../src/program.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { jsonAt, lookOn } from '../support/pages.js';

interface Item {
  id: number;
  unit: { id: number; name: string };
  standing: string;
  dueOn: string;
}
interface List {
  on: string;
  total: number;
  items: Item[];
}
interface Mails {
  total: number;
  mails: { id: number; day: string; state: string; kind: string; items: { rule: string }[] }[];
}

let server: TestServer;
let program: Program;
let office: Visitor;
let liaison: Visitor;

beforeAll(async () => {
  program = await openTestProgram();
  server = await startTestServer(program);
  office = await server.signIn('office');
  liaison = await server.signIn('liaison:县公安局');
});
afterAll(() => server.close());

const get = async <T>(path: string, visit = office): Promise<T> => {
  const { status, body } = await jsonAt<T>(visit, `/api/v1${path}`);
  if (status !== 200) throw new Error(`${path} answers ${status}`);
  return body;
};

/** A thing with its values replaced by their kinds: what a program may rely on. */
function shapeOf(thing: unknown): unknown {
  if (thing === null) return 'null';
  if (Array.isArray(thing)) return thing.length === 0 ? [] : [shapeOf(thing[0])];
  if (typeof thing !== 'object') return typeof thing;
  return Object.fromEntries(Object.entries(thing).map(([name, value]) => [name, shapeOf(value)]));
}

const HEAD = {
  ...{ id: 'number', title: 'string', docNumber: 'string', issuer: 'string', issuedOn: 'string', state: 'string' },
  version: 'number',
};
const NAMED = { id: 'number', name: 'string' };
const ITEM = {
  ...{ id: 'number', version: 'number', role: 'string', dueOn: 'string', originalDueOn: 'string', stage: 'string' },
  measure: { id: 'number', number: 'string', title: 'string' },
  unit: NAMED,
  phase: { id: 'number', number: 'string', title: 'string' },
  ...{ standing: 'string', reason: 'string', reportLate: 'boolean' },
};

describe('The JSON interface', () => {
  test('gives the plans', async () => {
    expect(shapeOf(await get('/plans'))).toEqual({ plans: [HEAD] });
  });

  test('gives one plan with measures, phases and units', async () => {
    const plan = await get<Record<'measures' | 'phases' | 'units', unknown[]>>('/plans/1');
    expect(shapeOf(plan)).toEqual({
      ...HEAD,
      closure: 'null',
      measures: [{ id: 'number', number: 'string', title: 'string', lead: [NAMED], responsible: [NAMED] }],
      phases: [{ id: 'number', number: 'string', title: 'string', startsOn: 'string', dueOn: 'string' }],
      units: [NAMED],
    });
    expect([plan.measures.length, plan.phases.length, plan.units.length]).toEqual([8, 3, 23]);
  });

  test('gives assignments with light and reason', async () => {
    const list = await get<List>('/plans/1/assignments');
    expect(shapeOf(list)).toEqual({ on: 'string', total: 'number', items: [ITEM] });
    expect(list).toMatchObject({ on: '2020-06-24', total: 171 });
    expect(list.items[0]).toMatchObject({
      ...{ unit: { name: '县总工会' }, role: 'lead', dueOn: '2020-06-30', originalDueOn: '2020-06-30' },
      ...{ stage: 'assigned', standing: 'due-soon', reason: '到期日6月30日，还剩3个工作日', reportLate: true },
    });
  });

  test('gives assignments page by page, each exactly once', async () => {
    expect((await get<List>('/plans/1/assignments')).items).toHaveLength(50);
    const ids = new Set<number>();
    for (const page of [1, 2, 3, 4, 5]) {
      const { total, items } = await get<List>(`/plans/1/assignments?perPage=40&page=${page}`);
      expect([total, items.length]).toEqual([171, page === 5 ? 11 : 40]);
      for (const { id } of items) ids.add(id);
    }
    expect(ids.size).toBe(171);
    expect((await get<List>('/plans/1/assignments?page=9')).items).toEqual([]);
  });

  test.each([
    ['unit=4', 3],
    ['measure=6', 12],
    ['phase=3', 57],
    ['standing=due-soon', 57],
    ['standing=overdue', 0],
    ['measure=1&phase=1&standing=due-soon&unit=4', 1],
  ])('narrows assignments by %s to %i', async (query, many) => {
    const { total, items } = await get<List>(`/plans/1/assignments?perPage=500&${query}`);
    expect([total, items.length]).toEqual([many, many]);
  });

  test('counts standings in all, and by measure and phase', async () => {
    type Standings = { on: string; totals: object; cells: { measure: number; phase: number; counts: object }[] };
    const standings = await get<Standings>('/plans/1/standings');
    expect(Object.keys(standings)).toEqual(['on', 'totals', 'cells']);
    expect([standings.on, standings.totals]).toEqual(['2020-06-24', { 'due-soon': 57, 'not-open': 114 }]);
    expect(standings.cells).toHaveLength(24);
    expect(standings.cells).toContainEqual({ measure: 6, phase: 1, counts: { 'due-soon': 4 } });
    expect(standings.cells).toContainEqual({ measure: 6, phase: 3, counts: { 'not-open': 4 } });
  });

  test('gives one assignment with its history and the acts that are open to who asks', async () => {
    const one = await get<{ history: unknown[]; actsOpen: { act: string }[] }>('/assignments/1');
    expect(shapeOf({ ...one, history: undefined })).toEqual({
      ...ITEM,
      ...{ history: 'undefined', reports: [], extensions: [], inspections: [], findings: [], instructions: [] },
      actsOpen: [{ act: 'string', label: 'string' }],
    });
    expect(one.history).toEqual([
      {
        ...{ at: '2020-05-12T00:00:00.000Z', on: '2020-05-12', act: 'activate', actor: '领导小组办公室（演示）' },
        facts: { assignments: 171 },
      },
    ]);
    expect(one.actsOpen.map(({ act }) => act)).toEqual(['waive', 'suspend', 'chase', 'instruct']);
    const own = (await get<List>('/plans/1/assignments', liaison)).items[0];
    const theirs = await get<{ actsOpen: { act: string }[] }>(`/assignments/${own?.id}`, liaison);
    expect(theirs.actsOpen.map(({ act }) => act)).toEqual([
      ...['acknowledge', 'decline', 'update', 'complete', 'request-extension'],
    ]);
  });

  test('gives what was queued and sent, by state and by days', async () => {
    const all = await get<Mails>('/outbox');
    expect(Object.keys(all)).toEqual(['total', 'mails']);
    // 23 units each on 12 May and on 8, 10, 11, 15 and 22 June; on the 10th and 11th they are asked for their reports.
    expect([all.total, all.mails.length]).toEqual([138, 138]);
    expect(all.mails[0]).toMatchObject({ kind: 'reminder', day: '2020-06-22', state: 'sent' });
    expect(all.mails[0]?.items[0]).toMatchObject({ rule: 'T-5', dueOn: '2020-06-30' });
    expect((await get<Mails>('/outbox?state=pending')).total).toBe(0);
    expect((await get<Mails>('/outbox?state=sent&from=2020-06-09&to=2020-06-15')).total).toBe(69);
    expect((await get<Mails>('/outbox?to=2020-05-31')).mails.every(({ kind }) => kind === 'assigned')).toBe(true);
  });

  test('follows the clock', async () => {
    lookOn(program, '2020-07-01');
    const { on, items } = await get<List>('/plans/1/assignments?standing=overdue');
    lookOn(program, '2020-06-24');
    expect([on, items.length]).toEqual(['2020-07-01', 50]);
  });
});

describe('A program that asks wrongly', () => {
  const GETS = ['/plans', '/plans/1', '/plans/1/assignments', '/plans/1/standings', '/assignments/1', '/outbox'];

  test.each(GETS)('without a session is told so in JSON at %s', async (path) => {
    expect(await jsonAt(server.visit, `/api/v1${path}`)).toEqual({
      status: 401,
      body: { error: { code: 'not-signed-in', message: '查看这一页需要先登录。请登录后再试。' } },
    });
  });

  test.each(['/plans/9', '/plans/9/assignments', '/plans/9/standings', '/assignments/9999', '/plans/x', '/nothing'])(
    'for what is not there at %s finds nothing',
    async (path) => {
      const { status, body } = await jsonAt<{ error: { code: string } }>(office, `/api/v1${path}`);
      expect([status, body.error.code]).toEqual([404, 'not-found']);
    },
  );

  test.each([
    '/plans/1/assignments?standing=late',
    '/plans/1/assignments?page=0',
    '/plans/1/assignments?perPage=501',
    '/plans/1/assignments?unit=police',
    '/outbox?state=lost',
    '/outbox?from=2020-02-30',
  ])('with %s is told which field is wrong', async (path) => {
    const { status, body } = await jsonAt<{ error: { code: string; message: string } }>(office, `/api/v1${path}`);
    expect([status, body.error.code]).toEqual([422, 'bad-input']);
    expect(body.error.message).toContain(/\?(\w+)/.exec(path)?.[1]);
  });

  test('as a liaison gets their own unit and nothing of another', async () => {
    const { total, items } = await get<List>('/plans/1/assignments?perPage=500', liaison);
    expect([total, new Set(items.map(({ unit }) => unit.name))]).toEqual([3, new Set(['县公安局'])]);
    for (const [path, expected] of [
      ['/plans/1/assignments?unit=1', 404],
      ['/assignments/1', 404],
      ['/plans/1/standings', 403],
      ['/outbox', 403],
    ] as const)
      expect([path, (await jsonAt(liaison, `/api/v1${path}`)).status]).toEqual([path, expected]);
  });
});

describe('Whoever watches the program', () => {
  test('is told how it stands, without signing in', async () => {
    const { status, body } = await jsonAt(server.visit, '/healthz');
    expect([status, body]).toEqual([
      200,
      {
        ...{
          status: 'ok',
          mode: 'demo',
          today: '2020-06-24',
          version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
        },
        ...{ database: 'sqlite', lastSweepAt: '2020-06-23T00:30:00.000Z', outbox: { pending: 0, failed: 0 } },
        mail: { stoppedAt: null, reason: null },
      },
    ]);
  });

  test('is told when the database does not answer', async () => {
    const broken = await startTestServer(await openTestProgram({ played: false }));
    await broken.program.storage.close();
    const { status, body } = await jsonAt<{ status: string }>(broken.visit, '/healthz');
    await broken.close();
    expect([status, body.status]).toEqual([503, 'broken']);
  });
});
