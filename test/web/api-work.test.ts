import { type ZodType } from 'zod';
import * as shapes from '../../src/api/shapes.js';
import { partOf, type Scene } from '../../src/demonstration/deeds.js';
import { openSecret } from '../../src/secret.js';
import { attachmentDir } from '../../src/settings.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { jsonAt } from '../support/pages.js';

interface Item {
  version: number;
  stage: string;
  standing: string;
  dueOn: string;
  originalDueOn: string;
  actsOpen: { act: string }[];
  extensions: { stage: string }[];
  findings: { stage: string; objection: { outcome: string | null } | null; rounds: { conclusion: string | null }[] }[];
  instructions: { stage: string; answer: string }[];
  inspections: { conclusion: string | null }[];
  error: { code: string; fields?: Record<string, string> };
}
interface List {
  total: number;
  items: { id: number; unitId: number; stage: string }[];
}

let server: TestServer;
let office: Visitor;
let second: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ course: true }));
  office = await server.signIn('office');
  second = await server.signIn('office-2');
}, 120_000);
afterAll(() => server.close());

/** The id of a unit's part in a measure in the first phase. */
const idOf = async (unitName: string, measure: number): Promise<number> => {
  const { storage, clock, settings } = server.program;
  return storage.read(async (stores) => {
    const scene: Scene = { stores, moment: clock.now(), files: attachmentDir(settings) };
    return (await partOf(scene, unitName, measure)).id;
  });
};
const read = async (id: number, visit = office) => (await jsonAt<Item>(visit, `/api/v1/assignments/${id}`)).body;
const act = async (visit: Visitor, id: number, body: object): Promise<[number, Item]> => {
  const { version } = await read(id);
  const answer = await visit(`/api/v1/assignments/${id}/acts`, {
    method: 'POST',
    body: JSON.stringify({ version, ...body }),
    headers: { 'Content-Type': 'application/json' },
  });
  return [answer.status, (await answer.json()) as Item];
};
const ROUTES: readonly [string, ZodType][] = [
  ['/api/v1/plans', shapes.PLANS],
  ['/api/v1/plans/1', shapes.PLAN],
  ['/api/v1/plans/1/assignments?perPage=500', shapes.ITEMS],
  ['/api/v1/plans/1/standings', shapes.STANDINGS_ANSWER],
  ...Array.from({ length: 171 }, (_none, i): [string, ZodType] => [`/api/v1/assignments/${i + 1}`, shapes.ITEM]),
  ['/api/v1/plans/1/reports?perPage=500', shapes.REPORTS],
  ['/api/v1/plans/1/extensions', shapes.EXTENSIONS],
  ['/api/v1/plans/1/rectifications', shapes.FINDINGS],
  ['/api/v1/plans/1/instructions', shapes.INSTRUCTIONS],
  ['/api/v1/plans/1/inspections', shapes.INSPECTIONS],
  ['/api/v1/inspections/1', shapes.INSPECTION],
  ['/api/v1/plans/1/desk', shapes.DESK],
  ['/api/v1/plans/1/people', shapes.PEOPLE],
  ['/api/v1/plans/1/history?perPage=500', shapes.HISTORY_PAGE],
];
const TESTS = ['measures', 'lawful', 'effect', 'wider', 'lasting'];

