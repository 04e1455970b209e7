import { type Report, type ReportKind } from '../../src/domain/reports.js';
import { submitReports } from '../../src/acts/submit-reports.js';
import { calendarWith } from '../../src/working-days.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, pageAt, rowsUnder, wordsOf } from '../support/pages.js';

const FIVE = ['facts', 'solved', 'done', 'conclusion', 'form'];

let server: TestServer;
let office: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  office = await server.signIn('office');
  clerk = await server.signIn('office');
});
afterAll(() => server.close());

/** Files a report of the n-th item of a unit, as its liaison would. */
async function filed(unitId: number, n: number, kind: ReportKind, progress = '已走访12户'): Promise<Report> {
  const { storage, clock } = server.program;
  const person = { role: 'liaison', name: '联络员', unitId, accountId: null, contactId: null, items: null } as const;
  const words = { problems: '', needs: '', needsFrom: '', nextSteps: '', nextOn: null };
  return storage.write(async (stores) => {
    const item = (await stores.assignments.ofUnit(unitId)).filter(({ role }) => role === 'responsible')[n]!;
    const entry = {
      assignmentId: item.id,
      version: item.version,
      kind,
      rating: 'on-track' as const,
      progress,
      ...words,
    };
    const request = { planId: 1, unitId, person, byName: '王五', phone: '0898-27700000', entries: [entry] };
    const id = await submitReports(stores, request, calendarWith([]), { ...clock.now(), actor: '联络员' });
    return (await stores.reports.ofSubmission(id))[0]!;
  });
}
const stageOf = async ({ id }: Report) =>
  (await server.program.storage.read((stores) => stores.reports.byId(id)))!.stage;
const posted = (fields: [string, string][]): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });

test('what a unit reported stands in the list with its words and can be read in full beside the report before it', async () => {
  await filed(4, 0, 'progress', '第一次：已建台账');
  const second = await filed(4, 0, 'progress', '第二次：已入户<b>30</b>户𠮷');
  const rows = rowsUnder(await pageAt(office, '/plans/1/reviews'), '各单位的报告');
  expect(rows).toHaveLength(2);
  expect(rows[1]!.join()).toContain('第二次：已入户<b>30</b>户𠮷');
  const page = wordsOf(await pageAt(office, `/reports/${second.id}/review`));
  for (const words of ['第二次：已入户<b>30</b>户𠮷', '第一次：已建台账', '填报人 王五（0898-27700000）', '审核要点'])
    expect(page).toContain(words);
});

test('a completion is accepted with five ticks, and the notice says so', async () => {
  const report = await filed(5, 0, 'completion');
  const four = posted([
    ...FIVE.slice(1).map((c): [string, string] => ['checks', c]),
    ['outcome', 'accept'],
    ['version', '1'],
  ]);
  const refused = await office(`/reports/${report.id}/review`, four);
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain(`id="r${report.id}-checks-error"`);
  expect(wordsOf(page)).toContain('还缺：事实清楚');
  expect(page.match(/ checked/g)).toHaveLength(4);
  const five = posted([
    ...FIVE.map((c): [string, string] => ['checks', c]),
    ['outcome', 'accept'],
    ['version', '1'],
    ['back', 'reviews'],
  ]);
  const answer = await office(`/reports/${report.id}/review`, five);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/plans/1/reviews?said=report-accepted']);
  expect(await stageOf(report)).toBe('accepted');
  expect(wordsOf(await pageAt(office, `/reports/${report.id}/review`))).toContain('已采用 · ');
});

test.each(['', '  ', '\u200b', '长'.repeat(501), 'a\u0000b'])(
  'a return with the reason %j is refused at its field',
  async (reason) => {
    const report = await filed(6, 0, 'progress');
    const answer = await office(
      `/reports/${report.id}/review`,
      form({ outcome: 'return', version: '1', reason, back: 'desk' }),
    );
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(`id="r${report.id}-reason-error"`);
    expect(page).toContain('name="back" value="desk"');
    expect(await stageOf(report)).toBe('submitted');
  },
);

