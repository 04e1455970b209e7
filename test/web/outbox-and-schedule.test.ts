import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';

const MAILS = '排队和已发的邮件，新的在前';
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  // A mailbox in which every kind of mail and every state of one is found.
  server = await startTestServer(await openTestProgram({ clock: '2020-07-01T09:00+08:00' }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const total = (html: string) => wordsOf(partsOf(html, 'p class="total"')[0] ?? '').split(' · ')[0];

describe('The outbox', () => {
  test('lists what was sent, the newest first, with why each was made', async () => {
    const page = await pageAt(office, '/outbox');
    // 1 of assigning, 6 of reminding, 1 of chasing, 3 of only asking for reports, to 23 units each.
    expect(total(page)).toBe(`共${11 * 23}封`);
    const rows = rowsUnder(page, MAILS);
    expect(rows).toHaveLength(50);
    expect(rows[22]).toEqual([
      ...[
        '7月1日 08:30',
        '催办',
        '县总工会',
        '【解困脱困】县总工会：8项逾期（催办〔2020〕第1号）',
        '8',
        '已发',
        '逾期第1个工作日',
      ],
    ]);
    expect(wordsOf(partsOf(page, 'nav class="pager"')[0] ?? '')).toBe('第1—50项，共253项 下一页');
  });

  test.each([
    ['?kind=assigned', 23],
    ['?kind=reminder', 138],
    ['?kind=chase', 23],
    ['?day=2020-06-22', 23],
    ['?day=2020-06-23', 0],
    ['?day=2020-06-22&kind=chase', 0],
    ['?kind=report-request', 69],
    ['?unit=4', 11],
    ['?unit=4&kind=reminder&state=sent&day=2020-06-30', 1],
    ['?state=waiting', 0],
    ['?state=failed', 0],
    ['?kind=&state=&unit=&day=', 253],
  ])('with the filter %s has %i', async (query, many) => {
    const page = await pageAt(office, `/outbox${query}`);
    expect(total(page)).toBe(`共${many}封`);
    if (many === 0) expect(wordsOf(page)).toContain('没有符合条件的邮件');
  });

  test('keeps a filter while one turns the pages', async () => {
    const page = await pageAt(office, '/outbox?kind=reminder');
    const [next = ''] = linksNamed(page, '下一页');
    expect(next).toBe('/outbox?kind=reminder&page=2');
    expect(rowsUnder(await pageAt(office, next), MAILS).every((row) => row[1] === '到期提醒')).toBe(true);
  });

  test.each(['kind=letter', 'state=lost', 'day=2020-06-31', 'unit=x', 'page=0'])(
    'refuses %s in words',
    async (query) => {
      const answer = await office(`/outbox?${query}`);
      expect(answer.status).toBe(422);
      expect(wordsOf(await answer.text())).toContain('填写有误');
    },
  );
});

describe('A mail’s page', () => {
  const SUBJECT = '【解困脱困】县公安局：1项6月30日到期，还剩5个工作日；1项进展6月24日前报送';
  let href: string;
  beforeAll(async () => {
    const page = await pageAt(office, '/outbox?kind=reminder&unit=4&day=2020-06-22');
    href = linksNamed(page, SUBJECT)[0] ?? '';
  });

  test('shows envelope, body and the reason for every item', async () => {
    const page = await pageAt(office, href);
    const words = wordsOf(page);
    expect(words).toContain(`${SUBJECT} 已发 依据：到期前第5个工作日；6月24日应报的进展，报送日前第2个工作日`);
    expect(words).toContain('收件单位 县公安局 收件地址 unit-04@baisha.example');
    expect(words).toContain('放入发件箱 2020年6月22日 08:30 发出 2020年6月22日 08:30');
    expect(rowsUnder(page, '邮件所涉责任事项和发送依据')[0]?.[0]).toBe(
      '（一）精准识别，建档立卡 安排部署，调查摸底 · 6月30日到期',
    );
    expect(page).toContain(`<iframe src="${href}/html"`);
    expect(partsOf(page, 'pre')[0]).toContain('到期日6月30日，还剩5个工作日');
  });

  test('frames the mail as the unit sees it, under rules that let nothing of it run', async () => {
    const answer = await office(`${href}/html`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    );
    const html = await answer.text();
    expect(wordsOf(html)).toContain('到期日6月30日，还剩5个工作日');
    expect(html).not.toMatch(/<script|<link|<img|\son\w+=/i);
  });

  test('shows what a waiting mail would say, and why a failed one did not leave', async () => {
    const { storage, clock } = server.program;
    const { at } = clock.now();
    const mail = (key: string, more: object) => ({
      ...{ key, kind: 'reminder' as const, day: '2020-07-01', planId: null, unitId: 4, toName: '县公安局' },
      ...{ toAddress: 'a@example.com', state: 'pending' as const, queuedAt: at, nextAt: '2020-12-31T00:00:00.000Z' },
      ...{ claimedBy: null, claimedUntil: null, attempts: 0, lastError: null, messageId: `<${key}@test>` },
      ...{ subject: null, textBody: null, htmlBody: null, sentAt: null, words: null },
      ...{ postId: null, number: null, doubts: 0, lastCode: null, reply: null, begunAt: null, ...more },
    });
    await storage.write(async ({ outbox }) => {
      await outbox.enqueue(mail('waits', {}), [{ assignmentId: 1, dueOn: '2020-06-30', rule: 'W9' }]);
      await outbox.enqueue(mail('dead', { state: 'dead', lastError: '550 没有这个 <信箱>' }), []);
    });
    const list = await pageAt(office, '/outbox?state=failed');
    expect(rowsUnder(list, MAILS)[0]?.[5]).toBe('未发出');
    const dead = await pageAt(office, linksNamed(list, '到期提醒')[0] ?? '');
    expect(wordsOf(dead)).toContain('没有发出：550 没有这个 <信箱>');
    expect(wordsOf(dead)).toContain('这封邮件没有正文');
    const waiting = await pageAt(office, '/outbox?state=waiting');
    const page = await pageAt(office, linksNamed(waiting, '到期提醒：（一）精准识别，建档立卡')[0] ?? '');
    expect(wordsOf(page)).toContain('待发');
    expect(wordsOf(page)).toContain('尚未发出');
    expect(partsOf(page, 'pre')[0]).toContain('已逾期1个工作日');
  });

  test('is not found where there is no such mail', async () => {
    for (const path of ['/outbox/99999', '/outbox/99999/html', '/outbox/x'])
      expect((await office(path)).status).toBe(404);
  });
});

describe('The schedule', () => {
  test('says when the timetable last ran, what it did, and when it runs next', async () => {
    const [job] = rowsUnder(await pageAt(office, '/schedule'), '定时工作、上次结果和下次时间');
    expect(job?.slice(1)).toEqual(['工作日 08:30', '7月1日 周三 09:00', '催办23封', '7月2日 周四 08:30']);
  });

  test('names the days of the next mails, none of them on a day of rest', async () => {
    const rows = rowsUnder(await pageAt(office, '/schedule'), '如无人办结，今后十个通知日将发的邮件');
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['7月3日 周五', '催办', '23封'],
      ['7月7日 周二', '催办', '23封'],
      ['7月22日 周三', '报送提醒', '23封'],
      ['7月24日 周五', '报送提醒', '23封'],
      ['7月27日 周一', '报送提醒', '23封'],
      ['8月4日 周二', '催办', '23封'],
      ['8月6日 周四', '报送提醒', '23封'],
      ['8月10日 周一', '到期提醒', '23封'],
      ['8月11日 周二', '催办', '23封'],
      ['8月17日 周一', '到期提醒', '23封'],
    ]);
    // A day of mails that only ask for a report names its units as any other.
    expect(rows.map((row) => row[4])).toEqual(rows.map(() => '23个单位'));
  });

  test('shows the days on which it ran; the Dragon Boat holiday is not among them', async () => {
    const rows = rowsUnder(await pageAt(office, '/schedule'), '最近运行');
    expect(rows).toHaveLength(12);
    const own = rows.filter((row) => row[2] === '提醒与催办');
    expect(own.map((row) => [row[0], row[3]])).toEqual([
      ['7月1日 周三 08:30', '催办23封'],
      ['6月30日 周二 08:30', '到期提醒23封'],
      ['6月29日 周一 08:30', '到期提醒23封'],
      ['6月28日 周日 08:30', '报送提醒23封'],
      ['6月24日 周三 08:30', '到期提醒23封'],
      ['6月23日 周二 08:30', '没有要发的'],
    ]);
  });

  test('shows the office’s own days over the published ones, and says how far the data reaches', async () => {
    const day = { day: '2020-07-03', isWorkday: false, name: '<三月三>补休', source: '测试' };
    await server.program.storage.write((stores) => stores.calendar.put([day]));
    const page = await pageAt(office, '/schedule');
    expect(wordsOf(page)).toContain('放假安排数据到2026年');
    expect(rowsUnder(page, '办公室登记的调整')).toEqual([['2020-07-03', '休息', '<三月三>补休']]);
    expect(rowsUnder(page, '如无人办结，今后十个通知日将发的邮件')[0]?.[0]).toBe('7月6日 周一');
  });
});
