import { deskOf } from '../support/import-desk.js';
import { correctionPreview } from '../support/corrections.js';
import { decoded, expectRefused, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
  desk = deskOf(server, office);
});
afterAll(() => server.close());

const BASE = '/plans/1/corrections';
const textOf = async () => (await server.program.storage.read((stores) => stores.plans.byId(1)))!.text;

/** The links of a comparison that lead to a correction, in order. */
async function offered(intake: number): Promise<string[]> {
  const page = decoded(await pageAt(office, `/intakes/${intake}/comparison?plan=1`));
  return [...page.matchAll(/href="(\/plans\/1\/corrections[^"]*kind=[^"]+)"/g)].map(([, href]) => href!);
}

/** Confirms the preview that a link leads to; returns the words of the preview and where it led. */
async function applied(href: string): Promise<{ page: string; to: string | null }> {
  const asked = Object.fromEntries(new URLSearchParams(href.split('?')[1]));
  const { page, fields } = await correctionPreview(office, asked);
  const answer = await office(BASE, form({ ...fields, reason: '县委办重新印发' }));
  expect(answer.status).toBe(303);
  return { page, to: answer.headers.get('location') };
}

/** The document issued again: the second phase is another one, and one more comes at the end, whose day is not said. */
async function reissued(): Promise<number> {
  const text = await textOf();
  const [from, until] = ['（二）组织实施，落实举措（2020年8月31日前）', '(三) 检查验收'].map((one) =>
    text.indexOf(one),
  );
  expect(from).toBeGreaterThan(0);
  const second = '（二）入户核查，集中攻坚（2020年7月31日前）。各责任单位逐户核查。\n\n';
  const id = await desk.takeIn(`${text.slice(0, from)}${second}${text.slice(until)}`);
  return id;
}

test('phases of a document issued again are added and dropped from its comparison, which then says nothing of them', async () => {
  const id = await reissued();
  const comparison = `/intakes/${id}/comparison?plan=1`;
  expect(
    rowsUnder(await pageAt(office, comparison), '新印发的文件与运行中的方案不同之处').map(([what]) => what),
  ).toEqual([...['增加阶段', '减少阶段']]);
  const [add, drop] = await offered(id);
  const before = await server.program.storage.read((stores) => stores.assignments.tallies(1, 'measure'));
  const added = await applied(add!);
  expect(wordsOf(added.page)).toContain('增加“入户核查，集中攻坚”，2020年7月31日前（含当日）');
  expect(wordsOf(added.page)).toContain('改动事项 114项：新交办57项、改开始日57项');
  expect(wordsOf(added.page)).toContain('新阶段 第二阶段，2020年7月1日—2020年7月31日');
  expect(wordsOf(added.page)).toContain('“组织实施，落实举措”改称第三阶段，改为2020年8月1日开始');
  expect(wordsOf(added.page)).toContain('通知单位 23个');
  expect(rowsUnder(added.page, '对邮件的影响').length).toBeGreaterThan(0);
  expect(added.to).toBe(`${comparison}&said=corrected`);
  expect(await offered(id)).toEqual([drop]);
  const dropped = await applied(drop!);
  expect(wordsOf(dropped.page)).toContain('第三阶段“组织实施，落实举措”（2020年8月31日前） → 取消');
  expect(wordsOf(dropped.page)).toContain('不再办理57项');
  expect(wordsOf(await pageAt(office, comparison))).toContain('与运行中的方案一致');
  const after = await server.program.storage.read((stores) => stores.assignments.tallies(1, 'measure'));
  const total = (tallies: typeof before) => tallies.reduce((sum, { count }) => sum + count, 0);
  expect([total(before), total(after)]).toEqual([171, 171]);
  const { phases } = await server.program.storage.read(async ({ plans }) => ({ phases: await plans.everyPhase(1) }));
  expect(phases.map(({ id }) => id)).toEqual([1, 4, 3, 2]);
});

test('the plan shows what was dropped as such wherever its phases stand, and counts without it', async () => {
  const overview = await pageAt(office, '/plans/1');
  expect(wordsOf(overview)).toMatch(/组织实施，落实举措.*取消，未办结的事项不再办理/);
  const first = await pageAt(office, '/');
  expect(wordsOf(first)).toMatch(
    /第二阶段 入户核查，集中攻坚 .*已取消的阶段 组织实施，落实举措 7月1日|8月1日—8月31日 · .*取消/,
  );
  expect(rowsUnder(first, '各项措施在各阶段的办结情况和最需关注的状态').at(-1)?.length).toBe(5);
  const list = wordsOf(await pageAt(office, '/plans/1/assignments?standing=waived'));
  expect(list).toContain('已取消的阶段 组织实施，落实举措');
  expect(list).toContain('共57项');
  const [item] = (
    await server.program.storage.read((stores) =>
      stores.assignments.page({ planId: 1, bounds: { stages: ['waived'] }, limit: 1, offset: 0 }),
    )
  ).items;
  const page = wordsOf(await pageAt(office, `/assignments/${item!.id}`));
  expect(page).toContain('阶段 已取消的阶段 组织实施，落实举措');
  expect(page).toContain('阶段取消，不再办理');
  expect(wordsOf(await pageAt(office, '/plans/1/measures/1'))).toContain('已取消的阶段 均不再办理');
  const unit = wordsOf(await pageAt(office, '/plans/1/units/1'));
  expect(unit).toContain('共24项责任事项');
  expect(unit).toMatch(/不再办理 8项 已豁免，或职责、阶段已取消/);
  for (const at of ['/plans/1/measures/1', '/plans/1/forecast', '/plans/1/units', '/plans/1/units/1', '/history'])
    expect([at, (await office(at)).status]).toEqual([at, 200]);
  expect(wordsOf(await pageAt(office, '/history'))).toContain('取消阶段');
  expect(wordsOf(await pageAt(office, '/plans/1/forecast'))).not.toContain('第四阶段');
});

