import { submitReports } from '../../src/acts/submit-reports.js';
import { type Instruction } from '../../src/domain/instructions.js';
import { type Unit } from '../../src/domain/plan.js';
import { momentAt } from '../../src/clock.js';
import { openSecret } from '../../src/secret.js';
import { calendarWith } from '../../src/working-days.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { lookOn, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;
let leader: Visitor;
let own: Visitor;
let other: Visitor;
let units: Unit[];

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  office = await server.signIn('office');
  leader = await server.signIn('leader');
  own = await server.signIn(`liaison:${units.find(({ id }) => id === 1)?.name}`);
  other = await server.signIn(`liaison:${units.find(({ id }) => id === 2)?.name}`);
});
afterAll(() => server.close());

const GIVEN = { from: 'briefing', text: '请抓紧解决用地问题', unitId: '1', assignmentId: '', dueOn: '2020-05-20' };
const give = (fields: Partial<typeof GIVEN> & Record<string, string> = {}, by = leader) =>
  by('/plans/1/instructions', form({ ...GIVEN, ...fields }));
const all = (): Promise<Instruction[]> =>
  server.program.storage.read((stores) => stores.instructions.openOfPlan(1, 100));
const one = (id: number) => server.program.storage.read((stores) => stores.instructions.byId(id));

describe('every wrong input is answered at its field, keeps the rest and stores nothing', () => {
  test.each([
    ['text', '', '请写明批示内容'],
    ['text', '\u200b', '请写明批示内容'],
    ['text', `<script>${'长'.repeat(500)}`, '请控制在500字以内'],
    ['unitId', '', '请选择办理单位'],
    ['unitId', '<script>', '请选择办理单位'],
    ['unitId', '4711', '请选择本方案中的单位'],
    ['unitId', '1e99', '请选择办理单位'],
    ['assignmentId', '甲', '请选择列出的事项'],
    ['assignmentId', '4711', '这个事项不是所选单位的'],
    ['dueOn', '', '请填写办理期限'],
    ['dueOn', '明天', '应是 2020-06-30 这样的日期'],
    ['dueOn', '2020-05-11', '应是今天或以后的日期'],
  ])('%s %j', async (field, value, words) => {
    for (const from of ['briefing', 'list']) {
      const answer = await give({ from, [field]: value });
      const page = await answer.text();
      expect([from, answer.status]).toEqual([from, 422]);
      expect(page).toContain(`id="new-${field}-error"`);
      expect(wordsOf(page)).toContain(words);
      expect(page).not.toContain('<script>');
      if (field !== 'text') expect(page).toContain('请抓紧解决用地问题');
    }
    expect(await all()).toEqual([]);
  });

  test('the office says whose it is, and nobody who does not lead', async () => {
    for (const leaderName of ['', '无此人']) {
      const answer = await give({ leaderName }, office);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('id="new-leaderName-error"');
    }
    expect(await all()).toEqual([]);
  });
});

/** The same form each time, with fields that no form has. */
const SENT = { leaderName: '冒名', stage: 'done', enteredBy: '某', token: 'sent-twenty-times-at-once' };

test('a leader leaves one, its unit answers, the office asks to go on and then finishes it', async () => {
  const answer = await give(SENT);
  expect(answer.headers.get('location')).toBe('/plans/1/instructions?said=instructed');
  await Promise.all(Array.from({ length: 19 }, () => give(SENT)));
  const [instruction, ...more] = await all();
  expect([instruction?.leaderName, instruction?.stage, more]).toEqual(['领导', 'issued', []]);
  const id = instruction!.id;
  const reply = (version: string, words: string, by = own) =>
    by(`/instructions/${id}/answer`, form({ version, answer: words }));
  const decide = (version: string, act: string, by = office, reason = '') =>
    by(`/instructions/${id}/decision`, form({ version, act, reason }));
  expect((await reply('1', '', own)).status).toBe(422);
  expect([(await reply('1', '已办', other)).status, (await reply('1', '已办', leader)).status]).toEqual([404, 403]);
  const stale = await reply('9', '已与国土部门对接');
  expect([stale.status, (await stale.text()).includes('已与国土部门对接')]).toEqual([409, true]);
  expect((await reply('1', '已与国土部门对接')).status).toBe(303);
  const second = await reply('1', '另一人所写');
  expect([second.status, wordsOf(await second.text())]).toEqual([
    409,
    expect.stringContaining('您刚填写的内容（没有保存） 另一人所写'),
  ]);
  expect([(await decide('2', 'finish', leader)).status, (await decide('2', 'finish', own)).status]).toEqual([403, 403]);
  const unsaid = await decide('2', 'continue');
  expect([unsaid.status, (await unsaid.text()).includes('id="continue-reason-error"')]).toEqual([422, true]);
  expect((await decide('2', 'continue', office, '请写明完成时间')).status).toBe(303);
  expect((await reply('3', '六月底前完成')).status).toBe(303);
  expect((await decide('4', 'finish')).status).toBe(303);
  expect(await one(id)).toMatchObject({ stage: 'done', answer: '六月底前完成' });
  const page = wordsOf(await pageAt(leader, `/instructions/${id}`));
  for (const words of ['作出批示', '已与国土部门对接', '请写明完成时间', '批示办结']) expect(page).toContain(words);
});

