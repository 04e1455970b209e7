import { type Extension } from '../../src/domain/extensions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, pageAt, rowsUnder, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;
let leader: Visitor;
let own: Visitor;
let other: Visitor;
let items: Assignment[];

beforeAll(async () => {
  // 12 May 2020: the first phase is due on 30 June, the last on 31 October.
  server = await startTestServer(await openTestProgram({ played: false }));
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  items = await server.program.storage.read((stores) => stores.assignments.ofUnit(1));
  office = await server.signIn('office');
  leader = await server.signIn('leader');
  own = await server.signIn(`liaison:${units.find(({ id }) => id === 1)?.name}`);
  other = await server.signIn(`liaison:${units.find(({ id }) => id === 2)?.name}`);
});
afterAll(() => server.close());

const one = (index: number) => server.program.storage.read((stores) => stores.assignments.byId(items[index]!.id));
const asked = (index: number): Promise<Extension[]> =>
  server.program.storage.read((stores) => stores.extensions.ofAssignment(items[index]!.id));
const WISH = { version: '1', reason: '汛期道路不通', progress: '已核实96户', askedDay: '2020-07-10' };
const ask = (index: number, fields: Partial<typeof WISH> & Record<string, string> = {}, by = own) =>
  by(`/assignments/${items[index]!.id}/extensions`, form({ ...WISH, ...fields }));
const decide = (id: number, fields: Record<string, string>, by = office) =>
  by(`/extensions/${id}/decision`, form({ version: '1', ...fields }));

test('a unit asks, the office grants another day, and both see the whole of it', async () => {
  const page = wordsOf(await pageAt(own, `/assignments/${items[0]!.id}/extensions`));
  expect(page).toContain('最迟提出 2020年6月24日');
  expect(page).toContain('已申请0次，最多2次');
  const answer = await ask(0, { token: 'one-form-sent-many-times' });
  const [extension] = await asked(0);
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `/extensions/${extension!.id}?said=extension-asked`,
  ]);
  const again = await Promise.all(Array.from({ length: 20 }, () => ask(0, { token: 'one-form-sent-many-times' })));
  expect(new Set(again.map(({ headers }) => headers.get('location')))).toEqual(
    new Set([answer.headers.get('location')]),
  );
  expect(await asked(0)).toHaveLength(1);
  expect(wordsOf(await pageAt(office, `/extensions/${extension!.id}`))).toContain('汛期道路不通');
  const granted = await decide(extension!.id, { act: 'grant', grantedDay: '2020-07-06', reason: '情况属实' });
  expect(granted.headers.get('location')).toBe(`/extensions/${extension!.id}?said=extension-grant`);
  expect(await one(0)).toMatchObject({ dueOn: '2020-07-06', originalDueOn: '2020-06-30' });
  const seen = wordsOf(await pageAt(own, `/extensions/${extension!.id}`));
  expect(seen).toContain('批准延至 2020年7月6日');
  expect(seen).toMatch(/同意延期 2020年6月30日 → 2020年7月6日/);
  expect(wordsOf(await pageAt(own, `/assignments/${items[0]!.id}`))).toContain('原定 2020年6月30日');
});

test('the list has it for whoever sees all, narrowed by stage, with both rates', async () => {
  const list = await pageAt(leader, '/plans/1/extensions');
  expect(rowsUnder(list, '延期申请')[0]).toEqual(
    expect.arrayContaining(['2020-06-30', '2020-07-10', '2020-07-06', '同意延期']),
  );
  expect(rowsUnder(list, '到期事项按期办结的比例')).toEqual([
    ['按原定期限', '0', '0', '—'],
    ['按现行期限', '0', '0', '—'],
  ]);
  expect(wordsOf(await pageAt(office, '/plans/1/extensions?stage=waiting'))).toContain('没有符合条件的申请');
  expect((await own('/plans/1/extensions')).status).toBe(403);
});

