import { exportPlan } from '../../src/acts/export-plan.js';
import { planOfJson } from '../../src/carriers/plan-json.js';
import { correctionPreview, newestNotice } from '../support/corrections.js';
import { expectRefused, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const BASE = '/plans/1/corrections';
const plans = () => server.program.storage.read(({ plans: store }) => store.duties(1));
const itemsOf = (unitId: number, measureId: number) =>
  server.program.storage.read(async (stores) =>
    (await stores.assignments.ofUnit(unitId, 1)).filter((item) => item.measureId === measureId),
  );
const unitNamed = (name: string) => server.program.storage.read((stores) => stores.plans.unitByName(name));

/** Confirms a correction as it was previewed; returns the words of the preview and where it led. */
async function correct(asked: Record<string, string>): Promise<{ page: string; words: string; to: string | null }> {
  const { page, fields } = await correctionPreview(office, asked);
  const answer = await office(BASE, form({ ...fields, reason: '县政府办重新印发' }));
  expect(answer.status).toBe(303);
  return { page, words: wordsOf(page), to: answer.headers.get('location') };
}

/** A unit of the plan that has no duty in a measure. */
async function outsider(measureId: number) {
  const held = (await plans()).filter((duty) => duty.measureId === measureId).map(({ unitId }) => unitId);
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  return units.find(({ id }) => !held.includes(id))!;
}

test('a unit gets a duty: it is asked for it in every phase and told once, as the preview said', async () => {
  const unit = await outsider(1);
  const asked = { kind: 'duty-new', measureId: '1', unit: unit.name, role: 'responsible' };
  const { page } = await correctionPreview(office, asked);
  expect(await itemsOf(unit.id, 1)).toEqual([]);
  expect(wordsOf(page)).toContain('无职责 → 责任单位');
  expect(wordsOf(page)).toContain('新交办，2020年6月30日前（含当日）完成');
  expect(rowsUnder(page, '对邮件的影响').map((row) => row.join(' '))).toContainEqual(
    expect.stringContaining(unit.name),
  );
  expect((await correct(asked)).to).toBe(`${BASE}?said=corrected`);
  const made = await itemsOf(unit.id, 1);
  expect(made.map(({ stage, role, dueOn }) => `${stage} ${role} ${dueOn}`)).toEqual([
    'assigned responsible 2020-06-30',
    'assigned responsible 2020-08-31',
    'assigned responsible 2020-10-31',
  ]);
  const told = await newestNotice(server, unit.id);
  expect(told.items).toBe(3);
  expect(told.text).toMatch(/增列你单位为责任单位，新增3项工作，请签收后按期办理。[^]*更正理由：县政府办重新印发/);
  const page2 = wordsOf(await pageAt(office, `/assignments/${made[0]!.id}`));
  expect(page2).toContain('方案更正后交办');
  expect(wordsOf(await pageAt(office, '/history'))).toContain('增加职责');
  const story = await server.program.storage.read((stores) => stores.history.ofAssignment(made[0]!));
  expect(story.map(({ act }) => act)).toEqual(['corrected-new']);
});

test('a unit that has the duty gets the other role, and one lead comes first', async () => {
  const duties = (await plans()).filter(({ measureId }) => measureId === 2);
  const own = duties.find(({ role }) => role === 'responsible')!;
  const name = (await server.program.storage.read((stores) => stores.plans.unit(own.unitId)))!.name;
  const { words } = await correct({ kind: 'duty-new', measureId: '2', unit: name, role: 'lead' });
  // The page is headed by what happens: nobody gets a duty that they have.
  expect(words).toContain('改为牵头单位');
  expect(words).not.toContain('增加职责');
  const newest = await server.program.storage.read((stores) => stores.history.recent(1));
  expect(newest[0]).toMatchObject({ act: 'correct-duty-role' });
  expect(words).toContain(`${name}：责任单位 → 牵头单位`);
  expect(words).toContain('由责任单位改为牵头单位');
  expect((await itemsOf(own.unitId, 2)).map(({ role }) => role)).toEqual(['lead', 'lead', 'lead']);
  expect((await newestNotice(server, own.unitId)).text).toContain('改为牵头单位，请按更正后的职责办理。');
  for (const { unitId } of duties.filter(({ role }) => role === 'lead'))
    await correct({ kind: 'duty-end', measureId: '2', unitId: String(unitId) });
  const left = (await plans()).filter(({ measureId, isPrimary }) => measureId === 2 && isPrimary);
  expect(left.map(({ unitId }) => unitId)).toEqual([own.unitId]);
});

test('a duty ends: what is open is waived, what was reported stays, and the unit is told without links', async () => {
  const own = (await plans()).find(({ measureId, role }) => measureId === 3 && role === 'responsible')!;
  const [first] = await itemsOf(own.unitId, 3);
  await server.program.storage.write((stores) => stores.assignments.change(first!.id, 1, { stage: 'reported' }));
  const asked = { kind: 'duty-end', measureId: '3', unitId: String(own.unitId) };
  const { words, page } = await correct(asked);
  expect(words).toContain('改动事项 2项');
  expect(words).toContain('责任单位 → 无职责');
  expect(rowsUnder(page, '对邮件的影响').length).toBeGreaterThan(0);
  expect((await itemsOf(own.unitId, 3)).map(({ stage }) => stage)).toEqual(['reported', 'waived', 'waived']);
  const told = await newestNotice(server, own.unitId);
  expect(told.items).toBe(0);
  expect(told.text).toMatch(/你单位不再承担“.+”的职责，2项未办结的工作不再办理/);
  expect(told.text).not.toMatch(/\/l\//);
  // It comes back: the same assignments are asked for once more.
  const { name } = (await server.program.storage.read((stores) => stores.plans.unit(own.unitId)))!;
  const again = await correct({ kind: 'duty-new', measureId: '3', unit: name, role: 'responsible' });
  expect(again.words).toContain('原已豁免，重新交办，2020年8月31日前（含当日）完成');
  expect((await itemsOf(own.unitId, 3)).map(({ stage }) => stage)).toEqual(['reported', 'assigned', 'assigned']);
  expect((await newestNotice(server, own.unitId)).items).toBe(2);
});

test('a measure is added as the last one without telling anybody, then a new unit gets a duty in it', async () => {
  const { words, to } = await correct({ kind: 'measure-new', number: '（九）', title: '建立台账', day: '2020-08-15' });
  expect([words.includes('不需要通知单位'), to]).toEqual([true, `${BASE}?said=measure-added`]);
  const measure = (await server.program.storage.read((stores) => stores.plans.measures(1))).at(-1)!;
  expect(measure).toMatchObject({ number: '（九）', title: '建立台账', dueOn: '2020-08-15', text: '' });
  for (const at of ['/', '/plans/1', `/plans/1/measures/${measure.id}`, '/plans/1/units'])
    expect([at, (await office(at)).status]).toEqual([at, 200]);
  const name = '县大数据服务中心';
  const asked = { kind: 'duty-new', measureId: String(measure.id), unit: name, role: 'lead' };
  const { page } = await correctionPreview(office, asked);
  expect([wordsOf(page).includes(`新增单位 ${name}`), await unitNamed(name)]).toEqual([true, null]);
  await correct(asked);
  const unit = (await unitNamed(name))!;
  expect((await itemsOf(unit.id, measure.id)).map(({ dueOn }) => dueOn)).toEqual(['2020-08-15']);
  // Whoever is its liaison can be entered at once.
  const posts = await server.program.storage.read((stores) => stores.people.postsOfUnits([unit.id]));
  expect(posts.map(({ kind }) => kind)).toContain('liaison');
  const duty = (await plans()).find(({ unitId }) => unitId === unit.id);
  expect(duty).toMatchObject({ role: 'lead', isPrimary: true });
  for (const at of ['/', '/plans/1', `/plans/1/measures/${measure.id}`, `/plans/1/units/${unit.id}`])
    expect([at, wordsOf(await pageAt(office, at)).includes('建立台账')]).toEqual([at, true]);
});

test('a measure without a day of its own need not name one, and is due with every phase', async () => {
  const { page, fields } = await correctionPreview(office, {
    kind: 'measure-new',
    number: '（十）',
    title: '总结经验',
  });
  expect([wordsOf(page).includes('增加“（十）总结经验”'), fields['day']]).toEqual([true, '']);
});

test('an official abbreviation is the unit it stands for, and no second one', async () => {
  const before = await server.program.storage.read((stores) => stores.plans.units());
  const unit = (await unitNamed('县人力资源和社会保障局'))!;
  const held = new Set((await plans()).filter(({ unitId }) => unitId === unit.id).map(({ measureId }) => measureId));
  const measures = await server.program.storage.read((stores) => stores.plans.measures(1));
  const measure = measures.find(({ id }) => !held.has(id))!;
  await correct({ kind: 'duty-new', measureId: String(measure.id), unit: '县人社局', role: 'responsible' });
  expect(await server.program.storage.read((stores) => stores.plans.units())).toHaveLength(before.length);
  expect((await unitNamed('县人社局'))?.id).toBe(unit.id);
});

test('a name that only looks like a unit’s makes a new one, and the preview says which it looks like', async () => {
  const asked = { kind: 'duty-new', measureId: '1', unit: '县社会保险事业服务中心', role: 'responsible' };
  const { page } = await correctionPreview(office, asked);
  expect(wordsOf(page)).toContain('与“县社会保险服务中心”名称相近，请核对是否同一单位');
  expect(await unitNamed(asked.unit)).toBeNull();
});

test('a plan with what was added is carried elsewhere whole', async () => {
  const out = await server.program.storage.read((stores) => exportPlan(stores, 1));
  const { measures } = planOfJson(Buffer.from(JSON.stringify(out)), 'plan.json');
  expect(measures.at(-1)).toMatchObject({ title: '建立台账', duties: [{ unit: '县大数据服务中心', role: 'lead' }] });
});

test.each([
  [{ kind: 'duty-new', measureId: '', unit: '县民政局', role: 'lead' }, '请选择措施'],
  [{ kind: 'duty-new', measureId: '999', unit: '县民政局', role: 'lead' }, '本方案没有这项措施'],
  [{ kind: 'duty-new', measureId: '1', unit: '\u200b', role: 'lead' }, '请填写单位名称'],
  [{ kind: 'duty-new', measureId: '1', unit: '长'.repeat(61), role: 'lead' }, '请控制在60字以内'],
  [{ kind: 'duty-new', measureId: '1', unit: '<script>alert(1)</script>', role: '' }, '请选择牵头单位或责任单位'],
  [{ kind: 'duty-new', measureId: '1', unit: '县总工会', role: 'lead' }, '这个单位已是本措施的牵头单位'],
  [{ kind: 'duty-end', measureId: '1', unitId: '' }, '请选择单位'],
  [{ kind: 'duty-end', measureId: '1', unitId: '9999' }, '没有这个单位'],
  [{ kind: 'duty-end', measureId: '999', unitId: '1' }, '本方案没有这项措施'],
  [{ kind: 'measure-new', number: '', title: '建立机制', day: '' }, '请填写序号'],
  [{ kind: 'measure-new', number: '（十）', title: ' ', day: '' }, '请填写措施标题'],
  [{ kind: 'measure-new', number: '（九）', title: '建立机制', day: '' }, '方案里已有序号为“（九）”的措施'],
  [{ kind: 'measure-new', number: '（十）', title: '建立台账', day: '' }, '方案里已有同名的措施'],
  [{ kind: 'measure-new', number: '（十）', title: '建立机制', day: '2020-02-30' }, '应是 2020-06-30 这样的日期'],
  [{ kind: 'measure-new', number: '（十）', title: '建立机制', day: '2020-01-01' }, '不能早于今天'],
])('%j is refused at its field and keeps what was typed', async (asked, words) => {
  const page = await expectRefused(office, `${BASE}/preview?${new URLSearchParams(asked).toString()}`, words);
  expect(wordsOf(page)).toContain('有一处需要更正');
});

test('another clerk had given the duty meanwhile: the preview is not confirmed', async () => {
  const unit = await outsider(4);
  const asked = { kind: 'duty-new', measureId: '4', unit: unit.name, role: 'responsible' };
  const { fields } = await correctionPreview(office, asked);
  await correct(asked);
  const answer = await office(BASE, form(fields));
  expect([answer.status, wordsOf(await answer.text()).includes('这个单位已是本措施的责任单位')]).toEqual([422, true]);
});
