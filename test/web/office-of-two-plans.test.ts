import { activatePlan } from '../../src/acts/activate-plan.js';
import { type Assignment, type OutboxMail } from '../../src/domain/plan.js';
import { pendingMail } from '../support/databases.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { importText, linksNamed, pageAt, partsOf, rowsUnder, SECOND_PLAN, wordsOf } from '../support/pages.js';

const FLOOD = '白沙黎族自治县2020年夏季防汛工作实施方案';
const FIRST = '白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案';
const CAPTION = '排队和已发的邮件，新的在前';
let server: TestServer;
let office: Visitor;
/** One item of each plan, of one unit. */
let poverty: Assignment;
let flood: Assignment;

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const aside = async (planId: number) => wordsOf(partsOf(await pageAt(office, `/?plan=${planId}`), 'aside')[0] ?? '');
const desk = (planId: number) => pageAt(office, `/plans/${planId}/desk`);

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const { program } = server;
  const id = await importText(program, SECOND_PLAN);
  await program.storage.write(async (stores) => {
    for (const unit of await stores.plans.planUnits(id))
      await stores.plans.setUnitMail(unit.id, `u${unit.id}@example.cn`);
    await activatePlan(stores, id, 1, { ...program.clock.now(), actor: '领导小组办公室' });
    const finance = (await stores.plans.unitByName('县财政局'))!;
    [poverty, flood] = (await Promise.all(
      [1, id].map(async (planId) => (await stores.assignments.ofUnit(finance.id, planId))[0]!),
    )) as [Assignment, Assignment];
    const { today: day } = program.clock.now();
    // A reminder belongs to no plan; it is of the plans whose items it tells.
    const held = { state: 'held', lastError: '办公室暂缓：核对', day, words: null } as const;
    const ofFlood = [{ assignmentId: flood.id, dueOn: flood.dueOn, rule: 'T-5' }];
    await stores.outbox.enqueue(pendingMail('of-flood', finance.id, held), ofFlood);
  });
  await program.storage.write(async ({ people }) => {
    const [postId = 0] = await people.insertPosts([
      { kind: 'office-staff', title: '', unitId: null, planId: 1, position: 99 },
    ]);
    const [contactId = 0] = await people.insertContacts([
      { name: '王明', mail: 'office@example.cn', phone: null, version: 1 },
    ]);
    await people.insertTenures([{ postId, contactId, fromOn: '2020-05-12', untilOn: null, version: 1 }]);
  });
  office = await server.signIn('office');
});
afterAll(() => server.close());

test('each overview tells of its own plan’s mails; right after the start the notices are named as waiting', async () => {
  expect(await aside(2)).toContain('今天的邮件 交办通知 3封待发 接下来');
  expect(await aside(1)).toContain('今天的邮件 交办通知 23封待发 接下来');
  const page = await pageAt(office, '/?plan=2');
  const [href = ''] = linksNamed(page, '交办通知 3封待发');
  expect(rowsUnder(await pageAt(office, href), CAPTION)).toHaveLength(3);
});

test('a desk counts its own plan, and says in one line what waits in the other', async () => {
  const [ofFirst, ofFlood] = [await desk(1), await desk(2)];
  expect(wordsOf(ofFlood)).toContain('邮件没有发出 1封');
  expect(wordsOf(ofFirst)).not.toContain('邮件没有发出 1封');
  const many = (page: string) => Number(/今天要办(\d+)件/.exec(wordsOf(page))?.[1] ?? 0);
  expect(many(ofFlood)).toBeGreaterThan(0);
  expect(linksNamed(ofFirst, `另一方案《${FLOOD}》有${many(ofFlood)}件`)).toEqual(['/plans/2/desk']);
  const other = `另一方案《${FIRST}》有${many(ofFirst)}件`;
  expect(linksNamed(ofFlood, other)).toEqual(many(ofFirst) > 0 ? ['/plans/1/desk'] : []);
});

test('what a desk says of another plan is what that plan’s desk says of itself, whatever waits there', async () => {
  const played = await startTestServer(await openTestProgram({ played: true, course: true }));
  try {
    const { program } = played;
    const id = await importText(program, SECOND_PLAN);
    await program.storage.write(async (stores) => {
      for (const unit of await stores.plans.planUnits(id))
        await stores.plans.setUnitMail(unit.id, `u${unit.id}@example.cn`);
      await activatePlan(stores, id, 1, { ...program.clock.now(), actor: '领导小组办公室' });
    });
    const clerk = await played.signIn('office');
    // The last of the days has items that wait for an inspection.
    const heard: (string | undefined)[] = [];
    for (const day of ['2020-06-29', '2020-08-26', '2020-09-02']) {
      await program.runner.moveTo(`${day}T02:00:00.000Z`);
      const own = /(今天要办\d+件) /.exec(wordsOf(await pageAt(clerk, '/plans/1/desk')))?.[1];
      const said = /另一方案《白沙黎族自治县关于[^》]*》有(\d+)件/.exec(
        wordsOf(await pageAt(clerk, `/plans/${id}/desk`)),
      );
      heard.push(own);
      expect(said && `今天要办${said[1]}件`).toBe(own);
    }
    expect(heard).toEqual(['今天要办17件', '今天要办21件', '今天要办44件']);
  } finally {
    await played.close();
  }
});

