import Database from 'better-sqlite3';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { jsonAt, linksNamed, pageAt } from '../support/pages.js';
import { type Program } from '../../src/program.js';
import { plusDays } from '../../src/domain/day.js';

const [MEASURES, UNITS, PHASES] = [40, 50, 5];

let server: TestServer;
let office: Visitor;
let bigPlan: number;
let asked = 0;

beforeAll(async () => {
  countStatements();
  const program = await openTestProgram();
  bigPlan = await plantBigPlan(program);
  server = await startTestServer(program);
  office = await server.signIn('office');
}, 60_000);
afterAll(() => server.close());

/** Counts every statement that any SQLite database of this process answers. */
function countStatements(): void {
  const memory = new Database(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Record<
    string,
    (...given: unknown[]) => unknown
  >;
  for (const name of ['all', 'run', 'get', 'iterate']) {
    const real = statement[name]!;
    statement[name] = function (...given: unknown[]) {
      asked++;
      return real.apply(this, given);
    };
  }
  memory.close();
}

/** A running plan of 10,000 assignments: every unit has a duty in every measure. */
async function plantBigPlan({ storage, clock }: Program): Promise<number> {
  const source = { sourceStart: 0, sourceEnd: 2 };
  const planId = await storage.write(async ({ plans }) => {
    const id = await plans.insert({
      ...{ title: '全省大方案', docNumber: null, issuer: null, issuedOn: '2020-05-12', text: '全文', rules: '{}' },
      ...{ state: 'draft', activatedAt: null, version: 1 },
    });
    await plans.activate(id, 1, clock.now().at);
    return id;
  });
  const numbered = (many: number, title: string) =>
    Array.from({ length: many }, (_, position) => ({
      ...{ planId, position, number: `${position + 1}.`, title: `${title}${position + 1}`, text: title },
      ...source,
    }));
  const phases = numbered(PHASES, '阶段').map((phase, i) => ({
    ...phase,
    startsOn: plusDays('2020-05-12', i * 40),
    dueOn: plusDays('2020-06-20', i * 40),
  }));
  const [measureIds, phaseIds, unitIds] = await storage.write(async ({ plans }) => {
    const units = [];
    for (let i = 0; i < UNITS; i++)
      units.push(await plans.insertUnit({ name: `单位${i}`, mail: `unit-${i}@big.example` }));
    return [await plans.insertMeasures(numbered(MEASURES, '措施')), await plans.insertPhases(phases), units] as const;
  });
  const roleOf = (i: number) => (i === 0 ? ('lead' as const) : ('responsible' as const));
  for (const measureId of measureIds)
    await storage.write(async ({ plans, assignments }) => {
      await plans.insertDuties(
        unitIds.map((unitId, i) => ({
          ...{ planId, measureId, unitId, role: roleOf(i), isPrimary: i === 0, position: i },
          ...source,
        })),
      );
      await assignments.insertMany(
        phases.flatMap(({ startsOn, dueOn }, phase) =>
          unitIds.map((unitId, i) => ({
            ...{ planId, measureId, phaseId: phaseIds[phase]!, unitId, role: roleOf(i), opensOn: startsOn, dueOn },
            ...{ originalDueOn: dueOn, stage: 'assigned' as const, assignedOn: '2020-05-12' },
            ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null, version: 1 },
          })),
        ),
      );
    });
  return planId;
}

/** Commits something, so that the next page is made anew and not taken from what was kept. */
async function changeSomething(): Promise<void> {
  const { program } = server;
  await program.storage.write((stores) => stores.demoClock.set(program.clock.now().at, null));
}

/** How many statements a page costs once the program is warm, when it has to be made. */
async function statementsFor(path: string): Promise<number> {
  await pageAt(office, path);
  await changeSomething();
  const before = asked;
  await pageAt(office, path);
  return asked - before;
}

/** How many statements a page costs at its first asking, which for the schedule is costly enough. */
async function statementsOnce(visit: Visitor, path: string): Promise<number> {
  const before = asked;
  await pageAt(visit, path);
  return asked - before;
}

async function firstUnitAndItem(planId: number): Promise<{ unit: number; item: number }> {
  type List = { items: { id: number; unit: { id: number } }[] };
  const { body } = await jsonAt<List>(office, `/api/v1/plans/${planId}/assignments?perPage=1`);
  return { unit: body.items[0]?.unit.id ?? 0, item: body.items[0]?.id ?? 0 };
}

test('the big plan has its 10,000 assignments, and the other its 171', async () => {
  const totals = [];
  for (const id of [1, bigPlan])
    totals.push((await jsonAt<{ total: number }>(office, `/api/v1/plans/${id}/assignments`)).body.total);
  expect(totals).toEqual([171, MEASURES * UNITS * PHASES]);
});

