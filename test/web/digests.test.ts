import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { enterAddressees } from '../../src/demonstration/addressees.js';
import { type DigestKind, type OutboxMail } from '../../src/domain/plan.js';
import { openSecret } from '../../src/secret.js';
import { NOTED, rowsOf } from '../contracts/routes.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let leader: Visitor;
let mails: OutboxMail[];

beforeAll(async () => {
  const program = await openTestProgram({ clock: '2020-05-12T08:00+08:00' });
  await program.storage.write((stores) => enterAddressees(stores, 1, { ...program.clock.now(), actor: '办公室' }));
  await program.runner.moveTo('2020-07-02T01:00:00.000Z');
  server = await startTestServer(program);
  leader = await server.signIn('leader');
  const { mails: lines } = await read((stores) => stores.outbox.list({ limit: 5000, offset: 0 }));
  mails = lines.map((line) => ({ ...line, textBody: null, htmlBody: null }));
}, 60_000);
afterAll(() => server.close());

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const mailOf = (kind: DigestKind, day: string, unitId: number | null = null) =>
  mails.find((mail) => mail.kind === kind && mail.day === day && mail.unitId === unitId)!;
const linkOf = (mail: OutboxMail) => `/d/${openSecret(server.program.settings).of(`mail-link:${mail.messageId}`)}`;
const pageOf = ({ words }: OutboxMail) => `/digests/${(JSON.parse(words ?? '{}') as { digest: number }).digest}`;
const mainOf = (html: string) => wordsOf(partsOf(html, 'main')[0] ?? '');

describe('The list of issues', () => {
  test('has the leaders’ first, the newest first, each with the day it was made', async () => {
    const rows = rowsUnder(await pageAt(leader, '/plans/1/digests'), '各期，新的在前');
    expect(rows).toEqual([
      ['领导摘要第5期', '7月1日（周三）', '08:30', '组长、副组长'],
      ['领导摘要第4期', '6月30日（周二）', '08:30', '组长、副组长'],
      ['领导摘要第3期', '6月15日（周一）', '08:30', '组长、副组长'],
      ['领导摘要第2期', '6月1日（周一）', '08:30', '组长、副组长'],
      ['领导摘要第1期', '5月18日（周一）', '08:30', '组长、副组长'],
    ]);
  });

  test('has the heads’ and the office’s on pages of their own', async () => {
    const mails = rowsUnder(await pageAt(leader, '/outbox?kind=digest'), '排队和已发的邮件，新的在前');
    expect(new Set(mails.map((row) => `${row[4]}|${row[6]}`))).toEqual(new Set(['|定期报送']));
    const heads = rowsUnder(await pageAt(leader, '/plans/1/digests?kind=unit-digest'), '各期，新的在前');
    expect(heads).toHaveLength(46);
    expect(heads.filter(([name]) => name === '县公安局单位月报第2期')).toEqual([
      ['县公安局单位月报第2期', '7月1日（周三）', '08:30', '县公安局主要负责人'],
    ]);
    const lists = rowsUnder(await pageAt(leader, '/plans/1/digests?kind=worklist'), '各期，新的在前');
    expect(lists.at(-1)?.slice(0, 2)).toEqual(['办公室日报第1期', '6月12日（周五）']);
  });
});