test('a phase whose day the document does not say is led to its form, title and document kept, and asked for', async () => {
  const id = await reissued();
  const draft = await desk.draftOf(id);
  const last = { ...draft.phases[0]!, title: '总结提升', deadline: null, start: null };
  await server.program.storage.write(async (stores) => {
    const intake = (await stores.intakes.byId(id))!;
    const phases = [...draft.phases, last];
    await stores.intakes.change(id, intake.version, {
      draft: JSON.stringify({ ...draft, phases }),
      changedAt: intake.changedAt,
    });
  });
  const [href] = await offered(id);
  expect(href).toMatch(/^\/plans\/1\/corrections\?kind=phase-new/);
  const page = decoded(await pageAt(office, href!));
  expect(page).toMatch(/<details open><summary id="s-phase-new">/);
  expect(page).toContain('value="总结提升"');
  const empty = await office(`${BASE}/preview?${new URLSearchParams({ ...queryOf(href!), day: '' }).toString()}`);
  const refused = decoded(await empty.text());
  expect([empty.status, wordsOf(refused).includes('请填写阶段的到期日')]).toEqual([422, true]);
  expect([refused.includes('value="总结提升"'), refused.includes(`name="intake" value="${id}"`)]).toEqual([true, true]);
  const { to } = await applied(`${BASE}?${new URLSearchParams({ ...queryOf(href!), day: '2020-11-30' }).toString()}`);
  expect(to).toBe(`/intakes/${id}/comparison?plan=1&said=corrected`);
  expect(wordsOf(await pageAt(office, to!))).toContain('没有需要更正的地方');
});

const queryOf = (href: string) => Object.fromEntries(new URLSearchParams(href.split('?')[1]));

test('a phase is called by its right name, and nothing else changes', async () => {
  const { page } = await applied(
    `${BASE}?${new URLSearchParams({ kind: 'phase-title', phaseId: '1', title: '动员' }).toString()}`,
  );
  expect(wordsOf(page)).toContain('不改动责任事项，只改名称');
  expect(wordsOf(await pageAt(office, '/'))).toContain('第一阶段 动员');
});

test.each([
  [{ kind: 'phase-new', title: '', start: '', day: '2020-12-31' }, '请填写阶段名称'],
  [{ kind: 'phase-new', title: '长'.repeat(101), start: '', day: '2020-12-31' }, '请控制在100字以内'],
  [{ kind: 'phase-new', title: '回头看', start: '', day: '' }, '请填写阶段的到期日'],
  [{ kind: 'phase-new', title: '回头看', start: '2020-02-30', day: '2020-12-31' }, '应是 2020-06-30 这样的日期'],
  [{ kind: 'phase-new', title: '回头看', start: '', day: '2020-05-01' }, '不能早于方案印发之日（2020年5月12日）'],
  [{ kind: 'phase-new', title: '回头看', start: '', day: '2020-06-30' }, '也在这一天到期'],
  [{ kind: 'phase-new', title: '回头看', start: '2021-01-01', day: '2020-12-31' }, '开始日不能晚于到期日'],
  [{ kind: 'phase-new', title: '入户核查，集中攻坚', start: '', day: '2020-12-31' }, '方案里已有同名的阶段'],
  [{ kind: 'phase-new', title: '<script>alert(1)</script>', start: '', day: '' }, '请填写阶段的到期日'],
  [{ kind: 'phase-end', phaseId: '' }, '请选择阶段'],
  [{ kind: 'phase-end', phaseId: '2' }, '本方案没有这个阶段，或已取消'],
  [{ kind: 'phase-due', phaseId: '2', day: '2020-12-31' }, '本方案没有这个阶段，或已取消'],
  [{ kind: 'phase-title', phaseId: '1', title: '动员' }, '新名称与原来的相同'],
])('%j is refused at its field and keeps what was typed', async (asked, words) => {
  await expectRefused(office, `${BASE}/preview?${new URLSearchParams(asked).toString()}`, words);
});

test('what was done in a phase that is dropped keeps a column of its own, the last phase is not dropped', async () => {
  const done = await server.program.storage.write(async (stores) => {
    const [item] = (await stores.corrections.items({ measureId: 1 })).filter(({ phaseId }) => phaseId === 1);
    await stores.assignments.change(item!.id, item!.version, { stage: 'accepted', completedOn: '2020-05-12' });
    return item!;
  });
  const phases = await server.program.storage.read((stores) => stores.plans.phases(1));
  for (const { id } of phases.slice(0, -1)) await applied(`${BASE}?kind=phase-end&phaseId=${id}`);
  const [first, second] = rowsUnder(await pageAt(office, '/'), '各项措施在各阶段的办结情况和最需关注的状态');
  expect([first!.slice(-2), second!.slice(-2)]).toEqual([
    ['1/1 已办结 1 ，措施（一），已取消的阶段', '1/8'],
    ['— ，措施（二），已取消的阶段', '0/7'],
  ]);
  expect(await server.program.storage.read((stores) => stores.assignments.byId(done.id))).toMatchObject({
    phaseId: 1,
    stage: 'accepted',
  });
  const answer = await office(`${BASE}/preview?kind=phase-end&phaseId=${phases.at(-1)!.id}`);
  expect([answer.status, wordsOf(await answer.text()).includes('方案只有这一个阶段')]).toEqual([422, true]);
});
