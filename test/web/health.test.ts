import { tellResumed } from '../../src/reminders/alarms.js';
import { examine } from '../../src/cli/doctor.js';
import { momentAt } from '../../src/clock.js';
import { pendingMail } from '../support/databases.js';
import { pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const STOPPED = momentAt('2020-06-24', '08:10').at;
const LATE_ITEM = { assignmentId: 1, dueOn: '2020-06-30', rule: 'T-99' };
const REASON = '连接不上邮件服务器：<timeout>';
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-06-24T09:20+08:00' }));
  office = await server.signIn('office');
  // The office has a director who can be reached.
  await server.program.storage.write(async (stores) => {
    const posts = await stores.people.postsOfPlan(1, '2020-06-24');
    const director = posts.find(({ kind }) => kind === 'office-director') ?? posts[0]!;
    const { contactId, contactVersion } = director.holder!;
    await stores.people.changeContact(contactId, contactVersion, { mail: 'director@baisha.example' });
  });
});
afterAll(() => server.close());

const at = (day: string, time: string) => server.program.clock.set(momentAt(day, time).at);
const stop = (stoppedAt: string | null) =>
  server.program.storage.write((stores) =>
    stores.delivery.set({ stoppedAt, reason: stoppedAt && REASON, probeAt: stoppedAt && STOPPED }),
  );
const alarms = () =>
  server.program.storage.read(
    async (stores) => (await stores.outbox.list({ kind: 'alarm', limit: 9, offset: 0 })).mails,
  );
const notices = (page: string) => partsOf(page, 'div class="notice s-overdue" role="status"').map(wordsOf);
const doctor = async () => (await examine(server.program)).filter(({ ok }) => !ok).map(({ what }) => what);

test('says when each job last ran and runs next, how mails stand, and that all is well', async () => {
  const page = await pageAt(office, '/health');
  expect(wordsOf(page)).toContain('邮件和定时工作都正常');
  const [job] = rowsUnder(page, '定时工作、上次结果和下次时间');
  expect(job?.slice(1)).toEqual(['工作日 08:30', '6月24日 周三 09:20', '到期提醒23封', '6月28日 周日 08:30']);
  const counts = Object.fromEntries(rowsUnder(page, '发件箱里各种状态的邮件')) as Record<string, string>;
  const sent = Number(/共(\d+)封/.exec(wordsOf(await pageAt(office, '/outbox?state=sent')))?.[1]);
  expect(sent).toBeGreaterThan(100);
  expect(counts).toMatchObject({ 待发: '0', 已发: String(sent), 暂存: '0', 未发出: '0', 可能重复: '0' });
  expect(wordsOf(page)).toContain('发送状态 正常 应发未发 没有');
  expect(await doctor()).toEqual([]);
});

test('a stop of mails stands on every page of office and administrator, kept or not, and goes when mails flow', async () => {
  const admin = await server.signIn('admin');
  const leader = await server.signIn('leader');
  const pages: [Visitor, string][] = [
    [office, '/plans/1/desk'],
    [office, '/outbox'],
    [admin, '/accounts'],
  ];
  for (const [who, path] of pages) expect(notices(await pageAt(who, path))).toEqual([]);
  await stop(STOPPED);
  const said = `邮件自6月24日08:10起没有发出：${REASON}。邮件都在发件箱里，恢复后自动发出。 运行情况`;
  for (const [who, path] of pages) expect([path, notices(await pageAt(who, path))]).toEqual([path, [said]]);
  expect(notices(await pageAt(leader, '/outbox'))).toEqual([]);
  const page = wordsOf(await pageAt(office, '/health'));
  expect(page).toContain('有1处不正常');
  expect(page).toContain('发送状态 已停止，自6月24日08:10起；6月24日08:10再试');
  expect(await doctor()).toEqual(['邮件']);
  const watched = await server.visit('/healthz');
  expect([watched.status, ((await watched.json()) as { mail: object }).mail]).toEqual([
    200,
    { stoppedAt: STOPPED, reason: REASON },
  ]);
  await stop(null);
  for (const [who, path] of pages) expect(notices(await pageAt(who, path))).toEqual([]);
});

