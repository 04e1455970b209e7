import { type Assignment } from '../../src/domain/plan.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { PDF } from '../support/files.js';
import { linksNamed, lookOn, pageAt, wordsOf } from '../support/pages.js';
import { filled } from '../support/report-forms.js';

let server: TestServer;
let own: Visitor;
let office: Visitor;
let names: string[];
const REPORT = '/plans/1/units/1/report';

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  names = (await read((stores) => stores.plans.planUnits(1))).sort((a, b) => a.id - b.id).map(({ name }) => name);
  own = await server.signIn(`liaison:${names[0]}`);
  office = await server.signIn('office');
});
afterAll(() => server.close());

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const itemsOf = (unitId: number): Promise<Assignment[]> => read((stores) => stores.assignments.ofUnit(unitId, 1));
const one = (id: number) => read((stores) => stores.assignments.byId(id));

test('one report serves several measures: shared words for all that are ticked, its own for one', async () => {
  const items = (await itemsOf(1)).slice(0, 6);
  const answer = await own(REPORT, filled(items, { [`i${items[2]!.id}-progress`]: '已慰问3户', phone: '27700001' }));
  expect(answer.headers.get('location')).toMatch(/^\/submissions\/\d+\?said=report-filed$/);
  const page = wordsOf(await pageAt(own, answer.headers.get('location')!));
  expect(page).toContain('已报送，待办公室审核');
  expect(page.split('已摸底12户')).toHaveLength(6);
  expect(page).toContain('已慰问3户');
  expect(page).toContain('王芳（27700001）');
  expect(page).toContain('单位负责人签字');
  for (const { id } of items) expect(await one(id)).toMatchObject({ stage: 'underway', version: 2 });
});

test('the last report stands in the fields: what was shared as shared, what was said of one in its own', async () => {
  const items = (await itemsOf(1)).slice(0, 6);
  const page = await pageAt(own, REPORT);
  expect(page).toMatch(/<textarea id="f-progress"[^>]*>\s*已摸底12户<\/textarea>/);
  expect(page).toMatch(new RegExp(`<textarea id="f-i${items[2]!.id}-progress"[^>]*>\\s*已慰问3户</textarea>`));
  expect(page).toMatch(new RegExp(`<textarea id="f-i${items[1]!.id}-progress"[^>]*>\\s*</textarea>`));
  expect(page).not.toContain('<details open>');
});

test('what only stands in an item’s own fields from last time yields to what is written now, and holds once it is changed', async () => {
  const [, second, third] = await itemsOf(1);
  const old = { [`i${third!.id}-progress`]: '已慰问3户' };
  const text = async (answer: Response, id: number) => {
    const submission = Number(/\/submissions\/(\d+)/.exec(answer.headers.get('location')!)![1]);
    const reports = await read((stores) => stores.reports.ofSubmission(submission));
    return reports.find(({ assignmentId }) => assignmentId === id)?.progress;
  };
  const missing = await own(REPORT, filled([third!], { ...old, progress: '' }));
  expect([missing.status, wordsOf(await missing.text())]).toEqual([422, expect.stringContaining('请写明本期进展')]);
  expect(
    await text(await own(REPORT, filled([second!, third!], { ...old, progress: '七月的新情况' })), third!.id),
  ).toBe('七月的新情况');
});

test('a report that nobody has reviewed is taken back by its unit, and by nobody else', async () => {
  const [item] = await itemsOf(1);
  const [report] = await read((stores) => stores.reports.latestOf([item!.id]));
  const other = await server.signIn(`liaison:${names[1]}`);
  const path = `/reports/${report!.id}/withdrawal`;
  expect((await other(path, form({ version: '1' }))).status).toBe(404);
  expect((await office(path, form({ version: '1' }))).status).toBe(403);
  expect((await own(path, form({ version: '9' }))).status).toBe(409);
  const answer = await own(path, form({ version: '1', token: 'withdrawn-once-and-again' }));
  expect(answer.headers.get('location')).toBe(`/submissions/${report!.submissionId}?said=report-withdrawn`);
  const again = await own(path, form({ version: '1', token: 'withdrawn-once-and-again' }));
  expect(again.headers.get('location')).toBe(answer.headers.get('location'));
  expect(wordsOf(await pageAt(own, answer.headers.get('location')!))).toContain('已撤回');
});