test('a reason may be anything that can be read, and is told as it was written', async () => {
  const report = await filed(7, 0, 'progress');
  const reason = '<script>alert(1)</script>{{x}}😀𠮷\r\n请补充';
  await office(`/reports/${report.id}/review`, form({ outcome: 'return', version: '1', reason, back: 'reviews' }));
  const page = await pageAt(office, `/reports/${report.id}/review`);
  expect(page).not.toContain('<script>');
  expect(wordsOf(page)).toContain('<script>alert(1)</script>{{x}}😀𠮷 请补充');
  const mails = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'returned', limit: 9, offset: 0 }),
  );
  expect(mails.mails.filter(({ key }) => key === `returned:${report.id}`)).toHaveLength(1);
});

test('of two clerks the second is shown who decided what, and keeps what they typed', async () => {
  const report = await filed(8, 0, 'progress');
  await clerk(`/reports/${report.id}/review`, form({ outcome: 'accept', version: '1' }));
  const late = await office(
    `/reports/${report.id}/review`,
    form({ outcome: 'return', version: '1', reason: '数字不对' }),
  );
  expect(late.status).toBe(409);
  const page = wordsOf(await late.text());
  expect(page).toContain('结果是“已采用”');
  expect(page).toContain('您刚才填写的意见（没有保存） 数字不对');
});

test('the ticked reports are accepted at once; what could not be is named with who did what', async () => {
  const [one, two, done] = [
    await filed(9, 0, 'progress'),
    await filed(10, 0, 'nothing'),
    await filed(11, 0, 'completion'),
  ];
  const ids = [one, two, done].map(({ id }): [string, string] => ['reports', String(id)]);
  const answer = await office('/plans/1/reviews', posted([...ids, ['token', 'same-batch-sent-twice']]));
  expect(answer.headers.get('location')).toBe(`/plans/1/reviews?said=reports-accepted&missed=${done.id}`);
  const again = await office('/plans/1/reviews', posted([...ids, ['token', 'same-batch-sent-twice']]));
  expect(again.headers.get('location')).toBe(answer.headers.get('location'));
  expect([await stageOf(one), await stageOf(two), await stageOf(done)]).toEqual(['accepted', 'accepted', 'submitted']);
  const page = await pageAt(office, answer.headers.get('location')!);
  expect(wordsOf(page)).toContain('办结申请须逐件审核');
  const unit = await server.program.storage.read((stores) => stores.plans.unit(11));
  expect(linksNamed(page, `${unit!.name}`)).toContain('/plans/1/units/11');
});

test.each<[string, string[]]>([
  ['nothing', []],
  ['what is no number', ['x']],
  ['too many', Array.from({ length: 51 }, (_, i) => String(i + 1))],
])('a batch of %s is refused above the list', async (_name, ids) => {
  const answer = await office('/plans/1/reviews', posted(ids.map((id) => ['reports', id])));
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('id="faults"');
});

test('the list is narrowed by unit, kind and stage, and says so where nothing is left', async () => {
  const accepted = rowsUnder(await pageAt(office, '/plans/1/reviews?stage=accepted&unit=9'), '各单位的报告');
  expect(accepted).toHaveLength(1);
  expect(wordsOf(await pageAt(office, '/plans/1/reviews?kind=no-change'))).toContain('没有符合条件的报告');
  expect((await office('/plans/1/reviews?stage=withdrawn')).status).toBe(422);
});

test('who only looks sees reports without any form', async () => {
  const leader = await server.signIn('leader');
  const page = await pageAt(leader, '/plans/1/reviews');
  expect(page).not.toContain('name="reports"');
  expect((await leader('/plans/1/reviews', posted([['reports', '1']]))).status).toBe(403);
});
