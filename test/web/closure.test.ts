import { form, mailbox, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { rowsOf } from '../contracts/routes.js';
import { type PageForm } from '../support/page-forms.js';
import { jsonAt, linksNamed, pageAt, wordsOf } from '../support/pages.js';
import { send } from '../support/sending.js';
import { formsReached } from '../support/walk.js';

const SUMMARY = '全县困难职工全部解困脱困。\n继续抓好常态帮扶。';
let server: TestServer;
let office: Visitor;
let liaison: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
  liaison = await server.signIn('liaison:县公安局');
});
afterAll(() => server.close());

const version = async (): Promise<string> =>
  String((await server.program.storage.read((stores) => stores.plans.byId(1)))?.version);
const close = async (more: Record<string, string>) =>
  office('/plans/1/closure', form({ version: await version(), summary: SUMMARY, checked: 'yes', ...more }));
const waiting = async (): Promise<number> =>
  (await server.program.storage.read((stores) => stores.closures.leftOpen(1))).mails;

/** Every form that somebody had before the plan was closed, one of each kind. */
const before: { who: string; visit: Visitor; form: PageForm }[] = [];
const changing = (form: PageForm): boolean =>
  form.method === 'post' && !STAYS.some((pattern) => pattern.test(form.action));
/** Something in each field that was left empty. */
const filled = ({ fields }: PageForm): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ name, kind, values, options }) =>
      values.some((value) => value !== '') || kind === 'file'
        ? []
        : [[name, options.at(-1) ?? (kind === 'date' ? '2020-07-31' : '30')]],
    ),
  );
const CONTENTS = ['session', 'write_lock', 'form_key', 'draft'];

/** What can still be sent once a plan is closed: about oneself, the program, the people, the calendar, another document, and the way back. */
const WHO = ['office', 'leader', 'admin', 'auditor', 'liaison:县公安局'];
const STAYS = [
  /^\/(?:sign-out|demo|account|accounts|contacts|holidays|health|posts|units\/\d+\/aliases|tenures|letters|intakes)\b/,
  /^\/plans\/1\/(?:reopening|posts|units\/\d+\/links\/revocation)\b/,
  /^\/outbox\/\d+\/acts$/,
];

describe('The page on which a plan is closed', () => {
  test('is reached from the plan and says what would stay behind', async () => {
    expect(linksNamed(await pageAt(office, '/plans/1'), '结束方案')).toEqual(['/plans/1/closure']);
    const words = wordsOf(await pageAt(office, '/plans/1/closure'));
    expect(words).toMatch(/未办结的责任事项 [1-9]\d*项/);
    expect(words).toMatch(/未完成的整改 \d+项/);
    expect(words).toMatch(/等待发出的邮件 \d+封/);
    expect(linksNamed(await pageAt(liaison, '/plans/1'), '结束方案')).toEqual([]);
  });

  test.each([
    ['nothing', { summary: ' ' }, '请写明总结'],
    ['too much', { summary: '长'.repeat(5001) }, '5000'],
    ['no tick', { checked: '' }, '还有未办结的内容，请核对后勾选'],
  ])('refuses %s beside the field and keeps what was typed', async (_what, fault, words) => {
    const refused = await close(fault);
    const page = await refused.text();
    expect([refused.status, wordsOf(page)]).toEqual([422, expect.stringContaining(words)]);
    if (!('summary' in fault)) expect(page).toContain('继续抓好常态帮扶。');
    expect((await server.program.storage.read((stores) => stores.plans.byId(1)))?.state).toBe('running');
  });

  test('that another has changed meanwhile is refused', async () => {
    expect((await close({ version: '99' })).status).toBe(409);
  });
});

