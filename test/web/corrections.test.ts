import { correctionPreview, newestNotice } from '../support/corrections.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { expectRefused, rowsUnder, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const BASE = '/plans/1/corrections';
const items = () =>
  server.program.storage.read((stores) => stores.assignments.page({ planId: 1, limit: 500, offset: 0 }));

const preview = (asked: Record<string, string>) => correctionPreview(office, asked);
const noticeTo = (unitId: number) => newestNotice(server, unitId);

test('a phase is given its right day: first shown, then done, then told', async () => {
  const before = await items();
  const { page, fields } = await preview({ kind: 'phase-due', phaseId: '1', day: '2020-07-10' });
  expect(wordsOf(page)).toContain('2020年6月30日 → 2020年7月10日');
  expect(wordsOf(page)).toContain('另有53项改到期日、53项改开始日');
  expect(wordsOf(page)).toContain('其他阶段 “组织实施，落实举措”改为2020年7月11日开始');
  // The reminder of the last day goes with it, from 30 June to Friday 10 July.
  expect(rowsUnder(page, '对邮件的影响').map((row) => `${row[1]} ${row[3]}`)).toContainEqual(
    expect.stringMatching(/7月10日 周五 到期当日/),
  );
  expect(await items()).toEqual(before);
  const second = await preview({ kind: 'phase-due', phaseId: '1', day: '2020-07-11' });
  const answer = await office(BASE, form(fields));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${BASE}?said=corrected`]);
  const due = (await items()).items
    .filter(({ phaseId }) => phaseId === 1)
    .map((item) => [item.dueOn, item.originalDueOn]);
  expect(due).toHaveLength(57);
  expect(new Set(due.map(String))).toEqual(new Set(['2020-07-10,2020-07-10']));
  const { total } = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'notice', limit: 0, offset: 0 }),
  );
  expect(total).toBe(23);
  const story = await server.program.storage.read((stores) => stores.history.ofAssignment({ id: 1, planId: 1 }));
  expect(JSON.parse(story.at(-1)!.facts)).toEqual({
    ...{ before: '2020年6月30日', after: '2020年7月10日', reason: '原文日期读错' },
  });
  // Another clerk had looked before: what that preview showed is not so any more.
  expect((await office(BASE, form(second.fields))).status).toBe(409);
});

test('a unit is called by its right name, and its document is still understood', async () => {
  const { fields } = await preview({ kind: 'unit-name', unitId: '2', name: '县民政和社会事务局' });
  expect((await office(BASE, form(fields))).status).toBe(303);
  const found = await server.program.storage.read((stores) => stores.plans.unitByName('县民政局'));
  expect(found).toMatchObject({ id: 2, name: '县民政和社会事务局' });
});

test('a unit that loses a duty is told so in plain words, without lights and links to what it may not open', async () => {
  const plan = await server.program.storage.read((stores) => stores.plans.duties(1));
  const from = plan.find(({ unitId }) => unitId === 3)!;
  const held = new Set(plan.filter(({ measureId }) => measureId === from.measureId).map(({ unitId }) => unitId));
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  const fresh = units.find(({ id }) => !held.has(id))!;
  const asked = { kind: 'duty', measureId: String(from.measureId), unitId: '3', toUnitId: String(fresh.id) };
  const { fields, page } = await preview(asked);
  expect(wordsOf(page)).toContain('通知单位 2个');
  expect((await office(BASE, form(fields))).status).toBe(303);
  const lost = await noticeTo(3);
  expect(lost.items).toBe(0);
  expect(lost.text).toMatch(/工作已改由.+承担，你单位不再办理。/);
  expect(lost.text).toMatch(/期限\d+月\d+日/);
  expect(lost.text).not.toMatch(/\/l\/|涉及事项|剩\d+个工作日/);
  expect((await noticeTo(fresh.id)).items).toBeGreaterThan(0);
});

test('a duty that the other unit has already is told to both, as many as the preview says', async () => {
  const duties = await server.program.storage.read((stores) => stores.plans.duties(1));
  const own = duties.find(({ unitId }) => unitId === 2)!;
  const other = duties.find(({ measureId, unitId }) => measureId === own.measureId && unitId > 4)!;
  const asked = { kind: 'duty', measureId: String(own.measureId), unitId: String(other.unitId), toUnitId: '2' };
  const { fields, page } = await preview(asked);
  expect(wordsOf(page)).toContain('通知单位 2个');
  expect((await office(BASE, form(fields))).status).toBe(303);
  expect((await noticeTo(2)).text).toMatch(/今后由你单位承担.*不再承担。[^]*你单位原已承担的工作不变/);
  expect((await noticeTo(other.unitId)).text).toContain('你单位不再办理');
});

test('what belongs to one unit under two names becomes one', async () => {
  const other = (await server.program.storage.read((stores) => stores.plans.planUnits(1))).find(({ id }) => id > 4)!;
  const owed = (await items()).items.filter(({ unitId }) => unitId === other.id).length;
  const { page, fields } = await preview({ kind: 'merge', unitId: String(other.id), intoId: '1' });
  expect(wordsOf(page)).toContain(`改动事项 ${owed}项`);
  expect((await office(BASE, form(fields))).status).toBe(303);
  const after = (await items()).items.filter(({ unitId, stage }) => unitId === other.id && stage !== 'waived');
  expect(after).toEqual([]);
  expect(wordsOf(page)).toContain('通知单位 2个');
  expect(await noticeTo(other.id)).toMatchObject({ name: other.name, items: 0 });
  expect((await noticeTo(1)).text).toContain(other.name);
  expect(await server.program.storage.read((stores) => stores.plans.unitByName(other.name))).toMatchObject({ id: 1 });
});

test('a phase that would run into the next one, which begins on a day of its own, says so before', async () => {
  await server.program.storage.write((stores) => stores.corrections.changePhase(3, { startsOn: '2020-08-20' }));
  const { page } = await preview({ kind: 'phase-due', phaseId: '2', day: '2020-09-10' });
  expect(wordsOf(page)).toMatch(/时间重叠 下一阶段“[^”]+”从2020年8月20日起，与本阶段重叠/);
});

test.each([
  [{ kind: 'unit-name', unitId: '2', name: '县直各有关单位' }, '“县直各有关单位”不是一个单位'],
  [{ kind: 'duty-new', measureId: '1', unit: '各有关部门', role: 'lead' }, '“各有关部门”不是一个单位'],
  [{ kind: 'duty-new', measureId: '1', unit: '有关单位', role: 'lead' }, '请写明具体单位'],
  [{ kind: 'unit-name', unitId: '2', name: '' }, '请填写正确名称'],
  [{ kind: 'unit-name', unitId: '2', name: '\u200b' }, '请填写正确名称'],
  [{ kind: 'unit-name', unitId: '2', name: '长'.repeat(61) }, '请控制在60字以内'],
  [{ kind: 'unit-name', unitId: '', name: '<script>alert(1)</script>' }, '请选择单位'],
  [{ kind: 'unit-name', unitId: '2', name: '县总工会' }, '已有单位使用'],
  [{ kind: 'phase-due', phaseId: '1', day: '2020-02-30' }, '应是 2020-06-30 这样的日期'],
  [{ kind: 'phase-due', phaseId: '1', day: '2020-01-01' }, '不能早于今天'],
  [{ kind: 'phase-due', phaseId: 'x', day: '' }, '请填写更正后的日期'],
  [{ kind: 'merge', unitId: '1', intoId: '1' }, '同一个单位'],
  [{ kind: 'measure-title', measureId: '1', title: '' }, '请填写正确标题'],
])('%j is refused at its field and keeps what was typed', async (asked, words) => {
  await expectRefused(office, `${BASE}/preview?${new URLSearchParams(asked).toString()}`, words);
});

test('a confirmation without a reason keeps its preview', async () => {
  const { fields } = await preview({ kind: 'measure-title', measureId: '1', title: '就业𠮷帮扶😀' });
  const answer = await office(BASE, form({ ...fields, reason: ' ' }));
  const page = await answer.text();
  expect([answer.status, wordsOf(page).includes('请写明更正理由')]).toEqual([422, true]);
  expect(page).toContain('就业𠮷帮扶😀');
  expect((await office(BASE, form(fields))).status).toBe(303);
});
