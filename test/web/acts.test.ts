import { type Assignment } from '../../src/domain/plan.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { pageAt, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;
let own: Visitor;
let other: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const names = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  office = await server.signIn('office');
  own = await server.signIn(`liaison:${names.find(({ id }) => id === 1)?.name}`);
  other = await server.signIn(`liaison:${names.find(({ id }) => id === 2)?.name}`);
});
afterAll(() => server.close());

const of = async (unitId: number): Promise<Assignment[]> =>
  server.program.storage.read((stores) => stores.assignments.ofUnit(unitId));
const one = (id: number) => server.program.storage.read((stores) => stores.assignments.byId(id));
const noticesTo = async (unitId: number) => {
  const asked = { kind: 'notice' as const, unitId, limit: 20, offset: 0 };
  const { mails } = await server.program.storage.read((stores) => stores.outbox.list(asked));
  const inOrder = [...mails].sort((a, b) => a.id - b.id);
  return inOrder.map(({ words }) => (JSON.parse(words!) as { ask: string }).ask);
};
const acts = (id: number, fields: Record<string, string>): [string, RequestInit] => [
  `/assignments/${id}/acts`,
  form(fields),
];

test('a unit acknowledges what it was assigned with one click, and the history says who', async () => {
  const [item] = await of(1);
  expect(wordsOf(await (await own(`/assignments/${item!.id}`)).text())).toContain('签收');
  const answer = await own(...acts(item!.id, { act: 'acknowledge', version: '1' }));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/assignments/${item!.id}?said=acted`]);
  expect(await one(item!.id)).toMatchObject({ stage: 'underway', version: 2 });
  const page = wordsOf(await (await own(`/assignments/${item!.id}`)).text());
  expect(page).toMatch(/联络员 签收 已交办 → 办理中/);
});

test('the same form sent twenty times at once is one act with one answer', async () => {
  const item = (await of(1))[1]!;
  const fields = { act: 'decline', version: '1', reason: '非本单位职责', token: 'same-form-sent-20-times' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => own(...acts(item.id, fields))));
  expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get('location')}`))).toEqual(
    new Set([`303 /assignments/${item.id}?said=declined`]),
  );
  expect(await pageAt(own, `/assignments/${item.id}?said=declined`)).toContain('已退回交办，待办公室答复。');
  const entries = await server.program.storage.read((stores) => stores.history.ofAssignment(item));
  expect(entries.filter(({ act }) => act === 'decline')).toHaveLength(1);
});

test('what a unit sent back waits on its page for the office, whatever its day', async () => {
  const page = wordsOf(await pageAt(own, '/plans/1/units/1'));
  expect(page).toContain('1项待办公室答复');
  expect(page).toContain('待办公室答复 1项 已退回交办，答复之前不需要办理');
});

test('a form that was gone back to and edited is another one: it is looked at anew, not given the first answer', async () => {
  const item = (await of(1))[6]!;
  const token = 'one-page-two-forms-sent';
  const sent = { act: 'decline', version: '1', token };
  expect((await own(...acts(item.id, { ...sent, reason: '非本单位职责' }))).status).toBe(303);
  const edited = await own(...acts(item.id, { ...sent, reason: '非本单位职责，应由县民政局承担' }));
  expect([edited.status, (await edited.text()).includes('应由县民政局承担')]).toEqual([409, true]);
});

test.each(['', '   ', '\u200b\u200b', '\n'])(
  'an act that wants a reason is refused at its field without one (%j)',
  async (reason) => {
    const item = (await of(1))[2]!;
    const answer = await own(...acts(item.id, { act: 'decline', version: '1', reason }));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('id="act-decline-reason-error"');
    expect(wordsOf(page)).toContain('必须写明理由');
    expect((await one(item.id))?.stage).toBe('assigned');
  },
);

test('what was typed is kept where it is refused, and nothing of it runs', async () => {
  const item = (await of(1))[2]!;
  const reason = `<script>alert(1)</script>𠮷😀${'长'.repeat(500)}`;
  const page = await (await own(...acts(item.id, { act: 'decline', version: '1', reason }))).text();
  expect(page).toContain('请控制在500字以内');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;𠮷😀长长');
  expect(page).not.toContain('<script>');
  const stale = await own(...acts(item.id, { act: 'decline', version: '7', reason: '不是我单位的职责' }));
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain('不是我单位的职责');
});