describe('A closed plan', () => {
  beforeAll(async () => {
    for (const who of WHO) {
      const visit = await server.signIn(who);
      const kinds = new Set<string>();
      for (const { form: sheet } of await formsReached(visit)) {
        const kind = `${sheet.action.replace(/\d+/g, ':n')} ${sheet.fields.map(({ name, values }) => name + (name === 'act' ? values.join() : '')).join()}`;
        if (changing(sheet) && !kinds.has(kind)) before.push({ who, visit, form: sheet });
        kinds.add(kind);
      }
    }
    const done = await close({});
    expect([done.status, done.headers.get('location')]).toEqual([303, '/plans/1?said=plan-closed']);
  }, 120_000);

  test('is read with its summary and day, on its page and in the overview', async () => {
    for (const path of ['/plans/1', '/']) {
      const words = wordsOf(await pageAt(office, path));
      expect(words).toContain('方案已于2020年6月24日结束');
      expect(words).toContain('继续抓好常态帮扶。');
    }
    expect(wordsOf(await pageAt(liaison, '/plans/1'))).toContain('方案已于2020年6月24日结束');
    expect(await waiting()).toBe(0);
  });

  test.each(WHO)(
    'offers %s no form that would change it',
    async (who) => {
      const found = await formsReached(await server.signIn(who));
      const offered = found.filter(({ form }) => changing(form)).map(({ at, form: { action } }) => `${at} ${action}`);
      expect([...new Set(offered)]).toEqual([]);
      expect(found.length).toBeGreaterThan(5);
    },
    120_000,
  );

  test('refuses, in words, every form of pages that were open before, and changes nothing', async () => {
    const rows = rowsOf(server, CONTENTS);
    const answers = [];
    for (const { who, visit, form: sheet } of before) {
      const answer = await send(visit, sheet, filled(sheet), sheet.buttons[0]);
      const words = wordsOf(await answer.text());
      answers.push([`${who} ${sheet.action.replace(/\d+/g, ':n')}`, answer.status, words.includes('已经结束')]);
    }
    expect(rowsOf(server, CONTENTS)).toEqual(rows);
    expect(answers.filter(([, status]) => Number(status) < 400)).toEqual([]);
    // No file was sent, and nobody closes what is closed.
    const others = answers.filter(([, , told]) => !told).map(([what, status]) => [what, status]);
    expect(others).toEqual([
      ['office /plans/:n/closure', 409],
      ['admin /plans/:n/closure', 409],
      ['liaison:县公安局 /attachments', 404],
    ]);
    expect(answers.length).toBeGreaterThan(15);
  }, 120_000);

  test('is refused to programs, which are told that it is closed', async () => {
    const { body } = await jsonAt<{ state: string; closure: unknown }>(office, '/api/v1/plans/1');
    expect([body.state, body.closure]).toEqual(['closed', { closedOn: '2020-06-24', summary: SUMMARY }]);
    const item = await jsonAt<{ actsOpen: unknown[]; version: number }>(liaison, '/api/v1/assignments/4');
    expect(item.body.actsOpen).toEqual([]);
  });

  test('mails nothing for the rest of the year', async () => {
    const count = async (): Promise<number> =>
      server.program.storage.read(async (stores) => (await stores.outbox.list({ limit: 0, offset: 0 })).total);
    const [queued, sent] = [await count(), (await mailbox(server.program)).length];
    expect(sent).toBeGreaterThan(23);
    for (const day of ['2020-06-30', '2020-07-01', '2020-07-31', '2020-09-01', '2020-12-31'])
      expect((await office('/demo/clock', form({ to: day }))).status).toBe(303);
    expect([await count(), (await mailbox(server.program)).length]).toEqual([queued, sent]);
  }, 120_000);
});

describe('A reopened plan', () => {
  test('needs a reason, and works and mails as before', async () => {
    const reopen = async (reason: string) => office('/plans/1/reopening', form({ version: await version(), reason }));
    const refused = await reopen(' ');
    expect([refused.status, wordsOf(await refused.text())]).toEqual([
      422,
      expect.stringContaining('请写明重新启动的理由'),
    ]);
    expect((await reopen('还有两户没有解困')).status).toBe(303);
    expect(linksNamed(await pageAt(office, '/plans/1'), '结束方案')).toEqual(['/plans/1/closure']);
    const entries = await server.program.storage.read((stores) => stores.history.recent(2));
    expect(entries.map(({ act, facts }) => [act, JSON.parse(facts) as unknown])).toEqual([
      ['reopen-plan', { reason: '还有两户没有解困' }],
      ['close-plan', expect.objectContaining({ summary: SUMMARY })],
    ]);
    const sent = (await mailbox(server.program)).length;
    expect((await office('/demo/clock', form({ to: '2021-01-05' }))).status).toBe(303);
    expect((await mailbox(server.program)).length).toBeGreaterThan(sent);
  }, 120_000);
});
