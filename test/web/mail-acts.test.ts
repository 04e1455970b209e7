import { pendingMail } from '../support/databases.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const MAILS = '排队和已发的邮件，新的在前';
const LATER = '2020-12-31T00:00:00.000Z';
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-06-24T09:00+08:00' }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

/** Puts a mail to the first unit into the outbox as it stands in `more`; returns its id. */
async function queue(key: string, more: Parameters<typeof pendingMail>[2] = {}): Promise<number> {
  const mail = pendingMail(key, 1, { nextAt: LATER, planId: 1, ...more });
  return server.program.storage.write(async (stores) => {
    await stores.outbox.enqueue(mail, []);
    return (await stores.outbox.list({ limit: 1, offset: 0 })).mails[0]!.id;
  });
}
const stored = (id: number) => server.program.storage.read((stores) => stores.outbox.byId(id));
const act = (id: number, fields: Record<string, string>, who = office) =>
  who(`/outbox/${id}/acts`, form({ resent: '0', reason: '', ...fields }));
const lastAct = async () => rowsUnder(await pageAt(office, '/history'), '留痕，新的在前')[0]!.join(' ');

describe('The acts that the page of a mail offers', () => {
  test.each([
    ['pending', '暂缓 取消'],
    ['held', '放行 取消'],
    ['dead', '重发 取消'],
    ['sent', '重发'],
    ['sending', ''],
    ['obsolete', ''],
    ['cancelled', ''],
  ] as const)('on one that is %s: %s', async (state, labels) => {
    const id = await queue(`offers-${state}`, { state });
    const own = partsOf(await pageAt(office, `/outbox/${id}`), 'section class="acts" aria-label="办理"')[0] ?? '';
    const offered = [...own.matchAll(/<button class="primary" type="submit">([^<]+)</g)].map(([, label]) => label);
    expect(offered.join(' ')).toBe(labels);
  });

  test('are the office’s alone', async () => {
    const id = await queue('reader');
    for (const who of ['leader', 'admin']) {
      const visit = await server.signIn(who);
      expect(await pageAt(visit, `/outbox/${id}`)).not.toContain('/acts');
      expect((await act(id, { act: 'hold', state: 'pending', reason: '无' }, visit)).status).toBe(403);
    }
  });

  test('are not offered on a mail to a county leader that waits to be let go from the work list', async () => {
    const id = await queue('rung', { kind: 'escalation', state: 'held', lastError: '等待办公室放行' });
    expect(await pageAt(office, `/outbox/${id}`)).not.toContain(`/outbox/${id}/acts`);
    const refused = await act(id, { act: 'release', state: 'held' });
    expect([refused.status, (await stored(id))?.state]).toEqual([409, 'held']);
  });
});

test('a mail is held with a reason, let go, held again and cancelled; each is in the history', async () => {
  const id = await queue('stops');
  const missing = await act(id, { act: 'hold', state: 'pending', reason: '\u200b ' });
  expect(missing.status).toBe(422);
  expect(await missing.text()).toContain('id="act-hold-reason-error"');
  const held = await act(id, { act: 'hold', state: 'pending', reason: '<b>措辞</b>待核' });
  expect(held.headers.get('location')).toBe(`/outbox/${id}?said=mail-hold`);
  expect(await stored(id)).toMatchObject({ state: 'held', lastError: '办公室暂缓：<b>措辞</b>待核' });
  const page = await pageAt(office, `/outbox/${id}`);
  expect(wordsOf(page)).toContain('暂存，没有发出：办公室暂缓：<b>措辞</b>待核');
  expect(await lastAct()).toMatch(/暂缓邮件.*措辞/);
  expect((await act(id, { act: 'release', state: 'held' })).status).toBe(303);
  expect(await stored(id)).toMatchObject({ state: 'pending', lastError: null });
  expect(await lastAct()).toContain('放行邮件');
  await act(id, { act: 'hold', state: 'pending', reason: '再核' });
  expect((await act(id, { act: 'cancel', state: 'held', reason: '单位已撤并' })).status).toBe(303);
  expect(await stored(id)).toMatchObject({ state: 'cancelled', lastError: '单位已撤并' });
  expect(wordsOf(await pageAt(office, `/outbox/${id}`))).toContain('办公室已取消：单位已撤并');
  expect(await lastAct()).toMatch(/取消邮件.*单位已撤并/);
});