describe('every wrong input is answered at its field, keeps the rest and stores nothing', () => {
  const LONG = '长'.repeat(501);
  test.each([
    ['reason', '', '请写明延期理由'],
    ['reason', '\u200b \u2060', '请写明延期理由'],
    ['reason', `<script>alert(1)</script>${LONG}`, '请控制在500字以内'],
    ['reason', 'a\u0000b', '控制字符'],
    ['progress', '', '请写明已有进展'],
    ['progress', `😀𠮷${LONG}`, '请控制在500字以内'],
    ['askedDay', '', '请填写申请延至哪一天'],
    ['askedDay', '七月十日', '应是 2020-06-30 这样的日期'],
    ['askedDay', '2020-02-30', '应是 2020-06-30 这样的日期'],
    ['askedDay', '2020-06-30', '应晚于目前的到期日2020年6月30日'],
    ['askedDay', '2020-07-04', '7月4日是周六，请选7月3日或7月6日'],
    ['askedDay', '2020-10-01', '10月1日是周四（国庆节放假），请选9月30日或10月9日'],
    ['askedDay', '<script>', '应是 2020-06-30 这样的日期'],
  ])('%s %j', async (field, value, words) => {
    const answer = await ask(1, { [field]: value });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="ask-${field}-error"`);
    expect(wordsOf(page)).toContain(words);
    expect(page).not.toContain('<script>alert');
    if (field !== 'reason') expect(page).toContain('汛期道路不通');
    expect(await asked(1)).toEqual([]);
  });

  test('and emoji and rare characters are taken as they are, invisible ones not', async () => {
    await ask(1, { reason: '𠮷县😀\u200b道路不通<b>' });
    const [extension] = await asked(1);
    expect(extension).toMatchObject({ reason: '𠮷县😀道路不通<b>', stage: 'requested', version: 1 });
    expect(await pageAt(own, `/extensions/${extension!.id}`)).toContain('𠮷县😀道路不通&lt;b&gt;');
  });
});

test('a version that has become old is told, the text stays, and the next try goes through', async () => {
  const stale = await ask(2, { version: '7' });
  const page = await stale.text();
  expect(stale.status).toBe(409);
  expect(page).toContain('汛期道路不通');
  expect(page).toContain('name="version" value="1"');
});

test('fields that no form has set nothing', async () => {
  await ask(2, { stage: 'granted', grantedDay: '2030-01-01', nth: '9', unitId: '2', dueOnBefore: '2020-01-01' });
  expect(await asked(2)).toMatchObject([{ stage: 'requested', grantedDay: null, nth: 1, unitId: 1 }]);
  expect((await one(2))?.version).toBe(1);
});

test('the second is passed on; the office cannot grant it and is told why, with what it typed', async () => {
  const [first] = await asked(2);
  await decide(first!.id, { act: 'refuse', reason: '理由不足' });
  await ask(2);
  const second = (await asked(2))[1]!;
  expect(
    linksNamed(await pageAt(office, `/assignments/${items[2]!.id}/extensions`), '第2次 · 申请延至7月10日'),
  ).toEqual([`/extensions/${second.id}`]);
  const page = await pageAt(office, `/extensions/${second.id}`);
  expect(wordsOf(page)).toContain('须报副组长审批，办公室不能直接同意');
  expect(page).not.toContain('value="grant"');
  const refused = await decide(second.id, { act: 'grant', reason: '我看可以' });
  expect(refused.status).toBe(422);
  const [, deputy] = /<option value="([^"]+)">[^<]*（副组长）/.exec(page) ?? [];
  const unknown = await decide(second.id, { act: 'endorse', opinion: '拟同意<script>', deputyName: '无此人' });
  expect(unknown.status).toBe(422);
  const told = await unknown.text();
  expect(told).toContain('id="endorse-deputyName-error"');
  expect(told).toContain('拟同意&lt;script&gt;');
  expect((await decide(second.id, { act: 'endorse', opinion: '拟同意', deputyName: deputy! })).status).toBe(303);
  expect(wordsOf(await pageAt(own, `/extensions/${second.id}`))).toContain(`待副组长${deputy}审批`);
  const granted = await decide(second.id, {
    version: '2',
    act: 'grant',
    deputyName: deputy!,
    grantedDay: '2020-07-20',
  });
  expect(granted.status).toBe(303);
  expect(await one(2)).toMatchObject({ dueOn: '2020-07-20' });
});

test.each([
  ['grant', { grantedDay: '2020-06-30' }, 'grant-grantedDay-error'],
  ['grant', { grantedDay: '30.6.' }, 'grant-grantedDay-error'],
  ['grant', { grantedDay: '2020-07-04' }, 'grant-grantedDay-error'],
  ['grant', { reason: '长'.repeat(501) }, 'grant-reason-error'],
  ['endorse', { opinion: '', deputyName: '' }, 'endorse-opinion-error'],
  ['refuse', { reason: '\u200b' }, 'refuse-reason-error'],
])('a decision “%s” with %j is answered at its field', async (act, fields, error) => {
  const [extension] = await asked(1);
  const answer = await decide(extension!.id, { act, ...fields });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain(`id="${error}"`);
  expect((await asked(1))[0]?.version).toBe(1);
});

test('a unit takes back its own, nobody else’s; who may not see it finds nothing', async () => {
  const [extension] = await asked(1);
  const withdraw = (by: Visitor) => by(`/extensions/${extension!.id}/withdrawal`, form({ version: '1' }));
  expect((await other(`/extensions/${extension!.id}`)).status).toBe(404);
  expect((await other(`/assignments/${items[1]!.id}/extensions`)).status).toBe(404);
  expect([(await withdraw(other)).status, (await withdraw(office)).status, (await withdraw(leader)).status]).toEqual([
    ...[404, 403, 403],
  ]);
  expect((await ask(3, {}, other)).status).toBe(404);
  expect((await decide(extension!.id, { act: 'grant' }, leader)).status).toBe(403);
  expect((await decide(extension!.id, { act: 'grant' }, own)).status).toBe(403);
  expect((await withdraw(own)).status).toBe(303);
  const late = await withdraw(own);
  expect(late.status).toBe(409);
  expect((await asked(1))[0]).toMatchObject({ stage: 'withdrawn' });
});

test('of two clerks at once the first decides, and the second loses no word', async () => {
  await ask(5);
  const [extension] = await asked(5);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => decide(extension!.id, { act: 'refuse', reason: `理由之${i}` })),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  const pages = await Promise.all(answers.map((answer) => answer.text()));
  const { decisionReason } = (await asked(5))[0]!;
  for (const [i, page] of pages.entries())
    if (answers[i]!.status !== 303) {
      expect(answers[i]!.status).toBe(409);
      expect(wordsOf(page)).toContain(`您刚填写的内容（没有保存） 理由之${i}`);
      expect(page).toContain(decisionReason);
    }
});

test('after the last day the page says why, and keeps what was typed before', async () => {
  server.program.clock.set('2020-06-29T01:00:00.000Z');
  expect(wordsOf(await pageAt(own, `/assignments/${items[3]!.id}/extensions`))).toContain('最后一天是6月24日');
  const close = await ask(3);
  expect(close.status).toBe(422);
  expect(await close.text()).toContain('汛期道路不通');
  server.program.clock.set('2020-06-30T01:00:00.000Z');
  expect(wordsOf(await (await ask(3)).text())).toMatch(/到期日\S+已[到过]，延期须在到期前提出；请在进展报告里说明情况/);
  expect(await asked(3)).toEqual([]);
});
