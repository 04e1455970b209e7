import { type Assignment } from '../../src/domain/plan.js';
import { hashOf } from '../../src/secret.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

interface Answer {
  status: number;
  body: {
    version: number;
    stage: string;
    reports: { stage: string; kind: string; progress: string; figures: unknown[] }[];
    history: { act: string; actor: string }[];
    actsOpen: { act: string }[];
    error: { code: string; message: string; fields?: Record<string, string> };
  };
}

let server: TestServer;
let office: Visitor;
let own: Visitor;
let other: Visitor;
let items: Assignment[];

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  office = await server.signIn('office');
  own = await server.signIn(`liaison:${units.find(({ id }) => id === 4)?.name}`);
  other = await server.signIn(`liaison:${units.find(({ id }) => id === 2)?.name}`);
  items = await server.program.storage.read((stores) => stores.assignments.ofUnit(4));
});
afterAll(() => server.close());

const act = async (
  visit: Visitor,
  id: number,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const answer = await visit(`/api/v1/assignments/${id}/acts`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
};
const one = async (visit: Visitor, id: number) =>
  (await (await visit(`/api/v1/assignments/${id}`)).json()) as Answer['body'];

describe('A program acts on an assignment', () => {
  test('and is answered what it looks like now, the same as when it is read', async () => {
    const { status, body } = await act(own, items[0]!.id, { act: 'acknowledge', version: 1 });
    expect([status, body.stage, body.version]).toEqual([200, 'underway', 2]);
    expect(body).toEqual(await one(own, items[0]!.id));
    expect(body.history.at(-1)).toMatchObject({ act: 'acknowledge', actor: '县公安局联络员' });
    expect(body.actsOpen.map((open) => open.act)).toEqual([...['decline', 'update', 'complete', 'request-extension']]);
  });

  test('files a report, takes it back, and files what completes the item', async () => {
    const { id } = items[0]!;
    const progress = '已核对困难职工户籍信息36户';
    const reported = await act(own, id, { act: 'update', version: 2, progress });
    expect([reported.status, reported.body.stage]).toEqual([200, 'underway']);
    expect(reported.body.reports).toMatchObject([{ stage: 'submitted', kind: 'progress', progress, figures: [] }]);
    const back = await act(own, id, { act: 'withdraw', version: 3 });
    expect(back.body.reports).toMatchObject([{ stage: 'withdrawn' }]);
    const done = await act(own, id, { act: 'complete', version: 4, progress });
    expect([done.status, done.body.stage]).toEqual([200, 'reported']);
  });

  test('reviews what was reported, with its reason or its checks', async () => {
    const { id } = items[0]!;
    const version = async () => (await one(office, id)).version;
    const unchecked = await act(office, id, { act: 'accept', version: await version(), checks: ['facts'] });
    expect([unchecked.status, Object.keys(unchecked.body.error.fields ?? {})]).toEqual([422, ['checks']]);
    const reason = '请补充核对的户数';
    const back = await act(office, id, { act: 'return', version: await version(), reason });
    expect([back.status, back.body.stage]).toEqual([200, 'returned']);
    await act(own, id, { act: 'complete', version: await version(), progress: '已核对36户，名单已移交县总工会' });
    const checks = ['facts', 'solved', 'done', 'conclusion', 'form'];
    const done = await act(office, id, { act: 'accept', version: await version(), checks });
    expect([done.status, done.body.stage]).toEqual([200, 'accepted']);
    expect(done.body.reports.map(({ stage }) => stage)).toEqual(['withdrawn', 'returned', 'accepted']);
    const again = await act(office, id, { act: 'accept', version: await version(), checks });
    expect([again.status, again.body.error.code]).toEqual([409, 'act-not-open']);
  });

  test('with a key is done once, however often it is sent', async () => {
    const { id } = items[1]!;
    const body = { act: 'decline', version: 1, reason: '非本单位职责' };
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => act(own, id, body, { 'Idempotency-Key': 'decline-0001' })),
    );
    expect(new Set(sent.map(({ status, body: { stage } }) => `${status} ${stage}`))).toEqual(new Set(['200 declined']));
    expect((await one(own, id)).history.filter((entry) => entry.act === 'decline')).toHaveLength(1);
    const reused = await act(own, id, { ...body, reason: '另一理由' }, { 'Idempotency-Key': 'decline-0001' });
    expect([reused.status, reused.body.error.code]).toEqual([422, 'key-reused']);
    const malformed = await act(own, id, body, { 'Idempotency-Key': 'short' });
    expect([malformed.status, malformed.body.error.code]).toEqual([422, 'key-malformed']);
  });

  test('with a token instead of a session, until it is revoked', async () => {
    const token = 'token-of-a-program-0123456789';
    const { storage, clock } = server.program;
    await storage.write(async (stores) => {
      const account = await stores.accounts.byLogin('demo-office');
      const given = { hash: hashOf(token), accountId: account!.id, name: '数据交换', createdAt: clock.now().at };
      await stores.accounts.insertToken({ ...given, expiresAt: null, revokedAt: null });
    });
    const { version } = await one(office, items[1]!.id);
    const body = { act: 'reassign', version, reason: '经核实属本单位职责' };
    const bearer = { Authorization: `Bearer ${token}` };
    expect(
      (await act(server.visit, items[1]!.id, body, { Authorization: 'Bearer nobody-knows-this-token' })).status,
    ).toBe(401);
    const { status, body: item } = await act(server.visit, items[1]!.id, body, bearer);
    expect([status, item.stage]).toEqual([200, 'assigned']);
  });
});