describe('An issue', () => {
  test('says what its mail said: three numbers, what is red and why, what moved, what comes next, and who read it', async () => {
    const [href = ''] = linksNamed(await pageAt(leader, '/plans/1/digests'), '领导摘要第5期');
    const words = mainOf(await pageAt(leader, href));
    for (const said of [
      ...[
        '领导摘要（第5期）',
        '第一阶段已到期，办结0/57，8项措施中8项亮红灯。',
        '已办结 0 /171 与上期相同',
        '临期 0 较上期 −57',
      ],
      ...['逾期 57 较上期 +57', '红色事项（57项，列最久的5项）', '单位未报原因', '新增逾期 57项'],
      ...['8月31日（周一）到期，还剩43个工作日', '组长 李广清、副组长 何劲松', '（一）精准识别，建档立卡'],
    ])
      expect(words).toContain(said);
  });

  test('stays as it was sent, whatever is done and however late it is', async () => {
    const href = pageOf(mailOf('digest', '2020-06-30'));
    const before = mainOf(await pageAt(leader, href));
    expect(before).toContain('临期 57 与上期相同');
    const { storage, clock, runner } = server.program;
    await storage.write(async (stores) => {
      const [item] = await stores.assignments.ofUnit(1);
      const complete = { id: item!.id, version: item!.version, act: 'complete' as const, reason: '' };
      await actOnAssignment(stores, complete, { ...clock.now(), actor: '联络员' });
    });
    await runner.moveTo('2020-07-03T01:00:00.000Z');
    expect(mainOf(await pageAt(leader, href))).toBe(before);
  });

  test('of the leaders is not for a unit, one of a unit only for that unit and whoever sees all', async () => {
    const police = await server.signIn('liaison:县公安局');
    const unit = await read((stores) => stores.plans.unitByName('县公安局'));
    const own = pageOf(mailOf('unit-digest', '2020-06-01', unit!.id));
    const others = pageOf(mailOf('unit-digest', '2020-06-01', 1));
    expect(mainOf(await pageAt(police, own))).toContain('本单位没有逾期事项，请按期推进。');
    expect(mainOf(await pageAt(leader, others))).toContain('县总工会本月情况');
    for (const path of [others, pageOf(mailOf('digest', '2020-06-15')), pageOf(mailOf('worklist', '2020-06-12'))])
      expect((await police(path)).status).toBe(404);
    expect((await leader('/digests/99999')).status).toBe(404);
  });
});

describe('The link of a digest’s mail', () => {
  test('shows that issue to whoever has it, signs nobody in and writes nothing', async () => {
    const mail = mailOf('digest', '2020-07-01');
    const before = rowsOf(server, NOTED);
    const answer = await server.visit(linkOf(mail));
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
    const html = await answer.text();
    expect(mainOf(html)).toContain('第一阶段已到期，办结0/57，8项措施中8项亮红灯。');
    // Nothing on it leads into what is not told by the mail.
    expect(
      [...html.matchAll(/href="(\/[^"]*)"/g)]
        .map(([, href]) => href)
        .filter((href) => !/^\/(assets\/.*)?$/.test(href!)),
    ).toEqual([]);
    expect((await server.visit(pageOf(mail))).headers.get('location')).toBe('/sign-in');
    expect(rowsOf(server, NOTED)).toEqual(before);
  });

  test('each reader has one of their own', () => {
    const same = mails.filter(({ kind, day }) => kind === 'digest' && day === '2020-07-01').map(linkOf);
    expect([same.length, new Set(same).size]).toEqual([4, 4]);
  });

  test('opens nothing where it is another mail’s, changed, or ended with its unit’s', async () => {
    const office = await server.signIn('office');
    const own = mailOf('unit-digest', '2020-07-01', 1);
    expect((await server.visit(linkOf(own))).status).toBe(200);
    const reminder = mails.find(({ kind }) => kind === 'reminder')!;
    for (const path of [linkOf(reminder), linkOf(mailOf('worklist', '2020-06-12')), linkOf(own).slice(0, -1), '/d/x'])
      expect((await server.visit(path)).status).toBe(404);
    await office('/plans/1/units/1/links/revocation', form({}));
    expect((await server.visit(linkOf(own))).status).toBe(404);
    expect((await server.visit(linkOf(mailOf('digest', '2020-07-01')))).status).toBe(200);
  });
});

test('whoever is to get issues and has no address is named above them, with where one is given', async () => {
  const { contactId } = (await read(({ people }) => people.postsOfPlan(1, '2020-07-02'))).find(
    ({ kind }) => kind === 'group-leader',
  )!.holder!;
  expect(mainOf(await pageAt(leader, '/plans/1/digests'))).not.toContain('没有登记邮箱');
  const { version } = (await read(({ people }) => people.contact(contactId)))!;
  await server.program.storage.write(({ people }) => people.changeContact(contactId, version, { mail: null }));
  const page = await pageAt(leader, '/plans/1/digests');
  expect(mainOf(page)).toContain('李广清（组长）没有登记邮箱，收不到。 登记邮箱');
  expect(linksNamed(page, '登记邮箱')).toEqual(['/plans/1/people']);
  const bare = await server.program.storage.write(async (stores) => {
    const plan = (await stores.plans.byId(1))!;
    const { id: _id, ...copy } = plan;
    return stores.plans.insert({ ...copy, title: '没有领导小组的方案' });
  });
  expect(mainOf(await pageAt(leader, `/plans/${bare}/digests`))).toContain(
    '没有登记组长、副组长，各期只在这里可看，不发邮件。 登记邮箱',
  );
});
