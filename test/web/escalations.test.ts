import { type OutboxMail } from '../../src/domain/plan.js';
import { momentAt } from '../../src/clock.js';
import { enterAddressees } from '../../src/demonstration/addressees.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

/** Nobody acts; the unit's heads and the leading group have addresses, and the first deputy leader looks after every unit. */
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-06-24T08:00+08:00' }));
  office = await server.signIn('office');
  await server.program.storage.write(async (stores) => {
    const occasion = { ...momentAt('2020-06-24', '08:00'), actor: '办公室' };
    await enterAddressees(stores, 1, occasion);
    const deputy = (await stores.people.postsOfPlan(1, '2020-06-24')).find(({ kind }) => kind === 'deputy-leader');
    const units = await stores.plans.planUnits(1);
    await stores.people.setUnitsOf(
      deputy!.id,
      units.map(({ id }) => id),
    );
  });
}, 120_000);
afterAll(() => server.close());

const moveTo = (day: string) => server.program.runner.moveTo(momentAt(day, '09:00').at);
const countyMails = async () => {
  const { mails } = await server.program.storage.read(({ outbox }) =>
    outbox.list({ kind: 'escalation', limit: 500, offset: 0 }),
  );
  return mails.filter(({ unitId }) => unitId === null);
};
const mailOf = async (id: number): Promise<OutboxMail> =>
  (await server.program.storage.read(({ outbox }) => outbox.byId(id)))!;
const decide = (id: number, fields: Record<string, string>, who = office) =>
  who(`/escalations/${id}/decision`, form(fields));

test('what has gone up to a deputy leader waits on the office’s list, is seen whole, and is sent by nothing but its word', async () => {
  await moveTo('2020-07-09');
  const [mail] = await countyMails();
  expect(mail).toMatchObject({ day: '2020-07-09', state: 'held' });
  const desk = wordsOf(await pageAt(office, '/plans/1/desk'));
  expect(desk).toContain('待放行的督促提醒 1件');
  expect(desk).toMatch(/送领导小组副组长.*：23个单位57项逾期/);
  expect(desk).toContain('请于7月14日前决定，还剩3个工作日');
  expect(desk).not.toContain('邮件没有发出 1封');
  const page = await pageAt(office, `/escalations/${mail!.id}`);
  expect(page).toContain(`/outbox/${mail!.id}/html`);
  const words = wordsOf(await pageAt(office, `/outbox/${mail!.id}/html`));
  expect(words).toContain('23个单位57项工作逾期未办结，最长已逾期7个工作日，到期后单位未报送进展，请予督促');
  expect(words).toContain('另有27项，请打开链接查看。');
  expect(words).toContain(`催办〔2020〕第${mail!.number}号`);
  // A leader looks and decides nothing; the ordinary release of mails refuses it.
  const leader = await server.signIn('leader');
  expect(await pageAt(leader, `/escalations/${mail!.id}`)).not.toContain('<button type="submit">放行');
  expect((await decide(mail!.id, { act: 'release' }, leader)).status).toBe(403);
  expect((await office(`/outbox/${mail!.id}/release`, form({ plan: '1' }))).status).toBe(409);
  await moveTo('2020-07-15');
  expect(wordsOf(await pageAt(office, '/plans/1/desk'))).toContain('已过决定期限，未放行不会发出；请于7月14日前决定');
  expect(await mailOf(mail!.id)).toMatchObject({ state: 'held', sentAt: null });
}, 120_000);

test('let go, it leaves in the words of that moment; the item’s page says how far its delay has gone up', async () => {
  const [mail] = await countyMails();
  const item = (await server.program.storage.read(({ outbox }) => outbox.items(mail!.id)))[0]!;
  await server.program.storage.write(({ assignments }) =>
    assignments.change(item.assignmentId, 1, { stage: 'reported', completedOn: '2020-07-15' }),
  );
  const answer = await decide(mail!.id, { act: 'release' });
  expect(answer.headers.get('location')).toBe(`/escalations/${mail!.id}?said=escalation-released`);
  expect((await decide(mail!.id, { act: 'release' })).status).toBe(409);
  await server.program.runner.sweep();
  const sent = await mailOf(mail!.id);
  expect(sent).toMatchObject({ state: 'sent', toAddress: 'deputy-1@baisha.example' });
  expect(sent.textBody).toContain('56项工作逾期未办结，最长已逾期11个工作日');
  expect(sent.textBody).toContain('单位尚未报送进展');
  const still = (await server.program.storage.read(({ outbox }) => outbox.items(mail!.id))).at(-1)!;
  const page = wordsOf(await pageAt(office, `/assignments/${still.assignmentId}`));
  expect(page).toMatch(/逐级督促 7月1日.*主要负责人；7月3日.*主要负责人；7月9日领导小组副组长/);
  expect(wordsOf(await pageAt(office, `/assignments/${item.assignmentId}`))).not.toContain('7月9日领导小组副组长');
}, 60_000);

test('what goes up to the leader may be kept back with a reason, which stands in the history', async () => {
  await moveTo('2020-07-16');
  const [mail] = await countyMails();
  expect(mail).toMatchObject({ toName: expect.stringContaining('领导小组组长') as string, state: 'held' });
  const refused = await decide(mail!.id, { act: 'cancel', reason: ' ' });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('理由');
  expect((await decide(mail!.id, { act: 'cancel', reason: '已当面报告' })).status).toBe(303);
  expect(wordsOf(await pageAt(office, `/escalations/${mail!.id}`))).toContain('办公室决定不发：已当面报告');
  expect(wordsOf(await pageAt(office, '/plans/1/desk'))).toContain('没有等待办公室放行的督促提醒');
  const history = wordsOf(await pageAt(office, '/history'));
  expect(history).toContain('督促提醒不发');
  expect(history).toContain('放行督促提醒');
  expect(history).toContain(`编号：催办〔2020〕第${mail!.number}号`);
}, 60_000);