test('what cannot be seen is not kept', async () => {
  const item = (await of(1))[3]!;
  await own(...acts(item.id, { act: 'decline', version: '1', reason: '职责\u200b不\u202e符\r\n另见\u00ad附件' }));
  const [entry] = (await server.program.storage.read((stores) => stores.history.ofAssignment(item))).slice(-1);
  expect(JSON.parse(entry!.facts)).toMatchObject({ reason: '职责不符\n另见附件' });
});

test('nobody acts for another: neither a unit for a unit, nor the office for a unit, nor a unit for the office', async () => {
  const item = (await of(1))[4]!;
  expect((await other(...acts(item.id, { act: 'acknowledge', version: '1' }))).status).toBe(404);
  expect((await office(...acts(item.id, { act: 'acknowledge', version: '1' }))).status).toBe(403);
  expect((await own(...acts(item.id, { act: 'waive', version: '1', reason: '无' }))).status).toBe(403);
  expect((await one(item.id))?.version).toBe(1);
});

test('fields that no form has set nothing: no day, no role, no stage', async () => {
  const item = (await of(1))[4]!;
  const more = { stage: 'closed', dueOn: '2030-01-01', role: 'lead', unitId: '2', completedOn: '2020-05-13' };
  await own(...acts(item.id, { act: 'acknowledge', version: '1', ...more }));
  expect(await one(item.id)).toEqual({ ...item, stage: 'underway', version: 2 });
});

test('the office sends a declined duty back, suspends and waives with a reason', async () => {
  const item = (await of(1))[1]!;
  for (const [act, version] of [
    ['reassign', '2'],
    ['suspend', '3'],
    ['resume', '4'],
    ['waive', '5'],
    ['reopen', '6'],
  ] as const) {
    const answer = await office(...acts(item.id, { act, version, reason: '经研究' }));
    expect([act, answer.status]).toEqual([act, 303]);
  }
  expect((await one(item.id))?.stage).toBe('underway');
  // Each is told to the unit, once and in words; its own declining is not.
  expect(await noticesTo(1)).toEqual([
    expect.stringMatching(
      /你单位退回交办的“.+”（第一阶段），经研究，仍由你单位承担，请签收办理。期限2020年6月30日（周二，含当日）/,
    ),
    expect.stringContaining('已中止，恢复前不催办。'),
    expect.stringContaining('恢复办理。期限'),
    expect.stringContaining('已予豁免，不再要求办理'),
    expect.stringContaining('需重新办理。期限2020年6月30日（周二，含当日）'),
  ]);
});

test('what is reopened after its day is given a day ahead, or it would be overdue at once', async () => {
  const item = (await of(3))[0]!;
  await server.program.storage.write((stores) =>
    stores.assignments.change(item.id, 1, { stage: 'waived', dueOn: '2020-05-11' }),
  );
  expect(await (await office(`/assignments/${item.id}`)).text()).toContain('id="act-reopen-dueOn"');
  const asked = { act: 'reopen', version: '2', reason: '仍需办理' };
  for (const [dueOn, words] of [
    ['', '原到期日2020-05-11已过，请填写新的到期日'],
    ['2020-05-12', '新的到期日应晚于今天'],
    ['6月31日', '应是 2020-06-30 这样的日期'],
  ] as const) {
    const answer = await office(...acts(item.id, { ...asked, dueOn }));
    const page = await answer.text();
    expect([dueOn, answer.status, wordsOf(page).includes(words)]).toEqual([dueOn, 422, true]);
    expect(page).toContain('id="act-reopen-dueOn-error"');
  }
  expect((await office(...acts(item.id, { ...asked, dueOn: '2020-06-15' }))).status).toBe(303);
  const after = { stage: 'underway', dueOn: '2020-06-15', originalDueOn: item.originalDueOn };
  expect(await one(item.id)).toMatchObject(after);
  expect(await noticesTo(3)).toEqual([expect.stringContaining('期限2020年6月15日（周一，含当日）')]);
});

test.each(['accept', 'pass', 'settle', 'complete', 'nothing', ''])('“%s” is no act of this form', async (act) => {
  const item = (await of(1))[5]!;
  const answer = await office(...acts(item.id, { act, version: '1', reason: '无' }));
  expect(answer.status).toBe(422);
  expect((await one(item.id))?.version).toBe(1);
});