describe('Through the API, as on pages,', () => {
  test('more time is granted, asked for and taken back; the first day stays', async () => {
    const pending = await idOf('县社会保险服务中心', 4);
    const [status, granted] = await act(office, pending, { act: 'grant-extension', opinion: '同意' });
    expect([status, granted.dueOn, granted.originalDueOn]).toEqual([200, '2020-07-10', '2020-06-30']);
    const commerce = await idOf('县工商联', 8);
    const liaison = await server.signIn('liaison:县工商联');
    const words = { reason: '会员企业名册正在换届更新', progress: '已核对三分之一', askedDay: '2020-07-20' };
    expect((await act(liaison, commerce, { act: 'request-extension', ...words }))[0]).toBe(200);
    const again = await act(liaison, commerce, { act: 'request-extension', ...words });
    expect([again[0], again[1].error.code]).toEqual([409, 'extension-pending']);
    const endorsed = { act: 'endorse-extension', opinion: '情况属实', deputyName: '查无此人' };
    const unknown = await act(office, commerce, endorsed);
    expect([unknown[0], Object.keys(unknown[1].error.fields ?? {})]).toEqual([422, ['deputyName']]);
    const [, back] = await act(liaison, commerce, { act: 'withdraw-extension' });
    expect(back.extensions.map(({ stage }) => stage)).toEqual(['withdrawn']);
    const refused = await act(office, commerce, { act: 'grant-extension' });
    expect([refused[0], refused[1].error.code]).toEqual([409, 'act-not-open']);
  });

  test('an instruction is given, answered and ended', async () => {
    const tax = await idOf('白沙县税务局', 3);
    const [, done] = await act(office, tax, { act: 'finish-instruction' });
    expect(done.instructions.map(({ stage }) => stage)).toEqual(['done']);
    const leader = await server.signIn('leader');
    const text = '请把分期补缴的进度按周报来。';
    expect((await act(leader, tax, { act: 'instruct', text, dueOn: '2020-07-03' }))[0]).toBe(200);
    expect((await act(leader, tax, { act: 'finish-instruction' }))[0]).toBe(403);
    const stranger = { act: 'instruct', text, dueOn: '2020-07-03', leaderName: '查无此人' };
    const unknown = await act(office, tax, stranger);
    expect([unknown[0], Object.keys(unknown[1].error.fields ?? {})]).toEqual([422, ['leaderName']]);
    const liaison = await server.signIn('liaison:白沙县税务局');
    const [, answered] = await act(liaison, tax, { act: 'answer-instruction', answer: '已按周建立进度表。' });
    expect(answered.instructions.at(-1)).toMatchObject({ stage: 'answered', answer: '已按周建立进度表。' });
    const [, on] = await act(office, tax, { act: 'continue-instruction', reason: '请附分户清单' });
    expect(on.instructions.at(-1)?.stage).toBe('issued');
  });

  test('what a batch has drawn is concluded; what fails is listed finding by finding', async () => {
    const disabled = await idOf('县残联', 5);
    const said = { conclusion: 'non-compliant', fact: '登记表缺2份', standard: '一户一档', evidence: '档案' };
    const finding = { fact: '缺2份登记表', standard: '一户一档', requirement: '补齐', dueOn: '2020-06-01' };
    const late = await act(office, disabled, { act: 'inspect', ...said, findings: [finding] });
    expect([late[0], Object.keys(late[1].error.fields ?? {})]).toEqual([422, ['findings.0.dueOn']]);
    const none = await act(office, disabled, { act: 'inspect', ...said });
    expect([none[0], Object.keys(none[1].error.fields ?? {})]).toEqual([422, ['findings']]);
    const [status, passed] = await act(office, disabled, {
      ...{ act: 'inspect', ...said, conclusion: 'compliant', tests: TESTS },
    });
    expect([status, passed.stage, passed.standing]).toEqual([200, 'closed', 'closed']);
  });

  test('whoever inspected does not recheck; another clerk does, and answers the objection', async () => {
    const housing = await idOf('县住房和城乡建设局', 6);
    const own = await act(office, housing, { act: 'recheck', outcome: 'pass', tests: TESTS });
    expect([own[0], own[1].error.code]).toEqual([403, 'took-part']);
    const [status, rechecked] = await act(second, housing, { act: 'recheck', outcome: 'pass', tests: TESTS });
    expect([status, rechecked.stage]).toEqual([200, 'rectifying']);
    expect(rechecked.findings.map(({ stage }) => stage)).toEqual(['passed', 'issued']);
    const women = await idOf('县妇联', 5);
    const liaison = await server.signIn('liaison:县妇联');
    const words = { measures: '补访4户', result: '记录补齐', lessons: '走访当日登记' };
    const bare = await act(liaison, women, { act: 'submit-rectification', ...words });
    expect([bare[0], bare[1].error.code]).toEqual([422, 'evidence-missing']);
    const [, answered] = await act(second, women, { act: 'answer-objection', outcome: 'upheld', answer: '情况属实。' });
    expect(answered.findings[0]?.objection?.outcome).toBe('upheld');
    expect(answered.stage).toBe('accepted');
  });

  test('a silent unit is chased once a day', async () => {
    const silent = await idOf('县国有资产事务中心', 2);
    expect((await act(office, silent, { act: 'chase', text: '请尽快报送底数。' }))[0]).toBe(200);
    const again = await act(office, silent, { act: 'chase', text: '请尽快报送底数。' });
    expect([again[0], again[1].error.code]).toEqual([409, 'not-chased']);
  });
});