test('of two clerks the second is told, and keeps what was typed', async () => {
  const id = await queue('two');
  const [one, other] = [await server.signIn('office'), await server.signIn('office')];
  const answers = await Promise.all(
    [one, other].map((who, i) => act(id, { act: 'cancel', state: 'pending', reason: `理由${i}` }, who)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = wordsOf(await answers.find(({ status }) => status === 409)!.text());
  expect(late).toContain('这封邮件刚刚已发出，或已由别人处理');
  expect(late).toMatch(/您刚填写的内容（没有保存） 理由[01]/);
});

test('a form sent twice is one act', async () => {
  const id = await queue('double');
  const sent = { act: 'hold', state: 'pending', reason: '待核', token: 'one-mail-form-sent-twice' };
  const answers = [await act(id, sent), await act(id, sent)];
  expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
    [303, `/outbox/${id}?said=mail-hold`],
    [303, `/outbox/${id}?said=mail-hold`],
  ]);
});

describe('A mail that has left', () => {
  let id: number;
  beforeAll(async () => {
    const found = await pageAt(office, '/outbox?kind=reminder&unit=4&day=2020-06-24');
    id = Number(/\/outbox\/(\d+)"/.exec(found)![1]);
  });

  test('is sent once more as a mail of its own that says so, and counts neither as a reminder nor as the day’s mail', async () => {
    const told = async () =>
      server.program.storage.read(async (stores) => ({
        units: await stores.queues.told('2020-06-24'),
        said: (await stores.outbox.saidFor([...Array(180).keys()])).length,
      }));
    const before = await told();
    const answer = await act(id, { act: 'resend', state: 'sent' });
    const at = answer.headers.get('location')!;
    expect(at).toMatch(/^\/outbox\/\d+\?said=mail-resend$/);
    const [first, again] = [await stored(id), await stored(Number(/\d+/.exec(at)![0]))];
    expect(again).toMatchObject({ state: 'pending', kind: 'reminder', key: `2~${first!.key}`, number: first!.number });
    expect(again!.messageId).not.toBe(first!.messageId);
    const page = await pageAt(office, at);
    expect(wordsOf(page)).toContain('（重发）【解困脱困】县公安局');
    expect(rowsUnder(page, '邮件所涉责任事项和发送依据')[0]?.[1]).toContain('到期前第3个工作日（重发）');
    expect(linksNamed(page, '首次 2020年6月24日 08:30')).toEqual([`/outbox/${id}`]);
    expect(await told()).toEqual(before);
    await server.program.runner.sweep();
    expect((await stored(again!.id))?.state).toBe('sent');
    const { queued } = await server.program.runner.sweep();
    expect(Object.values(queued).filter((many) => many > 0)).toEqual([]);
  });

  test('is not sent a second time by a clerk who saw it before the first', async () => {
    expect((await act(id, { act: 'resend', state: 'sent' })).status).toBe(409);
    const next = await act(id, { act: 'resend', state: 'sent', resent: '1' });
    expect(next.status).toBe(303);
    expect((await act(id, { act: 'resend', state: 'sent', resent: '9' })).status).toBe(422);
    const page = await pageAt(office, `/outbox/${id}`);
    expect(partsOf(page, 'ul aria-labelledby="s-repeats"')[0]?.match(/<li>/g)).toHaveLength(2);
  });
});

test('the outbox is narrowed by every state, and marks what may have arrived twice', async () => {
  await queue('doubtful', { state: 'sent', doubts: 1, toName: '县疑似重复单位' });
  const page = await pageAt(office, '/outbox?state=doubtful');
  expect(rowsUnder(page, MAILS).map((row) => [row[2], row[5]])).toEqual([['县疑似重复单位', '已发 可能重复']]);
  expect(wordsOf(await pageAt(office, linksNamed(page, '到期提醒')[0] ?? ''))).toContain(
    '可能重复：发送时程序或线路中断',
  );
  const shown = {
    waiting: '待发',
    sent: '已发',
    held: '暂存',
    failed: '未发出',
    obsolete: '无需再发',
    cancelled: '已取消',
  };
  for (const [state, label] of Object.entries(shown)) {
    const rows = rowsUnder(await pageAt(office, `/outbox?state=${state}`), MAILS);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row[5]).toMatch(new RegExp(`^(${label}|发送中)`));
  }
});