test('a unit sees those to itself, and a mail told it, also where it is about no item', async () => {
  await give({ unitId: '2', text: '第二件' });
  const [second] = (await all()).filter(({ text }) => text === '第二件');
  expect(rowsUnder(await pageAt(own, '/plans/1/instructions'), '批示，逾期的在前')).toHaveLength(1);
  expect(rowsUnder(await pageAt(office, '/plans/1/instructions'), '批示，逾期的在前')).toHaveLength(2);
  expect([
    (await own(`/instructions/${second!.id}`)).status,
    (await other(`/instructions/${second!.id}`)).status,
  ]).toEqual([...[404, 200]]);
  await server.program.runner.moveTo(momentAt('2020-05-13', '09:00').at);
  const { mails } = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'notice', unitId: 2, limit: 9, offset: 0 }),
  );
  expect(mails).toMatchObject([{ state: 'sent', key: `instruction:${second!.id}` }]);
  expect(mails[0]?.subject).toContain('领导批示，请于5月20日前报办理情况');
  const mail = await server.program.storage.read((stores) => stores.outbox.byId(mails[0]!.id));
  // It is about no item, which is all that a link could reach.
  expect(mail?.textBody).toContain('办理页面（需登录）：http');
  expect(mail?.textBody).toMatch(/\/plans\/1\/instructions\n/);
});