test('A program reopens what is past its day by naming another', async () => {
  const [{ id } = { id: 0 }] = await server.program.storage.read((stores) => stores.assignments.ofUnit(2));
  await server.program.storage.write((stores) =>
    stores.assignments.change(id, 1, { stage: 'waived', dueOn: '2020-05-11' }),
  );
  const body = { act: 'reopen', version: 2, reason: '仍需办理' };
  const refused = await act(office, id, body);
  expect([refused.status, Object.keys(refused.body.error.fields ?? {})]).toEqual([422, ['dueOn']]);
  const { status, body: item } = await act(office, id, { ...body, dueOn: '2020-07-15' });
  expect([status, item.stage]).toEqual([200, 'underway']);
  expect((await server.program.storage.read((stores) => stores.assignments.byId(id)))?.dueOn).toBe('2020-07-15');
});

describe('A program that acts wrongly', () => {
  test('is refused as a page would refuse it, and nothing changes', async () => {
    const { id } = items[2]!;
    const body = { act: 'acknowledge', version: 1 };
    for (const [visit, given, status, code] of [
      [server.visit, body, 401, 'not-signed-in'],
      [other, body, 404, 'not-found'],
      [office, body, 403, 'not-allowed'],
      [own, { act: 'waive', version: 1, reason: '无' }, 403, 'not-allowed'],
      [own, { ...body, version: 7 }, 409, 'stale'],
      [own, { act: 'withdraw', version: 1 }, 404, 'not-found'],
      [office, { act: 'resume', version: 1, reason: '无' }, 409, 'act-not-open'],
    ] as const) {
      const refused = await act(visit, id, given);
      expect([code, refused.status, refused.body.error.code]).toEqual([code, status, code]);
    }
    expect(await one(own, id)).toMatchObject({ version: 1, stage: 'assigned' });
  });

  test('is told of every field that is wrong, in words', async () => {
    const { id } = items[2]!;
    const long = '长'.repeat(1001);
    const { status, body } = await act(own, id, { act: 'update', progress: long, rating: 'good', nextOn: '6月31日' });
    expect([status, body.error.code]).toEqual([422, 'bad-input']);
    expect(body.error.fields).toEqual({
      version: '请刷新页面再试',
      progress: '请控制在1000字以内',
      rating: '应是 not-started、on-track、difficult、nearly-done 之一',
      nextOn: '应是 2020-06-30 这样的日期',
    });
    const unsaid = await act(own, id, { act: 'update', version: 1 });
    expect([unsaid.status, unsaid.body.error.fields]).toEqual([422, { progress: '请写明本期进展。' }]);
    const unreasoned = await act(own, id, { act: 'decline', version: 1, reason: '\u200b ' });
    expect(unreasoned.body.error.fields).toEqual({ reason: '“退回交办”必须写明理由' });
  });

  test.each([
    ['no act', {}],
    ['an unknown act', { act: 'pass', version: 1 }],
    ['a list', []],
    ['a word', '"acknowledge"'],
    ['what is no JSON', '{"act":'],
    ['nothing', ''],
    ['a text for a number', { act: 'acknowledge', version: 'one' }],
    ['an object for a text', { act: 'decline', version: 1, reason: { $ne: '' } }],
  ])('with %s is told that it is wrong', async (_what, body) => {
    const { status, body: answer } = await act(own, items[2]!.id, body);
    expect([status, answer.error.code]).toEqual([422, 'bad-input']);
    expect(answer.error.message).toMatch(/\p{Script=Han}/u);
  });

  test('with more than a megabyte is refused', async () => {
    const { status } = await act(own, items[2]!.id, { act: 'update', version: 1, progress: '长'.repeat(400_000) });
    expect(status).toBe(422);
  });

  test('sets nothing by fields that no act has', async () => {
    const { id } = items[2]!;
    const more = { stage: 'closed', dueOn: '2030-01-01', role: 'lead', unitId: 2, completedOn: '2020-05-13', id: 1 };
    await act(own, id, { act: 'acknowledge', version: 1, ...more });
    const now = await server.program.storage.read((stores) => stores.assignments.byId(id));
    expect(now).toEqual({ ...items[2], stage: 'underway', version: 2 });
  });

  test('from another site, with a cookie, is refused', async () => {
    const { status, body } = await act(
      own,
      items[2]!.id,
      { act: 'acknowledge', version: 2 },
      { 'Sec-Fetch-Site': 'cross-site' },
    );
    expect([status, body.error.code]).toEqual([403, 'foreign-form']);
  });
});
