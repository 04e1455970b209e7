import { newMail, unitAddressee } from '../../src/acts/new-mail.js';
import { type Unit } from '../../src/domain/plan.js';
import { hashOf } from '../../src/secret.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { jsonAt, linksNamed, lookOn, pageAt } from '../support/pages.js';
import { changeSomething, countStatements, statementsDuring, statementsOf } from '../support/statements.js';
import { plantBigPlan, SIZE } from '../support/big-plan.js';

let server: TestServer;
let office: Visitor;
let bigPlan: number;

beforeAll(async () => {
  countStatements();
  const program = await openTestProgram();
  bigPlan = await plantBigPlan(program);
  server = await startTestServer(program);
  office = await server.signIn('office');
}, 60_000);
afterAll(() => server.close());

const statementsFor = (path: string) => statementsOf(server, office, path);

/** How many statements a page costs at its first asking, which for the schedule is costly enough. */
const statementsOnce = (visit: Visitor, path: string) => statementsDuring(() => pageAt(visit, path));

async function firstUnitAndItem(planId: number): Promise<{ unit: number; item: number }> {
  type List = { items: { id: number; unit: { id: number } }[] };
  const { body } = await jsonAt<List>(office, `/api/v1/plans/${planId}/assignments?perPage=1`);
  return { unit: body.items[0]?.unit.id ?? 0, item: body.items[0]?.id ?? 0 };
}

/** The unit that leads the first measure of a plan. */
async function leadOf(planId: number): Promise<{ lead: Unit; measure: number }> {
  return server.program.storage.read(async ({ plans }) => {
    const duty = (await plans.duties(planId)).find(({ isPrimary }) => isPrimary)!;
    return { lead: (await plans.unit(duty.unitId))!, measure: duty.measureId };
  });
}

/** Queues the mail about all that a unit has to do in a plan, as the start of a plan does. */
async function assign(key: string, planId: number, unit: Unit): Promise<void> {
  await server.program.storage.write(async ({ outbox, assignments }) => {
    await outbox.enqueue(
      newMail('assigned', key, unitAddressee(unit), planId, server.program.clock.now()),
      (await assignments.ofUnit(unit.id, planId)).map(({ id, dueOn }) => ({
        assignmentId: id,
        dueOn,
        rule: 'assigned',
      })),
    );
  });
}

/** Somebody who came by the link of a mail about all that a unit has to do in a plan. */
async function byLink(planId: number, unit: Unit): Promise<Visitor> {
  const secret = `link-of-plan-${planId}-for-its-lead-unit`;
  const now = server.program.clock.now();
  await assign(secret, planId, unit);
  await server.program.storage.write(async ({ outbox, mailLinks }) => {
    const { mails } = await outbox.list({ unitId: unit.id, limit: 1, offset: 0 });
    const link = { hash: hashOf(secret), outboxId: mails[0]!.id, unitId: unit.id };
    await mailLinks.keep([{ ...link, madeAt: now.at, revokedAt: null }]);
  });
  return (path) => fetch(`${server.base}${path}`, { redirect: 'manual', headers: { cookie: `luoshi_link=${secret}` } });
}

test('the big plan has its 10,000 assignments, and the other its 171', async () => {
  const totals = [];
  for (const id of [1, bigPlan])
    totals.push((await jsonAt<{ total: number }>(office, `/api/v1/plans/${id}/assignments`)).body.total);
  expect(totals).toEqual([171, SIZE]);
});

test('a page asks the database as often for 10,000 assignments as for 171', async () => {
  const counts = [];
  for (const planId of [1, bigPlan]) {
    const { unit, item } = await firstUnitAndItem(planId);
    // Of both items a mail has left: the page says by which, and under which number.
    const told = await server.program.storage.read((stores) => stores.plans.unit(unit));
    if (planId === bigPlan) await assign(`plan-${planId}`, planId, told!);
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
  // The desk also says how much waits in each other running plan: three statements for all of them.
  expect(counts[0]).toBeLessThan(page === 'desk' ? 35 : 30);
});

// On that day both plans have something red, and both have a leading group: a list that is empty asks less.
test.each(['instructions', 'briefing', 'people'])(
  'the page of %s asks the database as often for 10,000 assignments as for 171',
  async (page) => {
    lookOn(server.program, '2020-07-02');
    const counts = [await statementsFor(`/plans/1/${page}`), await statementsFor(`/plans/${bigPlan}/${page}`)];
    lookOn(server.program, '2020-06-24');
    console.info(`statements of ${page} for 171 and for 10,000 assignments: ${counts.join(' and ')}`);
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(25);
  },
);

test('what a lead unit opens asks the database as often for 10,000 assignments as for 171, signed in or by a mail', async () => {
  const counts = [];
  for (const planId of [1, bigPlan]) {
    const { lead, measure } = await leadOf(planId);
    const [own, linked] = [await server.signIn(`liaison:${lead.name}`), await byLink(planId, lead)];
    const report = `/plans/${planId}/units/${lead.id}/report`;
    counts.push({
      report: await statementsOf(server, own, report),
      reportSeenByOffice: await statementsFor(report),
      reportByMail: await statementsOf(server, linked, report),
      unitByMail: await statementsOf(server, linked, `/plans/${planId}/units/${lead.id}`),
      measure: await statementsOf(server, own, `/plans/${planId}/measures/${measure}`),
    });
  }
  console.info(`statements of a lead unit: ${counts.map((one) => JSON.stringify(one)).join(' ')}`);
  expect(counts[1]).toEqual(counts[0]);
  expect(Math.max(...Object.values(counts[0] ?? {}))).toBeLessThan(30);
});

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
      await changeSomething(server);
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

// Last, because while it reckons nobody else is answered. The processor's seconds, not the wall's: others test beside it.
test('the schedule over 10,171 assignments asks no oftener and costs less than three seconds', async () => {
  const from = process.cpuUsage();
  const many = await statementsOnce(office, '/schedule');
  const { user, system } = process.cpuUsage(from);
  const seconds = (user + system) / 1_000_000;
  console.info(`statements of the schedule over 10,171: ${many}; ${seconds.toFixed(1)} s`);
  // Who asks for more time, what is being put right, whether anything changed, whether all runs, and when each job ran are a statement each.
  expect(many).toBe(17);
  expect(seconds).toBeLessThan(3);
}, 120_000);
