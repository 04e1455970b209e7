import { reviewReport } from '../../src/acts/review-report.js';
import { submitReports } from '../../src/acts/submit-reports.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { REVIEW_CHECKS, type ReviewCheck } from '../../src/domain/reports.js';
import { calendarWith } from '../../src/working-days.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { pageAt, wordsOf } from '../support/pages.js';

/** 县总工会 leads the first measure, 县民政局 leads it as well but is named second, 县财政局 has a part in it. */
const [UNION, CIVIL, HOUSING] = [1, 2, 5];
const MEASURE = '/plans/1/measures/1';

let server: TestServer;
const visitors = new Map<number | string, Visitor>();
let items: Assignment[];

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  for (const { id, name } of units) visitors.set(id, await server.signIn(`liaison:${name}`));
  for (const role of ['office', 'leader']) visitors.set(role, await server.signIn(role));
  items = await server.program.storage.read(
    async (stores) => (await stores.assignments.page({ planId: 1, measureId: 1, limit: 100, offset: 0 })).items,
  );
}, 60_000);
afterAll(() => server.close());

const as = (who: number | string) => visitors.get(who)!;
const itemOf = (unitId: number) => items.find((item) => item.unitId === unitId)!;
const person = (unitId: number): Person => ({
  ...{ role: 'liaison', name: '某某', unitId, accountId: 1, contactId: null, items: null },
});

/** Files a report of a unit's first item and, where wanted, has it accepted. */
async function report(unitId: number, progress: string, accept: boolean): Promise<void> {
  const { storage, clock } = server.program;
  const occasion = { ...clock.now(), actor: '某某' };
  await storage.write(async (stores) => {
    const item = (await stores.assignments.byId(itemOf(unitId).id))!;
    const entry = { assignmentId: item.id, version: item.version, kind: 'progress', rating: 'on-track' } as const;
    const texts = { progress, problems: '缺少车辆', needs: '', needsFrom: '', nextSteps: '', nextOn: null };
    const request = { planId: 1, unitId, person: person(unitId), byName: '某某', phone: null };
    const id = await submitReports(
      stores,
      { ...request, entries: [{ ...entry, ...texts }] },
      calendarWith([]),
      occasion,
    );
    const [filed] = await stores.reports.ofSubmission(id);
    const checks = Object.keys(REVIEW_CHECKS) as ReviewCheck[];
    if (accept)
      await reviewReport(stores, { reportId: filed!.id, version: 1, outcome: 'accept', checks, reason: '' }, occasion);
  });
}

test('a lead unit sees every partner, a responsible unit its own line and who leads, and whoever has no part nothing', async () => {
  const lead = wordsOf(await pageAt(as(UNION), MEASURE));
  expect(lead).toContain('牵头单位：县总工会（第一牵头）、县民政局；共7个单位承担');
  for (const name of ['县民政局', '县公安局', '县住房和城乡建设局']) expect(lead).toContain(name);
  const own = wordsOf(await pageAt(as(HOUSING), MEASURE));
  expect(own).toContain('牵头单位：县总工会');
  expect(own.split('方案原文')[0]).not.toContain('县公安局');
  expect(own).not.toContain('催办单位');
  expect((await as(12)(MEASURE)).status).toBe(404);
  const leader = wordsOf(await pageAt(as('leader'), MEASURE));
  expect(leader).toContain('县公安局');
  expect(leader).not.toContain('发出催办');
});

test('who has not answered is shown as such, and a report with its words once it is there', async () => {
  expect(wordsOf(await pageAt(as(UNION), MEASURE))).toContain('本期：7家待报');
  await report(HOUSING, '<b>已核查</b>32户住房𠮷', false);
  const page = await pageAt(as(UNION), MEASURE);
  expect(wordsOf(page)).toContain('6家待报，1家已报');
  expect(page).toContain('&lt;b&gt;已核查&lt;/b&gt;32户住房𠮷');
});