test('the unit that leads a measure reads what others report on it, and no more of it', async () => {
  // Unit 1 leads measure 1, in which another unit has a part; that one's report of a measure led elsewhere stays closed.
  const leads = await read((stores) => stores.reports.measuresLedBy(1, 1));
  const partner = (await read((stores) => stores.plans.dutyNames(1))).find(
    ({ measureId, unitId }) => leads.has(measureId) && unitId !== 1,
  )!;
  const theirs = await itemsOf(partner.unitId);
  const led = theirs.find(({ measureId }) => leads.has(measureId))!;
  const notLed = theirs.find(({ measureId }) => !leads.has(measureId))!;
  const them = await server.signIn(`liaison:${names[partner.unitId - 1]}`);
  const file = async (items: Assignment[], fields: Record<string, string>) =>
    (await them(`/plans/1/units/${partner.unitId}/report`, filled(items, fields))).headers
      .get('location')!
      .split('?')[0]!;
  const both = await file([led, notLed], {
    [`i${led.id}-progress`]: '看得到的',
    [`i${notLed.id}-progress`]: '看不到的',
  });
  const page = wordsOf(await pageAt(own, both));
  expect(page).toContain('看得到的');
  expect(page).not.toContain('看不到的');
  const now = (await one(notLed.id))!;
  expect((await own(await file([now], {}))).status).toBe(404);
  expect((await office(both)).status).toBe(200);
});

test('the same form sent twenty times at once is one report with one answer', async () => {
  const items = (await itemsOf(3)).slice(0, 2);
  const them = await server.signIn(`liaison:${names[2]}`);
  const sent = () => them('/plans/1/units/3/report', filled(items, { token: 'one-report-sent-20-times' }));
  const answers = await Promise.all(Array.from({ length: 20 }, sent));
  expect(new Set(answers.map(({ headers }) => headers.get('location')))).toHaveProperty('size', 1);
  expect(await read((stores) => stores.reports.submissionsOf(1, 3, { limit: 100, items: null }))).toHaveLength(1);
});

test('what nobody changed in an item’s own fields is not taken for theirs where another reports meanwhile', async () => {
  const [, , third] = await itemsOf(1);
  const id = third!.id;
  await own(REPORT, filled([third!], { [`i${id}-progress`]: '单独的旧话' }));
  const page = await pageAt(own, REPORT);
  const base = new RegExp(`name="i${id}-base" value="(\\w+)"`).exec(page)![1]!;
  const stood = new RegExp(`<textarea id="f-i${id}-progress"[^>]*>\\s*([^<]*)</textarea>`).exec(page)![1]!;
  await own(REPORT, filled([(await one(id))!], { progress: '别人刚报的' }));
  const late = { [`i${id}-version`]: '1', [`i${id}-base`]: base, [`i${id}-progress`]: stood, progress: '我写的' };
  const refused = await own(REPORT, filled([third!], late));
  const again = await refused.text();
  expect(refused.status).toBe(409);
  expect(again).toMatch(/<textarea id="f-progress"[^>]*>\s*我写的<\/textarea>/);
  expect(new RegExp(`<textarea id="f-i${id}-progress"[^>]*>\\s*([^<]*)</textarea>`).exec(again)![1]).not.toBe(
    stood || '-',
  );
});

test('evidence goes in with the report, and is read by whoever reads the report', async () => {
  const path = '/plans/1/units/10/report';
  const them = await server.signIn(`liaison:${names[9]}`);
  const body = new FormData();
  for (const [name, value] of Object.entries({ planId: '1', unitId: '10', form: 'report' })) body.append(name, value);
  body.append('files', new Blob([new Uint8Array(PDF)]), '摸底台账.pdf');
  expect((await them('/attachments', { method: 'POST', body })).headers.get('location')).toBe(`${path}?said=attached`);
  expect(wordsOf(await pageAt(them, path))).toContain('摸底台账.pdf');
  const filing = await them(path, filled((await itemsOf(10)).slice(0, 1)));
  const page = await pageAt(office, filing.headers.get('location')!);
  expect(wordsOf(page)).toContain('佐证材料 摸底台账.pdf');
  const [file] = linksNamed(page, '摸底台账.pdf');
  expect((await office(file!)).status).toBe(200);
  expect((await own(file!)).status).toBe(404);
  expect(wordsOf(await pageAt(them, path))).not.toContain('摸底台账.pdf');
});

test('全部签收 is one click, for the unit alone', async () => {
  const path = '/plans/1/units/6/acknowledgements';
  const them = await server.signIn(`liaison:${names[5]}`);
  expect(wordsOf(await pageAt(them, '/plans/1/units/6/report'))).toMatch(/全部签收（\d+项）/);
  expect((await own(path, form({}))).status).toBe(404);
  expect((await them(path, form({}))).headers.get('location')).toBe('/plans/1/units/6/report?said=all-acknowledged');
  expect(new Set((await itemsOf(6)).map(({ stage }) => stage))).toEqual(new Set(['underway']));
  expect(wordsOf(await pageAt(them, '/plans/1/units/6/report'))).not.toContain('全部签收');
});