describe('The work on a plan is read as lists', () => {
  test.each(['reports', 'extensions', 'rectifications', 'instructions'])(
    '%s: the office is given all, narrowed as it asks; a liaison their own unit',
    async (kind) => {
      const all = (await jsonAt<List>(office, `/api/v1/plans/1/${kind}?perPage=500`)).body;
      expect([all.items.length, all.total > 1]).toEqual([all.total, true]);
      const { unitId, stage } = all.items[0]!;
      const some = (await jsonAt<List>(office, `/api/v1/plans/1/${kind}?unit=${unitId}&stage=${stage}`)).body;
      expect(some.items.length).toBeGreaterThan(0);
      expect(some.items.every((one) => one.unitId === unitId && one.stage === stage)).toBe(true);
      const unit = await server.program.storage.read((stores) => stores.plans.unit(unitId));
      const liaison = await server.signIn(`liaison:${unit?.name}`);
      const own = (await jsonAt<List>(liaison, `/api/v1/plans/1/${kind}?perPage=500`)).body;
      expect(new Set(own.items.map((one) => one.unitId))).toEqual(new Set([unitId]));
      const other = all.items.find((one) => one.unitId !== unitId)!;
      expect((await jsonAt(liaison, `/api/v1/plans/1/${kind}?unit=${other.unitId}`)).status).toBe(404);
      const wrong = await jsonAt<Item>(office, `/api/v1/plans/1/${kind}?stage=lost`);
      expect([wrong.status, Object.keys(wrong.body.error.fields ?? {})]).toEqual([422, ['stage']]);
    },
  );

  test('the desk counts what waits; people and history are told to whom they concern', async () => {
    const desk = (await jsonAt<{ counts: Record<string, number> }>(office, '/api/v1/plans/1/desk')).body;
    expect(desk.counts).toMatchObject({ declined: 1, inspections: 1, findings: expect.any(Number) as number });
    expect(desk.counts['reports']).toBeGreaterThan(1);
    const people = (await jsonAt<{ posts: unknown[]; units: unknown[] }>(office, '/api/v1/plans/1/people')).body;
    expect([people.posts.length > 20, people.units.length]).toEqual([true, 23]);
    type Page = { items: { id: number; act: string; on: string }[] };
    const page = (await jsonAt<Page>(office, '/api/v1/plans/1/history?perPage=20&to=2020-06-23')).body;
    expect([page.items.length, page.items.every(({ on }) => on <= '2020-06-23')]).toEqual([20, true]);
    const older = (await jsonAt<Page>(office, `/api/v1/plans/1/history?before=${page.items.at(-1)!.id}`)).body;
    expect(older.items[0]!.id).toBeLessThan(page.items.at(-1)!.id);
    const batches = (await jsonAt<List>(office, '/api/v1/plans/1/inspections')).body;
    const batch = (await jsonAt<List>(office, `/api/v1/inspections/${batches.items[0]!.id}`)).body;
    expect(batch.items).toHaveLength(5);
  });
});

test('Every answer has the shape that the manual tells of it', async () => {
  for (const [address, shape] of ROUTES) {
    const { status, body } = await jsonAt(office, address);
    const parsed = shape.safeParse(body);
    expect([address, status, parsed.error?.issues ?? []]).toEqual([address, 200, []]);
    // Nothing is told that the manual does not.
    if (parsed.success) expect(parsed.data).toEqual(body);
  }
});

test('Whoever came by the link of a mail is nobody to the API, though the pages of what it is about are open', async () => {
  const { storage, settings } = server.program;
  const { mails } = await storage.read((stores) =>
    stores.outbox.list({ states: ['sent'], kind: 'reminder', limit: 1, offset: 0 }),
  );
  const mail = mails[0]!;
  const opened = await server.visit(`/l/${openSecret(settings).of(`mail-link:${mail.messageId}`)}`);
  const headers = { Cookie: opened.headers.get('set-cookie')!.split(';')[0]! };
  const [item] = await storage.read((stores) => stores.outbox.items(mail.id));
  expect((await server.visit(`/assignments/${item!.assignmentId}`, { headers })).status).toBe(200);
  for (const path of ['/plans', '/plans/1/reports', `/assignments/${item!.assignmentId}`])
    expect((await server.visit(`/api/v1${path}`, { headers })).status).toBe(401);
});