test('the office is told once by mail of a stop that is over, and not of a short one', async () => {
  const { storage, clock } = server.program;
  const resumed = (stoppedAt: string) =>
    storage.write((stores) => tellResumed(stores, { stoppedAt, reason: REASON }, clock.now()));
  expect(await resumed(momentAt('2020-06-24', '09:00').at)).toBe(0);
  expect([await resumed(STOPPED), await resumed(STOPPED)]).toEqual([1, 0]);
  await server.program.runner.sweep();
  const [mail] = await alarms();
  expect(mail).toMatchObject({ state: 'sent', toAddress: 'director@baisha.example' });
  expect(mail?.subject).toContain('邮件中断已恢复');
  const page = wordsOf(await pageAt(office, `/outbox/${mail!.id}`));
  expect(page).toContain('邮件中断从2020年6月24日08:10到2020年6月24日09:20，现已恢复');
  expect(page).toContain(REASON);
});

test('a mail that waits longer than an hour of the hours of sending is said', async () => {
  const { storage } = server.program;
  const nextAt = momentAt('2020-06-24', '08:00').at;
  await storage.write((stores) => stores.outbox.enqueue(pendingMail('waits', 4, { nextAt }), [LATE_ITEM]));
  expect(wordsOf(await pageAt(office, '/health'))).not.toContain('等待发出');
  at('2020-06-24', '09:30');
  expect(wordsOf(await pageAt(office, '/health'))).toContain('最早一封应发未发的邮件自6月24日08:00起等待发出');
  expect(await doctor()).toEqual(['邮件']);
  await server.program.runner.sweep();
  expect(await doctor()).toEqual([]);
});

test('a working day without a run is said on pages, by the doctor and to whoever watches, and by mail at the next run', async () => {
  at('2020-06-29', '08:00');
  const said = '定时工作已有一个工作日没有运行（上次运行是6月24日09:30），提醒和催办没有按时发出';
  expect(notices(await pageAt(office, '/outbox'))[0]).toContain(said);
  expect(await doctor()).toEqual(['日程']);
  expect((await server.visit('/healthz')).status).toBe(503);
  const before = (await alarms()).length;
  at('2020-06-29', '08:30');
  await server.program.runner.tick();
  await server.program.runner.tick();
  expect(notices(await pageAt(office, '/outbox'))).toEqual([]);
  expect((await server.visit('/healthz')).status).toBe(200);
  const [mail, ...others] = await alarms();
  expect(others).toHaveLength(before);
  expect(mail).toMatchObject({ state: 'sent', toAddress: 'director@baisha.example' });
  expect(mail?.subject).toContain('定时工作曾停摆，现已恢复');
});

describe('A test mail', () => {
  test('goes to the address that was typed, is in the history, and needs no plan', async () => {
    const empty = await startTestServer(await openTestProgram({ seed: false }));
    const admin = await empty.signIn('admin');
    const sent = { address: 'me@example.cn', token: 'one-test-mail-sent-twice' };
    for (let i = 0; i < 2; i++) {
      const answer = await admin('/health/test-mails', form(sent));
      expect(answer.headers.get('location')).toBe('/health?said=test-mail-queued');
    }
    await empty.program.runner.sweep();
    const { mails } = await empty.program.storage.read((stores) => stores.outbox.list({ limit: 9, offset: 0 }));
    expect(mails.map(({ state, toAddress, subject }) => [state, toAddress, subject])).toEqual([
      ['sent', 'me@example.cn', '【落实】领导小组办公室：测试邮件'],
    ]);
    expect(wordsOf(await pageAt(admin, '/history'))).toMatch(/发测试邮件.*me@example\.cn/);
    await empty.close();
  });

  test.each(['', 'nobody', 'a@b', 'a@example.cn, b@example.cn'])('is not sent to “%s”', async (address) => {
    const answer = await office('/health/test-mails', form({ address }));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="test-address-error"');
  });
});