describe('Chasing', () => {
  const chase = (who: number | string, units: readonly number[], text = '请今天下班前报送。', more = {}) => {
    const body = new URLSearchParams({ phase: '1', text, ...more });
    for (const unit of units) body.append('units', String(unit));
    return as(who)(`${MEASURE}/chases`, { method: 'POST', body });
  };

  test.each([
    ['nobody ticked', [], '请报送', 'chase-units', '没有选择要催办的单位'],
    ['no words', [CIVIL], '  \u200b', 'chase-text', '请写明催办内容'],
    ['too many words', [CIVIL], '长'.repeat(501), 'chase-text', '请控制在500字以内'],
    ['a control character', [CIVIL], '请\u0000报', 'chase-text', '控制字符'],
  ])('%s is said at its field, and what was typed stays', async (_what, units, text, field, words) => {
    const answer = await chase(UNION, units, text);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="${field}-error"`);
    expect(wordsOf(page)).toContain(words);
    if (text.length > 500) expect(page).toContain(text);
  });

  test('writes to those who are to be written to, says by name who was not and why, and does so once', async () => {
    const token = 'chase-form-sent-20-times';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => chase(UNION, [CIVIL, HOUSING], '请报送<script>。', { token })),
    );
    const [address, ...others] = new Set(answers.map(({ headers }) => headers.get('location')));
    expect([others, address]).toEqual([[], `${MEASURE}?phase=1&said=chased&sent=2&skipped=5-answered`]);
    const page = wordsOf(await pageAt(as(UNION), address!));
    expect(page).toContain('已催办：县民政局');
    expect(page).toContain('未催办——县住房和城乡建设局：本期已报，不需要催办');
    expect(page).toContain('已催办1次，最近6月24日');
    expect((await chase(CIVIL, [UNION, 4])).headers.get('location')).toContain('sent=1.4');
    expect((await chase('office', [CIVIL])).headers.get('location')).toContain(
      'said=chased-nobody&skipped=2-said-today',
    );
    const history = await server.program.storage.read((stores) => stores.history.ofAssignment(itemOf(CIVIL)));
    expect(history.filter(({ act }) => act === 'chase').map(({ facts }) => JSON.parse(facts) as object)).toEqual([
      { nth: 1, reason: '请报送<script>。', by: '县总工会' },
    ]);
    expect(wordsOf(await pageAt(as(CIVIL), `/assignments/${itemOf(CIVIL).id}`))).toContain('催办');
  });

  test('is for the leads of the measure and the office', async () => {
    expect((await chase(HOUSING, [CIVIL])).status).toBe(403);
    expect((await chase('leader', [CIVIL])).status).toBe(403);
    expect((await chase(12, [CIVIL])).status).toBe(404);
    expect((await chase(UNION, [12])).status).toBe(422);
  });

  test('an address made by somebody else says nothing that is not ours', async () => {
    const page = await pageAt(as(UNION), `${MEASURE}?sent=x.999.<b>&skipped=2-constructor.2-<script>`);
    expect(page).not.toContain('催办结果');
  });
});

describe('The consolidated report', () => {
  const draft = async () => {
    const kept = await server.program.storage.read((stores) =>
      stores.drafts.of({ planId: 1, unitId: UNION, form: 'report' }),
    );
    return JSON.parse(kept?.body ?? '{}') as Record<string, unknown>;
  };
  const consolidate = (who: number, phase = '1') => as(who)(`${MEASURE}/consolidation`, form({ phase }));

  test('is drawn into the first lead’s draft from the accepted reports with one click, and again as more arrive', async () => {
    await report(CIVIL, '已入户126户。', true);
    const answer = await consolidate(UNION);
    expect(answer.headers.get('location')).toBe('/plans/1/units/1/report?said=consolidated');
    const { id } = itemOf(UNION);
    const body = await draft();
    expect(body).toMatchObject({
      items: [String(id)],
      [`i${id}-problems`]: '各单位进展情况：\n县民政局：缺少车辆',
    });
    // The kind is what the lead chooses in the shared block, such as 申请办结.
    expect(body[`i${id}-kind`] ?? '').toBe('');
    expect(String(body[`i${id}-progress`]).split('\n')).toEqual([
      ...['各单位进展情况：', '县民政局：已入户126户。', '已报送、待办公室审核：县住房和城乡建设局。'],
      expect.stringMatching(/^本期尚未报送：县人力资源和社会保障局、县公安局、/) as string,
    ]);
    await report(HOUSING, '已核查40户。', true);
    await consolidate(UNION);
    expect(String((await draft())[`i${id}-progress`])).toContain('县住房和城乡建设局：已核查40户。');
  });

  test('is not for the second lead, which is told whose it is, nor for anybody else', async () => {
    expect((await consolidate(CIVIL)).status).toBe(403);
    expect(wordsOf(await pageAt(as(CIVIL), MEASURE))).toContain('由第一牵头单位县总工会起草');
    expect((await consolidate(HOUSING)).status).toBe(403);
    expect((await consolidate(12)).status).toBe(404);
  });
});

test('a late partner is late by itself', async () => {
  await as('office')('/demo/clock', form({ to: '2020-07-02' }));
  const page = wordsOf(await pageAt(as(UNION), `${MEASURE}?phase=1`));
  expect(page).toMatch(/县公安局.*逾期是该单位的，不计入牵头单位。/);
  // 县民政局 has reported, 县公安局 has not: both are late, and only the silent one is ticked.
  const whole = await pageAt(as(UNION), `${MEASURE}?phase=1`);
  expect(wordsOf(whole)).toMatch(/县民政局（已报进展，事项逾期）.*县公安局（已逾期）/);
  expect(whole).toMatch(/name="units" value="2"(?! checked)/);
  expect(whole).toMatch(/name="units" value="4" checked/);
  expect(wordsOf(whole)).not.toContain('你单位尚未报送');
});

test('on a rest day the form is not there, and a chase is refused in words', async () => {
  await as('office')('/demo/clock', form({ to: '2020-07-04' }));
  expect(wordsOf(await pageAt(as(UNION), MEASURE))).toContain('今天是休息日，不发催办。');
  const refused = await as(UNION)(`${MEASURE}/chases`, form({ phase: '1', units: '4', text: '请报送' }));
  expect(refused.status).toBe(422);
  expect(wordsOf(await refused.text())).toContain('今天是休息日');
});

test('a measure of another plan and a phase that is none are not found', async () => {
  expect((await as('office')('/plans/2/measures/1')).status).toBe(404);
  expect((await as('office')(`${MEASURE}?phase=99`)).status).toBe(404);
});