test('a page asks the database as often for 10,000 assignments as for 171', async () => {
  const counts = [];
  for (const planId of [1, bigPlan]) {
    const { unit, item } = await firstUnitAndItem(planId);
    counts.push({
      overview: await statementsFor(`/?plan=${planId}`),
      unit: await statementsFor(`/plans/${planId}/units/${unit}`),
      units: await statementsFor(`/plans/${planId}/units`),
      list: await statementsFor(`/plans/${planId}/assignments`),
      filtered: await statementsFor(`/plans/${planId}/assignments?standing=overdue`),
      assignment: await statementsFor(`/assignments/${item}`),
      plan: await statementsFor(`/plans/${planId}`),
    });
  }
  console.info(`statements for 171 and for 10,000 assignments: ${counts.map((one) => JSON.stringify(one)).join(' ')}`);
  expect(counts[1]).toEqual(counts[0]);
  expect(Math.max(...Object.values(counts[0] ?? {}))).toBeLessThan(20);
});

test.each([
  ...[
    'desk',
    'reviews',
    'chases',
    'extensions',
    'inspections',
    'rectifications',
    'closings',
    'corrections',
    'indicators',
  ],
])('the page of %s asks the database as often for 10,000 assignments as for 171', async (page) => {
  const counts = [await statementsFor(`/plans/1/${page}`), await statementsFor(`/plans/${bigPlan}/${page}`)];
  console.info(`statements of ${page} for 171 and for 10,000 assignments: ${counts.join(' and ')}`);
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThan(30);
});

// Only the big plan has something red on that day, and only the small one a leading group: a list that is empty asks less.
test.each(['instructions', 'briefing', 'people'])(
  'the page of %s asks a few times more where its lists are not empty, however long',
  async (page) => {
    const counts = [await statementsFor(`/plans/1/${page}`), await statementsFor(`/plans/${bigPlan}/${page}`)];
    console.info(`statements of ${page} for 171 and for 10,000 assignments: ${counts.join(' and ')}`);
    expect(Math.abs(counts[1]! - counts[0]!)).toBeLessThanOrEqual(3);
  },
);

test('the mail page asks as often for one item as for twenty-four', async () => {
  const counts = [];
  for (const unit of [4, 1]) {
    const list = await pageAt(office, `/outbox?kind=assigned&unit=${unit}`);
    const [href = ''] = [...list.matchAll(/href="(\/outbox\/\d+)"/g)].map(([, path]) => path);
    counts.push(await statementsFor(href));
  }
  expect(counts[1]).toBe(counts[0]);
  expect(linksNamed(await pageAt(office, '/outbox'), '下一页')).toHaveLength(1);
});

test('the overview of 10,000 assignments takes less than ten times that of 171', async () => {
  const timeOf = async (path: string) => {
    const times = [];
    for (let i = 0; i < 9; i++) {
      await changeSomething();
      const from = performance.now();
      await pageAt(office, path);
      times.push(performance.now() - from);
    }
    return times.sort((a, b) => a - b)[4] ?? 0;
  };
  await timeOf('/?plan=1');
  const [small, big] = [await timeOf('/?plan=1'), await timeOf(`/?plan=${bigPlan}`)];
  console.info(`overview: ${small.toFixed(1)} ms for 171, ${big.toFixed(1)} ms for 10,000 assignments`);
  expect(big).toBeLessThan(10 * small);
});

test('the outbox asks as often over two plans and a full mailbox as over one plan and an empty one', async () => {
  const calm = await startTestServer(await openTestProgram({ played: false }));
  const visit = await calm.signIn('office');
  const counts = [await statementsOnce(visit, '/outbox'), await statementsOnce(office, '/outbox')];
  const schedule = await statementsOnce(visit, '/schedule');
  await calm.close();
  console.info(`statements of the outbox: ${counts.join(' and ')}; of the schedule over 171: ${schedule}`);
  expect(counts[1]).toBe(counts[0]);
  expect(schedule).toBeLessThan(20);
});

// Last, because while it reckons nobody else is answered.
test('the schedule over 10,171 assignments asks no oftener and is there within three seconds', async () => {
  const from = performance.now();
  const many = await statementsOnce(office, '/schedule');
  const seconds = (performance.now() - from) / 1000;
  console.info(`statements of the schedule over 10,171: ${many}; ${seconds.toFixed(1)} s`);
  // Who asks for more time, and what is being put right, are a statement each.
  expect(many).toBe(14);
  expect(seconds).toBeLessThan(3);
}, 120_000);