test('who came by the link of a mail asks for more time and answers for exactly its items', async () => {
  const { storage, settings } = server.program;
  const outbox = await storage.read((stores) =>
    stores.outbox.list({ kind: 'assigned', unitId: 1, limit: 9, offset: 0 }),
  );
  const token = openSecret(settings).of(`mail-link:${outbox.mails[0]!.messageId}`);
  const cookie = (await server.visit(`/l/${token}`)).headers.get('set-cookie')!.split(';')[0]!;
  const visit: Visitor = (path, init = {}) =>
    fetch(`${server.base}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, Cookie: cookie } });
  const [item] = await storage.read((stores) => stores.assignments.ofUnit(1));
  const foreign = (await storage.read((stores) => stores.assignments.ofUnit(2)))[0]!;
  const wish = { version: String(item!.version), reason: '道路不通', progress: '已核实', askedDay: '2020-07-10' };
  expect((await visit(`/assignments/${foreign.id}/extensions`, form(wish))).status).toBe(404);
  const asked = await visit(`/assignments/${item!.id}/extensions`, form(wish));
  expect(asked.status).toBe(303);
  const extension = asked.headers.get('location')!.split('?')[0]!;
  expect(wordsOf(await pageAt(visit, extension))).toContain('撤回申请');
  expect((await visit(`${extension}/withdrawal`, form({ version: '1' }))).status).toBe(303);
  await give({ assignmentId: String(item!.id), text: '就这一项' });
  await give({ text: '不就哪一项' });
  const [about, general] = ['就这一项', '不就哪一项'].map((text) =>
    all().then((open) => open.find((one) => one.text === text)!),
  );
  expect((await visit(`/instructions/${(await general!).id}`)).status).toBe(404);
  const { id } = await about!;
  expect(wordsOf(await pageAt(visit, `/instructions/${id}`))).toContain('报办理情况');
  expect(await pageAt(visit, `/instructions/${id}`)).not.toContain('href="/plans/1/instructions"');
  expect((await visit(`/instructions/${id}/answer`, form({ version: '1', answer: '已办' }))).status).toBe(303);
  expect((await visit('/plans/1/instructions')).status).toBe(404);
});

test('the screen has three numbers against last week, what is red and why, and a form for who may instruct', async () => {
  const { storage } = server.program;
  const late = (await storage.read((stores) => stores.assignments.ofUnit(1))).filter(
    ({ dueOn }) => dueOn === '2020-06-30',
  );
  lookOn(server.program, '2020-06-26');
  const liaison = { role: 'liaison', name: '某', unitId: 1, accountId: 1, contactId: null, items: null } as const;
  const said = { rating: 'difficult', progress: '已核实', nextSteps: '', nextOn: null } as const;
  await storage.write((stores) =>
    submitReports(
      stores,
      {
        ...{ planId: 1, unitId: 1, person: liaison, byName: '某', phone: null },
        entries: [
          {
            ...{ assignmentId: late[0]!.id, version: late[0]!.version, kind: 'progress', ...said },
            ...{ problems: '汛期道路不通<i>', needs: '抢通道路', needsFrom: '县领导' },
          },
        ],
      },
      calendarWith([]),
      { ...server.program.clock.now(), actor: '某' },
    ),
  );
  // A routine report afterwards takes neither the cause nor the ask off the leader's screen.
  await storage.write(async (stores) => {
    const again = (await stores.assignments.byId(late[0]!.id))!;
    const entry = { assignmentId: again.id, version: again.version, kind: 'progress', ...said, problems: '' } as const;
    const entries = [{ ...entry, needs: '', needsFrom: '' }];
    const request = { planId: 1, unitId: 1, person: liaison, byName: '某', phone: null, entries };
    return submitReports(stores, request, calendarWith([]), { ...server.program.clock.now(), actor: '某' });
  });
  lookOn(server.program, '2020-07-02');
  const page = await pageAt(leader, '/plans/1/briefing');
  const listed = rowsUnder(await pageAt(leader, '/plans/1/instructions'), '批示，逾期的在前').map((row) => row.join());
  expect(listed.find((row) => row.startsWith('不就哪一项'))).toContain('已过');
  expect(listed.find((row) => row.startsWith('就这一项'))).not.toContain('已过');
  const figures = partsOf(page, 'ul class="figures"').map(wordsOf);
  expect(figures[0]).toBe('已办结 0 /171 与上周相同 临期 0 较上周 −57 逾期 57 较上周 +57');
  const rows = rowsUnder(page, '红色事项、单位自述的原因和请领导协调的事');
  expect(rows).toHaveLength(5);
  expect(wordsOf(page)).toContain('红色事项（57项，列最久的5项）');
  expect(wordsOf(page)).toContain('第二阶段');
  expect(rows.flat().join()).toContain('单位未报原因');
  const own57 = rows.find(([unit]) => unit === units.find(({ id }) => id === 1)?.name);
  if (own57) expect(own57.join()).toContain('请县领导：抢通道路');
  expect(rows.flat().join()).toContain('汛期道路不通<i> 6月26日报，待审核');
  expect(page).toContain('name="dueOn"');
  expect(await pageAt(await server.signIn('auditor'), '/plans/1/briefing')).not.toContain('name="dueOn"');
  expect((await own('/plans/1/briefing')).status).toBe(403);
});

test('what a leader may not do is refused: a leader changes nothing but instructions', async () => {
  const before = (await server.program.storage.read((stores) => stores.assignments.byId(1)))!;
  for (const [path, fields] of [
    ['/assignments/1/acts', { act: 'waive', version: '1', reason: '无' }],
    ['/assignments/1/extensions', { version: '1' }],
    ['/extensions/1/decision', { version: '1', act: 'grant' }],
    ['/instructions/1/decision', { version: '1', act: 'finish' }],
    ['/plans/1/activation', { version: '1' }],
  ] as const)
    expect([path, (await leader(path, form({ ...fields }))).status]).toEqual([path, 403]);
  expect(await server.program.storage.read((stores) => stores.assignments.byId(1))).toEqual(before);
});
