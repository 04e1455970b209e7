import { pendingMail } from '../support/databases.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { fileReports } from '../support/office-day.js';
import { lookOn, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const posted = (fields: [string, string][]): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
const chase = (units: readonly (number | string)[], text: string, more: [string, string][] = []) =>
  office(
    '/plans/1/chases',
    posted([...units.map((id): [string, string] => ['units', String(id)]), ['text', text], ...more]),
  );
const mails = () =>
  server.program.storage.read((stores) => stores.outbox.list({ kind: 'chase', limit: 50, offset: 0 }));

test('at half past eight the clerk sees whom to chase, all ticked and the text ready, and one click sends it', async () => {
  const page = await pageAt(office, '/plans/1/desk');
  const own = partsOf(page, 'form class="sheet-form" method="post" action="/plans/1/chases"')[0]!;
  const ticked = [...own.matchAll(/name="units" value="(\d+)" checked/g)].map(([, id]) => id!);
  expect(ticked.length).toBeGreaterThan(20);
  expect(wordsOf(own)).toContain('应于6月10日报送');
  const text = wordsOf(partsOf(own, 'textarea')[0]!);
  expect(text).toContain('请于今天下班前报送');
  const before = (await mails()).total;
  const answer = await chase(ticked.slice(0, 3), text, [['token', 'same-chase-sent-twice']]);
  expect(answer.headers.get('location')).toBe('/plans/1/desk?said=chased');
  await chase(ticked.slice(0, 3), text, [['token', 'same-chase-sent-twice']]);
  expect((await mails()).total).toBe(before + 3);
  const after = await pageAt(office, '/plans/1/desk');
  expect(after).not.toContain(`name="units" value="${ticked[0]}"`);
  expect(wordsOf(after)).toContain('今天已发过提醒或催办，不再重复：');
});

test('a unit whose mail of the day did not leave is named as one to be called', async () => {
  const form = await pageAt(office, '/plans/1/desk');
  const unitId = Number([...form.matchAll(/name="units" value="(\d+)"/g)].at(-1)?.[1]);
  const { name } = await server.program.storage.write(async (stores) => {
    const held = { state: 'held', lastError: '单位没有联系邮箱', day: '2020-06-24', words: null } as const;
    await stores.outbox.enqueue(pendingMail(`unit:${unitId}:2020-06-24`, unitId, held), []);
    return (await stores.plans.unit(unitId))!;
  });
  const page = wordsOf(await pageAt(office, '/plans/1/desk'));
  expect(page).toMatch(new RegExp(`今天的提醒或催办没有发出，请电话催办：[^。]*${name}`));
  expect(page).not.toMatch(new RegExp(`今天已发过提醒或催办，不再重复：[^。]*${name}`));
});

test('each chase has a number and stands in the record with whom, when and in what words', async () => {
  const text = '<script>请报送</script>{{x}}😀𠮷';
  await chase([9], text);
  const rows = rowsUnder(await pageAt(office, '/plans/1/chases'), '人工催办，新的在前');
  expect(rows.map((row) => row[0])).toEqual([4, 3, 2, 1].map((n) => `催办〔2020〕第${n}号`));
  expect(rows[0]).toMatchObject({ 1: '2020-06-24 08:00', 3: '第1次', 5: text });
  const [item] = await server.program.storage.read((stores) => stores.assignments.ofUnit(9, 1));
  expect(wordsOf(await pageAt(office, `/assignments/${item!.id}`))).toMatch(/6月24日 周三 待发 人工催办/);
  expect(wordsOf(await pageAt(await server.signIn('leader'), '/plans/1/chases'))).toContain('催办〔2020〕第4号');
  // The outbox names a mail that has not left by its number, which says already that it is a 催办.
  const outbox = wordsOf(await pageAt(office, '/outbox?kind=chase'));
  expect(outbox).toContain('催办〔2020〕第4号：第1次催办');
  expect(outbox).not.toContain('催办 催办');
});

test('who had a mail today, or has reported, is not chased again, and the clerk is told of each', async () => {
  await fileReports(server.program, 11, [{ kind: 'progress', progress: '已办' }]);
  const answer = await chase([9, 12], '请报送');
  expect(answer.headers.get('location')).toBe('/plans/1/desk?said=chased&skipped=9%3Asaid-today');
  const page = wordsOf(await pageAt(office, answer.headers.get('location')!));
  expect(page).toContain('有1个单位没有发催办');
  expect(page).toContain('今天已发过提醒或催办，每个工作日最多一封');
  expect(wordsOf(await pageAt(office, '/plans/1/desk?skipped=9:nonsense.x:answered.4711:asking'))).not.toContain(
    '没有发催办',
  );
});

test.each<[string, (number | string)[], string, string]>([
  ['no unit', [], '请报送', 'chase-units-error'],
  ['what is no unit', ['x'], '请报送', 'faults'],
  ['no text', [13], ' \u200b', 'chase-text-error'],
  ['too long a text', [13], '长'.repeat(501), 'chase-text-error'],
  ['a control character', [13], 'a\u0000b', 'chase-text-error'],
])('a chase with %s is refused at its field, and nobody is written to', async (_name, units, text, id) => {
  const before = (await mails()).total;
  const answer = await chase(units, text);
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain(`id="${id}"`);
  if (text.length > 500) expect(page).toContain('长'.repeat(501));
  expect((await mails()).total).toBe(before);
});

test('nobody is chased for another plan, nor by whoever only looks', async () => {
  expect(
    (
      await office(
        '/plans/99/chases',
        posted([
          ['units', '1'],
          ['text', '请报送'],
        ]),
      )
    ).status,
  ).toBe(404);
  expect((await chase([4711], '请报送')).status).toBe(422);
  const leader = await server.signIn('leader');
  expect(
    (
      await leader(
        '/plans/1/chases',
        posted([
          ['units', '1'],
          ['text', '请报送'],
        ]),
      )
    ).status,
  ).toBe(403);
});

test('on a day of rest the units are named and nothing is sent; what was typed is kept', async () => {
  lookOn(server.program, '2020-06-25');
  const page = await pageAt(office, '/plans/1/desk');
  expect(page).not.toContain('name="units"');
  const answer = await chase([14], '请节后报送');
  expect(answer.status).toBe(422);
  const words = wordsOf(await answer.text());
  expect(words).toContain('今天是休息日，不发催办');
  expect(words).toContain('您刚才填写的内容（没有保存） 请节后报送');
});
