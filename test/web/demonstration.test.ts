import { form, mailbox, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, pageAt, partsOf, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const moveTo = (to: string, headers: Record<string, string> = {}) => office('/demo/clock', form({ to }, headers));
const today = () => server.program.clock.now().today;
const main = (html: string) => wordsOf(partsOf(html, 'main')[0] ?? '');

describe('Signing in', () => {
  test('is offered as two clerks of the office, a leader, an administrator, an auditor and each of the 23 units', async () => {
    const page = await pageAt(server.visit, '/sign-in');
    expect([...page.matchAll(/name="as" value="([^"]+)"/g)]).toHaveLength(5 + 23);
    expect(page).toContain('value="liaison:县公安局"');
    expect(main(page)).toContain('白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案');
  });

  test.each(['liaison:县科技中心', 'liaison:', 'liaison', 'mayor', '', 'constructor', 'toString', '__proto__'])(
    'as “%s”, whom nobody knows, is refused in words',
    async (as) => {
      const answer = await server.visit('/demo/sign-in', form({ as }));
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect([answer.status, main(await answer.text())]).toEqual([422, expect.stringContaining('填写有误') as string]);
    },
  );

  test('is asked of whoever opens a page without it', async () => {
    for (const path of ['/', '/plans/1', '/outbox', '/assignments/1']) {
      const answer = await server.visit(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    }
  });

  test('ends with signing out', async () => {
    const leader = await server.signIn('leader');
    expect((await leader('/')).status).toBe(200);
    expect((await leader('/sign-out', form({}))).headers.get('set-cookie')).toMatch(/^luoshi=; .*Max-Age=0/);
    expect((await leader('/')).status).toBe(303);
  });

  test('lasts twelve hours', async () => {
    const leader = await server.signIn('leader');
    const { storage } = server.program;
    expect((await leader('/')).status).toBe(200);
    const account = await storage.read((stores) => stores.accounts.byLogin('demo-leader'));
    const old = {
      ...{ accountId: account?.id ?? 0, stage: 'full' as const, device: '' },
      createdAt: '2020-01-01T00:00:00.000Z',
    };
    // The hash of the name 'a' × 32.
    const idHash = '3ba3f5f43b92602683c19aee62a20342b084dd5971ddd33808d81a328879a547';
    await storage.write((stores) => stores.sessions.insert({ ...old, idHash, lastSeenAt: old.createdAt }));
    const answer = await server.visit('/', { headers: { cookie: `luoshi=${'a'.repeat(32)}` } });
    expect(answer.status).toBe(303);
  });
});

describe('A liaison', () => {
  let liaison: Visitor;
  beforeAll(async () => {
    liaison = await server.signIn('liaison:县公安局');
  });

  test('lands on what their own unit must do', async () => {
    const home = await liaison('/');
    expect([home.status, home.headers.get('location')]).toEqual([303, '/plans/1/units/4']);
    const page = await pageAt(liaison, '/plans/1/units/4');
    expect(main(page)).toContain('县公安局 没有逾期，1项临期，最近的还剩3个工作日');
    expect(linksNamed(page, '本单位')).toEqual(['/plans/1/units/4']);
  });

  test('sees no clock to move and no way to what is not theirs', async () => {
    const page = await pageAt(liaison, '/plans/1/units/4');
    expect(page).not.toContain('/demo/clock');
    const nav = partsOf(page, 'nav aria-label="主导航"')[0] ?? '';
    expect(wordsOf(nav)).toBe('本单位 报进展 整改 批示 方案');
    const theirs = await Promise.all(
      [...page.matchAll(/<a[^>]* href="(\/[^"#]*)"/g)].map(([, href]) => liaison(href ?? '')),
    );
    expect(theirs.map(({ status }) => status).filter((status) => status >= 400)).toEqual([]);
  });

  test('finds on an assignment’s page no link that is closed to them', async () => {
    const id = await server.program.storage.read(async (stores) => (await stores.assignments.ofUnit(4))[0]?.id);
    const page = await pageAt(liaison, `/assignments/${id}`);
    const hrefs = [...page.matchAll(/<a[^>]* href="(\/[^"#]*)/g)].map(([, href]) => href ?? '');
    expect(hrefs.length).toBeGreaterThan(4);
    for (const href of hrefs) expect({ href, open: (await liaison(href)).status < 400 }).toEqual({ href, open: true });
  });

  test('is told how many mails have gone to their unit, however many these are', async () => {
    await moveTo('2020-07-08');
    // One of assigning, six of reminding, three of chasing, three of only asking for a report.
    expect(main(await pageAt(liaison, '/plans/1/units/4'))).toContain('已发给本单位13封邮件');
  });
});

describe('The demonstration clock', () => {
  test('moves to the morning of a day, and everything due on the way has left', async () => {
    const before = (await mailbox(server.program)).length;
    const moved = await moveTo('2020-08-05');
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/?said=clock-moved']);
    expect(server.program.clock.now()).toMatchObject({ today: '2020-08-05', time: '09:00' });
    // The report of July was asked for on the 22nd, the 24th and the 27th; on 4 August what is late was chased.
    expect((await mailbox(server.program)).length - before).toBe(4 * 23);
    expect(wordsOf(await pageAt(office, '/'))).toContain('演示时钟 2020年8月5日 09:00');
  });

  test('moves to an instant, and goes back to the page the button stood on', async () => {
    const moved = await moveTo('2020-08-05T10:15+08:00', { referer: `${server.base}/outbox?day=2020-08-04` });
    expect(moved.headers.get('location')).toBe('/outbox?said=clock-moved');
    expect(server.program.clock.now()).toMatchObject({ today: '2020-08-05', time: '10:15' });
    const away = await moveTo('2020-08-05T10:20+08:00', { referer: 'https://elsewhere.example/plans/1' });
    expect(away.headers.get('location')).toBe('/?said=clock-moved');
    const double = await moveTo('2020-08-05T10:25+08:00', { referer: `${server.base}//elsewhere.example/plans` });
    expect(double.headers.get('location')).toBe('/elsewhere.example/plans?said=clock-moved');
  });

  test('offers the next working day and the next deadline, and each of these can be pressed', async () => {
    const page = await pageAt(office, '/');
    const steps = [...page.matchAll(/name="to" value="([^"]+)"><button type="submit">([^<]+)</g)];
    expect(steps.map(([, to, label]) => [to, label])).toEqual([
      ['2020-08-06', '下一个工作日 8月6日（周四）'],
      ['2020-08-31', '下一个到期日 8月31日（周一）'],
    ]);
    expect((await moveTo('2020-08-06')).status).toBe(303);
    expect(today()).toBe('2020-08-06');
  });

  test('moved to the day it already is changes nothing', async () => {
    await moveTo('2020-08-06T15:00+08:00');
    const before = await mailbox(server.program);
    expect((await moveTo('2020-08-06')).status).toBe(303);
    expect(server.program.clock.now()).toMatchObject({ today: '2020-08-06', time: '15:00' });
    expect(await mailbox(server.program)).toEqual(before);
  });

  test.each([
    ['2020-08-05', '演示时钟只能往后拨'],
    ['2020-08-06T14:59+08:00', '演示时钟只能往后拨'],
    ['2019-12-31', '演示时钟只能往后拨'],
    ['2031-01-01', '演示时钟最远拨到2030-12-31'],
    ['tomorrow', '应是 2020-06-28 这样的日期'],
    ['', '应是 2020-06-28 这样的日期'],
    ['2020-09-31', '应是 2020-06-28 这样的日期'],
    ['2020-09-31T09:00+08:00', '应是 2020-06-28 这样的日期'],
    ['2020-09-30T09:00', '应是 2020-06-28 这样的日期'],
    ['2020-09-30T25:00+08:00', '应是 2020-06-28 这样的日期'],
  ])('refuses %s in words and stays where it is', async (to, words) => {
    const before = today();
    const answer = await moveTo(to);
    expect([answer.status, main(await answer.text())]).toEqual([422, expect.stringContaining(words) as string]);
    expect(today()).toBe(before);
  });

  test('refuses a form without a day', async () => {
    expect((await office('/demo/clock', form({}))).status).toBe(422);
  });
});

describe('What went wrong', () => {
  test('is said as a page: what happened, what was kept, what to do', async () => {
    const answer = await office('/assignments/99999');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(main(await answer.text())).toBe(
      '没有找到 发生了什么 没有这个责任事项，或者您无权查看。 已保存的内容 没有改动任何内容。 接下来怎么做 请从首页重新进入。 回首页',
    );
  });

  test('is said of an address that is none in the same words', async () => {
    const answer = await office('/no/such/page');
    expect([answer.status, main(await answer.text())]).toEqual([
      404,
      expect.stringContaining('没有这个页面') as string,
    ]);
  });

  test('is said to who may not do a thing', async () => {
    const liaison = await server.signIn('liaison:县公安局');
    const answer = await liaison('/outbox');
    expect([answer.status, main(await answer.text())]).toEqual([403, expect.stringContaining('无权办理') as string]);
  });

  test('never shows the machine behind: a form too large, a broken encoding, a foreign method', async () => {
    const large = await office('/demo/clock', form({ to: 'x'.repeat(2_000_000) }));
    const broken = await office('/plans/%E4%B8');
    const foreign = await office('/outbox', { method: 'DELETE' });
    for (const answer of [large, broken, foreign]) {
      const text = await answer.text();
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(text).toContain('<html lang="zh-CN">');
      expect(text).not.toMatch(/Error:|node_modules|at \w+ \(/);
    }
  });

  test.each(['toString', 'constructor', '__proto__', 'nonsense'])(
    'is not a notice: /?said=%s shows none',
    async (said) => {
      expect(partsOf(await pageAt(office, `/?said=${said}`), 'div class="notice')).toEqual([]);
    },
  );
});

// Last, because a clock that goes there does not come back.
test('The demonstration clock is not moved to the end of time, where a year has five digits', async () => {
  const before = today();
  const answer = await moveTo('9999-12-31T23:59:59Z');
  expect([answer.status, today()]).toEqual([422, before]);
});