test('an office without an address is told so on its desk, and another plan’s office hears of its work', async () => {
  const unreached = '本方案的领导小组办公室没有登记邮箱，收不到办公室日报和运行通知，请登记';
  expect(linksNamed(await desk(2), unreached)).toEqual(['/plans/2/people']);
  expect(linksNamed(await desk(1), unreached)).toEqual([]);
  await server.program.runner.moveTo('2020-05-12T01:00:00.000Z');
  const { mails } = await read((stores) => stores.outbox.list({ kind: 'worklist', limit: 9, offset: 0 }));
  expect(mails.map(({ planId }) => planId)).toEqual([1]);
  const { subject, textBody } = (await read((stores) => stores.outbox.byId(mails[0]!.id))) as OutboxMail;
  // The subject names the plan once.
  expect(subject).toMatch(/夏季防汛.*】今天要办/);
  expect(subject!.match(/夏季防汛/g)).toHaveLength(1);
  expect(textBody).toContain('── 夏季防汛：邮件没有发出（1件）──');
  expect(textBody!.split('\n')[0]).toContain(FLOOD);
});

test('the outbox is narrowed to a plan, and says of what has no words yet what it is about', async () => {
  const rows = rowsUnder(await pageAt(office, '/outbox?plan=2&state=held'), CAPTION);
  expect(rows.map((row) => row[3])).toEqual(['到期提醒：（一）巡查堤防']);
  expect(wordsOf(await pageAt(office, '/outbox?plan=1&state=held'))).not.toContain('巡查堤防');
});

test('a mail that tells of several units says beside each item whose it is', async () => {
  const { storage, clock } = server.program;
  const others = (await read((stores) => stores.assignments.ofUnit(1, 1)))[0]!;
  const id = await storage.write(async (stores) => {
    const items = [poverty, others].map(({ id: assignmentId, dueOn }) => ({ assignmentId, dueOn, rule: 'L3' }));
    await stores.outbox.enqueue(
      pendingMail('of-two', poverty.unitId, { kind: 'escalation', planId: 1, day: clock.now().today, state: 'held' }),
      items,
    );
    return (await stores.outbox.list({ kind: 'escalation', limit: 1, offset: 0 })).mails[0]!.id;
  });
  const page = wordsOf(await pageAt(office, `/outbox/${id}`));
  expect(page).toMatch(/县财政局 （/);
  expect(page).toMatch(/县总工会 （/);
});

test('a mail of no plan stands on the desk that is looked at, marked as such, and is counted with no other plan', async () => {
  const beside = (page: string) => Number(/》有(\d+)件/.exec(wordsOf(page))?.[1] ?? 0);
  const before = [beside(await desk(1)), beside(await desk(2))];
  const parked = { state: 'dead', lastError: '550 refused', unitId: null } as const;
  const mail = { ...pendingMail('of-no-plan', 1, { kind: 'alarm' }), ...parked };
  await server.program.storage.write((stores) => stores.outbox.enqueue(mail, []));
  const pages = [await desk(1), await desk(2)];
  for (const page of pages) expect(wordsOf(page)).toContain('不属于某一方案');
  expect(pages.map(beside)).toEqual(before);
});

test('pages of no plan stay in the plan one was in, and neither an unknown one nor a unit’s browser changes that', async () => {
  const desks = async (path: string, kept: string) => {
    const answer = await office(path, { headers: { Cookie: kept } });
    const set = /luoshi_plan=\d+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? null;
    return { set, desk: linksNamed(await answer.text(), '待办')[0] };
  };
  // Twice each: the second time the page is the one that was kept.
  for (const time of ['first', 'second']) {
    expect({ time, ...(await desks('/plans/1/people', '')) }).toMatchObject({ time, set: 'luoshi_plan=1' });
    for (const path of ['/outbox', '/schedule', '/history', '/plans', '/intakes', '/accounts', '/', '/nothing-here']) {
      expect({ path, ...(await desks(path, 'luoshi_plan=1')) }).toEqual({ path, set: null, desk: '/plans/1/desk' });
      expect({ path, ...(await desks(path, 'luoshi_plan=2')) }).toEqual({ path, set: null, desk: '/plans/2/desk' });
    }
    expect(await desks('/outbox?plan=2', 'luoshi_plan=1')).toEqual({ set: 'luoshi_plan=2', desk: '/plans/2/desk' });
    expect(await desks('/outbox', 'luoshi_plan=77')).toEqual({ set: 'luoshi_plan=2', desk: '/plans/2/desk' });
  }
  const unit = await server.signIn('liaison:县公安局');
  const answer = await unit('/', { headers: { Cookie: 'luoshi_plan=2' } });
  expect(answer.headers.get('location')).toMatch(/^\/plans\/1\/units\//);
});