test('a number that the office asks for is a field under its measure, and is read in the report', async () => {
  const [item] = (await itemsOf(7)).filter(({ opensOn }) => opensOn < '2020-06-01');
  const asked = { measureId: String(item!.measureId), name: '建档户数', unitWord: '户', target: '120户' };
  expect((await office('/plans/1/indicators', form(asked))).status).toBe(303);
  const again = await office('/plans/1/indicators', form(asked));
  expect([again.status, wordsOf(await again.text())]).toEqual([422, expect.stringContaining('已有同名的指标')]);
  const them = await server.signIn(`liaison:${names[6]}`);
  const path = '/plans/1/units/7/report';
  const page = await pageAt(them, path);
  const field = /name="(i\d+-now-\d+)"/.exec(page)![1]!;
  const total = field.replace('now', 'total');
  for (const [value, isTaken] of [
    ['十二', false],
    ['1e5', false],
    ['１，２３４．５', true],
  ] as const) {
    const answer = await them(
      path,
      filled([(await one(item!.id))!], { [`i${item!.id}-${field.slice(field.indexOf('-') + 1)}`]: value }),
    );
    expect([value, answer.status]).toEqual([value, isTaken ? 303 : 422]);
  }
  const last = await them(path, filled([(await one(item!.id))!], { [field]: '3', [total]: '36' }));
  const sheet = await pageAt(them, last.headers.get('location')!);
  expect(wordsOf(sheet)).toMatch(/建档户数（户） 120户 3 36/);
  expect(await pageAt(them, path)).toContain('上期累计36');
});

test('a lead unit that completes is asked for a word on each unit still open, at its field', async () => {
  const leads = await read((stores) => stores.reports.measuresLedBy(1, 1));
  const item = (await itemsOf(1)).find(({ measureId, role }) => leads.has(measureId) && role === 'lead')!;
  const answer = await own(REPORT, filled([item], { kind: 'completion' }));
  expect(answer.status).toBe(422);
  const page = await answer.text();
  const error = /id="(f-i\d+-open-\d+)-error"/.exec(page);
  expect(error).not.toBeNull();
  expect(page).toContain(`href="#${error![1]}"`);
  expect(wordsOf(page)).toContain('尚未办结的单位需各写一句说明');
  const fold = /<details[^>]*><summary>申请办结时：对尚未办结单位的说明/;
  expect(page.match(fold)![0]).toContain('<details open>');
  expect((await pageAt(own, REPORT)).match(fold)![0]).toContain('<details>');
});

test('the office looks and does not send', async () => {
  const page = await pageAt(office, REPORT);
  expect(wordsOf(page)).toContain('由县总工会联络员填报，这里只能查看');
  expect(page).not.toContain('action="/plans/1/units/1/report"');
  expect(page).not.toContain('data-draft');
});

test('when the next report is due is said, and what is late apart from the item’s own light', async () => {
  lookOn(server.program, '2020-06-26');
  const them = await server.signIn(`liaison:${names[7]}`);
  const page = wordsOf(await pageAt(them, '/plans/1/units/8/report'));
  expect(page).toMatch(/下次报送：7月24日（周五）前；.*上期未报\d项/);
  expect(page).toContain('6月24日一期未报');
});

test('once a period is answered nothing is asked of it, and its unit is told what waits for the office', async () => {
  lookOn(server.program, '2020-06-24');
  const them = await server.signIn(`liaison:${names[7]}`);
  const path = '/plans/1/units/8';
  const open = (await itemsOf(8)).filter(({ opensOn }) => opensOn <= '2020-06-24');
  const before = await pageAt(them, `${path}/report`);
  expect(before.match(/name="items" value="\d+" checked/g)).toHaveLength(open.length);
  expect(wordsOf(before)).toContain('6月10日一期未报，今天应报下一期');
  expect(wordsOf(before)).not.toContain('6月24日一期未报');
  expect(before).toContain('<noscript><p class="none">没有开启脚本的');
  const filing = await them(`${path}/report`, filled(open, { nextOn: '2020-06-29' }));
  expect(filing.status).toBe(303);
  const paper = await pageAt(them, filing.headers.get('location')!);
  expect(wordsOf(paper)).toContain('下步措施 2020年6月29日前');
  expect(wordsOf(paper)).not.toContain('（2020年6月29日前）');
  expect(paper).toMatch(/<a class="onscreen" [^>]*>看事项/);
  const after = await pageAt(them, `${path}/report`);
  expect(after).not.toMatch(/name="items" value="\d+" checked/);
  expect(wordsOf(after)).toContain('没有预先勾选事项');
  const unit = wordsOf(await pageAt(them, path));
  expect(unit.split('已报，待审核')).toHaveLength(open.length + 1);
  expect(unit).toContain('下次报送7月24日');
  expect(wordsOf(await pageAt(them, `/assignments/${open[0]!.id}`))).toContain('6月24日一期已报，下一期7月24日');
});
