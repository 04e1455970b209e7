import { evidenceOwner } from '../../src/acts/rectify.js';
import { CLOSE_TESTS } from '../../src/domain/inspections.js';
import { type Assignment } from '../../src/domain/plan.js';
import { wordsOf } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const DAY = '2020-05-12';
const LATER = '2020-12-20';
const FIVE = Object.keys(CLOSE_TESTS);

let server: TestServer;
let office: Visitor;
let second: Visitor;
let leader: Visitor;
let own: Visitor;
let other: Visitor;
let items: Assignment[];

/** Unit 1 has completed five of its items; the clock stands on the plan’s first day. */
beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const { storage } = server.program;
  const names = await storage.read((stores) => stores.plans.planUnits(1));
  office = await server.signIn('office');
  second = await server.signIn('office-2');
  leader = await server.signIn('leader');
  own = await server.signIn(`liaison:${names.find(({ id }) => id === 1)?.name}`);
  other = await server.signIn(`liaison:${names.find(({ id }) => id === 2)?.name}`);
  const five = (await storage.read((stores) => stores.assignments.ofUnit(1))).slice(0, 5);
  await storage.write(async (stores) => {
    for (const { id } of five) await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: DAY });
  });
  items = five;
});
afterAll(() => server.close());

/** What a browser posts: a list of values ticks several boxes. */
function post(visit: Visitor, path: string, fields: Record<string, string | string[]>): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return visit(path, { method: 'POST', body: new URLSearchParams(pairs) });
}
const where = ({ status, headers }: Response) => `${status} ${headers.get('location') ?? ''}`.trim();
const look = async (visit: Visitor, path: string) => wordsOf(await (await visit(path)).text());

const SHEET = { version: '1', fact: '抽查12户', standard: '方案第四条', evidence: '台账第3页', unitOpinion: '' };
const finding = (nth: number, dueOn: string) => ({
  ...{ [`fact-${nth}`]: `第${nth}个问题`, [`standard-${nth}`]: '一户一档', [`requirement-${nth}`]: '补齐' },
  [`dueOn-${nth}`]: dueOn,
});
const FAILED = { ...SHEET, conclusion: 'non-compliant' };
const WHOLE = { measures: '逐户补建', result: '12户已齐', lessons: '每月自查' };

test('the office opens a batch of everything that is completed, and sees its items', async () => {
  const batch = { title: '第三阶段检查验收', heldOn: DAY, method: '查阅', leaderName: '钱局长', members: '李新、赵敏' };
  const answer = await post(office, '/plans/1/inspections', { ...batch, selection: 'all' });
  expect(where(answer)).toBe('303 /inspections/1?said=inspection-opened');
  const page = await look(leader, '/inspections/1');
  expect(page).toContain('检查〔2020〕第1号 第三阶段检查验收');
  expect(page).toContain('还有5项');
  expect(await look(office, '/plans/1/inspections')).toMatch(/已检查0\/5/);
});

test.each<[string, Record<string, string>, string, string]>([
  ['no name', { title: ' \u200b' }, 'new-title', '请填写批次名称'],
  ['no day', { heldOn: '2020-13-01' }, 'new-heldOn', '应是 2020-06-30 这样的日期'],
  ['a way that is none', { method: '打听' }, 'new-method', '请选择检查方式'],
  ['nobody to lead', { leaderName: '' }, 'new-leaderName', '请填写检查组组长姓名'],
  ['a sample of nothing', { selection: 'sample', sampleSize: '0' }, 'new-sampleSize', '至少抽1项'],
  ['a sample of words', { selection: 'sample', sampleSize: '一半' }, 'new-sampleSize', '应是整数'],
  ['a phase of letters', { phaseId: 'x' }, 'new-phaseId', '应是编号'],
  ['nothing that is not in a batch', {}, 'new-selection', '没有已办结待验收的事项'],
  ['a book for a name', { title: '长'.repeat(61) }, 'new-title', '请控制在60字以内'],
])('a batch with %s is refused at its field, and what was typed stays', async (_what, more, id, words) => {
  const fields = {
    title: '𠮷<script>',
    heldOn: DAY,
    method: '查阅',
    leaderName: '钱',
    members: '👨‍👩‍👧',
    selection: 'all',
  };
  const answer = await post(office, '/plans/1/inspections', { ...fields, ...more });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain(`id="${id}-error"`);
  expect(page).toContain(words);
  expect(page).toContain('👨‍👩‍👧');
  expect(page).not.toContain('<script>');
});

test.each<[string, Record<string, string | string[]>, string, string]>([
  ['no fact', { fact: '' }, 'item-fact', '请写明检查事实'],
  ['no conclusion', { conclusion: '' }, 'item-conclusion', '请选择结论'],
  ['four of five tests', { conclusion: 'compliant', tests: FIVE.slice(1) }, 'item-tests', '还缺：任务措施全部落实'],
  ['no finding', { conclusion: 'non-compliant' }, 'item-fact-1', '不达标须写明1到5个问题'],
  ['half a finding', { ...FAILED, 'fact-3': '缺' }, 'item-requirement-3', '请写明整改要求'],
  ['a deadline in the past', { ...FAILED, ...finding(4, DAY) }, 'item-dueOn-4', '整改期限应晚于今天'],
  ['a day that never was', { ...FAILED, ...finding(2, '2020-02-30') }, 'item-dueOn-2', '应是 2020-06-30 这样的日期'],
  [
    'findings of what is fine',
    { conclusion: 'mostly', tests: FIVE, ...finding(1, LATER) },
    'item-conclusion',
    '不达标',
  ],
])('a sheet with %s is refused at its field', async (_what, more, id, words) => {
  const answer = await post(office, '/inspection-items/1/conclusion', { ...SHEET, ...more, unitOpinion: '𠮷无' });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain(`id="${id}-error"`);
  expect(page).toContain(words);
  expect(page).toContain('𠮷无');
});

test('one item passes, one fails with five findings in rows of which one is empty, and the same sheet sent twice is one', async () => {
  const passed = { ...SHEET, conclusion: 'compliant', tests: FIVE };
  expect(where(await post(office, '/inspection-items/2/conclusion', passed))).toBe(
    '303 /inspection-items/2?said=item-passed',
  );
  expect(where(await post(office, '/inspection-items/1/conclusion', { ...FAILED, ...finding(9, LATER) }))).toBe('422');
  const failed = { ...FAILED, ...finding(1, '2020-10-30'), ...finding(3, '2020-11-02'), token: 'sheet-sent-20-times' };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(office, '/inspection-items/1/conclusion', failed)),
  );
  expect(new Set(answers.map(where))).toEqual(new Set(['303 /inspection-items/1?said=item-failed']));
  const five = { ...FAILED, ...finding(1, LATER), ...finding(2, LATER), ...finding(4, LATER) };
  expect((await post(office, '/inspection-items/3/conclusion', five)).status).toBe(303);
  const late = await post(second, '/inspection-items/3/conclusion', { ...five, fact: '我查到的是另一回事' });
  const page = wordsOf(await late.text());
  expect(late.status).toBe(409);
  expect(page).toContain('您刚才填写的内容（没有保存）');
  expect(page).toContain('我查到的是另一回事');
  const ledger = await look(office, '/plans/1/rectifications');
  expect(ledger).toContain('共5个问题');
  expect(ledger).toContain('整改〔2020〕第5号');
});

test('its unit sees the conclusion and its findings, no unit sees a sheet that is not concluded, no other anything', async () => {
  expect(await look(own, '/inspection-items/1')).toContain('不达标');
  expect((await own('/inspection-items/4')).status).toBe(404);
  for (const path of ['/inspection-items/1', '/rectifications/1', '/rectifications/1/notice'])
    expect([path, (await own(path)).status, (await other(path)).status]).toEqual([path, 200, 404]);
  expect(await look(other, '/plans/1/rectifications')).toContain('还没有限期整改的问题');
  expect(await look(other, '/plans/1/rectifications?unit=1')).not.toContain('整改〔2020〕第1号');
  expect(await (await other('/plans/1/rectifications.csv?unit=1')).text()).not.toContain('整改〔2020〕第1号');
  expect((await own('/plans/1/closings')).status).toBe(403);
});

test.each<[string, Record<string, string>, number, number]>([
  ['/rectifications/1/rounds', { version: '1', ...WHOLE }, 403, 404],
  ['/rectifications/1/objections', { text: '不属实' }, 403, 404],
  ['/rectifications/1/recheck', { version: '1', outcome: 'pass' }, 403, 403],
])('%s is for whom it is meant', async (path, fields, ofLeader, ofOther) => {
  expect((await post(leader, path, fields)).status).toBe(ofLeader);
  expect((await post(other, path, fields)).status).toBe(ofOther);
  if (ofOther === 404) expect((await post(office, path, fields)).status).toBe(403);
  else expect((await post(own, path, fields)).status).toBe(403);
  const [one] = await server.program.storage.read((stores) => stores.rectifications.ofItem(1));
  expect(one).toMatchObject({ version: 1, stage: 'issued' });
});

test('a unit reports with evidence, and without it is told so at the form with its words kept', async () => {
  const bare = await post(own, '/rectifications/1/rounds', { version: '1', ...WHOLE });
  expect(bare.status).toBe(422);
  const page = wordsOf(await bare.text());
  expect(page).toContain('至少上传一份文件');
  expect(await look(own, '/rectifications/1')).toContain('请先上传佐证');
  expect(page).toContain('逐户补建');
  for (const id of [1, 2]) {
    await attach(id);
    const answer = await post(own, `/rectifications/${id}/rounds`, { version: '1', ...WHOLE });
    expect(where(answer)).toBe(`303 /rectifications/${id}?said=round-filed`);
  }
  const again = await post(own, '/rectifications/1/rounds', { version: '1', ...WHOLE, result: '又改了一遍' });
  expect(again.status).toBe(409);
  expect(wordsOf(await again.text())).toContain('又改了一遍');
  expect(await look(own, '/rectifications/1')).toContain('整改照片.jpg');
});

/** Evidence as an upload leaves it. */
async function attach(id: number): Promise<void> {
  await server.program.storage.write(async (stores) => {
    const { planId, unitId } = (await stores.rectifications.byId(id))!;
    await stores.attachments.insert({
      ...{ planId, unitId, owner: evidenceOwner({ id, planId, unitId }), name: '整改照片.jpg' },
      ...{ type: 'image/jpeg', bytes: 9, sha256: 'a'.repeat(64), storedAs: `f-${id}-${Math.random()}` },
      ...{ addedAt: `${DAY}T01:00:00.000Z`, addedBy: '联络员' },
    });
  });
}

test('whoever inspected has no form to recheck, and is refused in words where they send one', async () => {
  const page = await look(office, '/rectifications/1');
  expect(page).toContain('应当回避');
  expect(page).not.toContain('作出复查结论');
  const answer = await post(office, '/rectifications/1/recheck', { version: '2', outcome: 'pass' });
  expect(answer.status).toBe(403);
  expect(wordsOf(await answer.text())).toContain('原检查人不得复查');
  expect(await look(second, '/rectifications/1')).toContain('作出复查结论');
});

test('one recheck fails twice and says to tell the leader, the last pass with five ticks closes the item', async () => {
  const fail = { outcome: 'fail', reason: '仍缺3户', dueOn: '2020-11-10' };
  const bare = await post(second, '/rectifications/1/recheck', { version: '2', ...fail, reason: ' ' });
  expect([bare.status, (await bare.text()).includes('id="recheck-reason-error"')]).toEqual([422, true]);
  const early = await post(second, '/rectifications/1/recheck', { version: '2', ...fail, dueOn: '' });
  expect((await early.text()).includes('id="recheck-dueOn-error"')).toBe(true);
  for (const [version, next] of [
    ['2', '3'],
    ['4', '5'],
  ] as const) {
    expect((await post(second, '/rectifications/1/recheck', { version, ...fail })).status).toBe(303);
    await attach(1);
    expect((await post(own, '/rectifications/1/rounds', { version: next, ...WHOLE })).status).toBe(303);
  }
  const page = await look(leader, '/rectifications/1');
  expect(page).toContain('已2次复查未通过，请向领导小组组长报告');
  expect(page).toContain('第3轮');
  const pass = { outcome: 'pass', tests: FIVE };
  expect((await post(second, '/rectifications/2/recheck', { version: '2', ...pass })).status).toBe(303);
  expect(await look(second, '/rectifications/1')).toContain('销号五项标准');
  const one = await look(own, '/rectifications/2');
  expect(one).toContain('复查通过，该事项未销号');
  expect(one).not.toMatch(/可在.*提出/);
  expect(await look(office, '/plans/1/rectifications')).toContain('已通过，未销号（2020-05-12复查通过）');
  const { mails } = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'recheck', limit: 9, offset: 0 }),
  );
  const told = await server.program.storage.read((stores) =>
    Promise.all(mails.map(async ({ id }) => (await stores.outbox.byId(id))?.words)),
  );
  expect(told.join()).toContain('该事项还有1个问题没有复查通过，全部通过后才能销号');
  expect(where(await post(second, '/rectifications/1/recheck', { version: '6', ...pass }))).toBe(
    '303 /rectifications/1?said=recheck-passed',
  );
  const closed = await server.program.storage.read((stores) => stores.assignments.byId(items[0]!.id));
  expect(closed?.stage).toBe('closed');
  const closings = await look(office, '/plans/1/closings');
  expect(closings).toContain('已销号2项，还有169项未销号');
  expect(await look(own, '/rectifications/2')).toContain('复查通过，已销号');
  expect(await look(office, '/plans/1/rectifications')).toContain('已销号（2020-05-12复查通过）');
});

test('an objection is raised by the unit, answered by whoever did not inspect, and shown', async () => {
  expect(where(await post(own, '/rectifications/3/objections', { text: '不属本单位职责' }))).toBe(
    '303 /rectifications/3?said=objection-raised',
  );
  expect(await look(office, '/rectifications/3')).toContain('异议由没有参加检查的人员答复');
  expect(await look(second, '/rectifications/3')).not.toContain('应当回避');
  const twice = await post(own, '/rectifications/3/objections', { text: '再说一遍' });
  expect([twice.status, wordsOf(await twice.text()).includes('再说一遍')]).toEqual([422, true]);
  const answer = { version: '1', outcome: 'upheld', answer: '经核属实' };
  expect((await post(office, '/objections/1/answer', answer)).status).toBe(403);
  expect((await post(own, '/objections/1/answer', answer)).status).toBe(403);
  const bare = await post(second, '/objections/1/answer', { ...answer, answer: '' });
  expect([bare.status, (await bare.text()).includes('id="answer-answer-error"')]).toEqual([422, true]);
  expect((await post(second, '/objections/1/answer', answer)).status).toBe(303);
  const page = await look(own, '/rectifications/3');
  expect(page).toContain('异议成立，已撤销');
  expect(page).toContain('经核属实');
});

test('the notice has its parts in order, and the exported ledger reckons nothing', async () => {
  const notice = await look(own, '/rectifications/4/notice');
  expect(notice).not.toContain('草稿');
  expect(notice).not.toContain('纸质件');
  expect(await look(office, '/rectifications/4/notice')).toContain('随邮件发出，纸质件由办公室签发');
  for (const part of [
    '已于2020年5月12日随邮件发出',
    '关于限期整改',
    '一、存在问题',
    '对照标准',
    '二、整改要求',
    '领导小组办公室',
    '联系人',
  ])
    expect(notice).toContain(part);
  await server.program.storage.write(async (stores) => {
    const { id, version } = (await stores.rectifications.byId(5))!;
    await stores.rectifications.change(id, version, { stage: 'submitted', submittedOn: DAY });
    await stores.rectifications.insertRound({
      ...{ rectificationId: 5, round: 1, dueOn: LATER, measures: '=HYPERLINK("x")', result: '', lessons: '' },
      ...{ submittedOn: DAY, submittedBy: '联络员', conclusion: null, reason: '', tests: '[]' },
      ...{ recheckerId: null, recheckerName: '', recheckedOn: null },
    });
  });
  const answer = await office('/plans/1/rectifications.csv');
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').split('\r\n');
  expect(lines).toHaveLength(7);
  expect(bytes.toString('utf8')).toContain(`"'=HYPERLINK(""x"")"`);
  expect(bytes.toString('utf8')).not.toMatch(/(^|,)"?[=+@]/m);
});

test('a pass of what is not completed is said before and after to be a record only, and a single finding lists no others', async () => {
  expect(await look(office, '/inspection-items/4')).not.toContain('只作记录');
  await server.program.storage.write(async (stores) => {
    const { assignmentId } = (await stores.inspections.item(4))!;
    const { version } = (await stores.assignments.byId(assignmentId))!;
    await stores.assignments.change(assignmentId, version, { stage: 'underway' });
  });
  expect(await look(office, '/inspection-items/4')).toContain('尚未申请办结并审核通过，达标的结论只作记录，不能销号');
  const passed = { ...SHEET, conclusion: 'compliant', tests: FIVE };
  const answer = await post(office, '/inspection-items/4/conclusion', passed);
  expect(where(answer)).toBe('303 /inspection-items/4?said=item-recorded');
  expect(await look(office, '/inspection-items/4?said=item-recorded')).toContain('结论已记下；该事项尚未办结，未销号');
  await post(office, '/inspection-items/5/conclusion', { ...FAILED, ...finding(1, LATER) });
  expect(await look(office, '/rectifications/6')).not.toContain('同一事项的问题');
  expect(await look(office, '/rectifications/1')).toContain('同一事项的问题');
});

test('a drawn sample says its seed and that it can be drawn again, and the batch ends with its last conclusion', async () => {
  await server.program.storage.write(async (stores) => {
    const more = (await stores.assignments.ofUnit(2)).slice(0, 6);
    for (const { id } of more) await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: DAY });
  });
  const batch = { title: '抽查', heldOn: DAY, method: '抽查', leaderName: '钱局长', members: '' };
  const drawn = { ...batch, selection: 'sample', sampleSize: '2', seed: '体彩20123期' };
  expect(where(await post(office, '/plans/1/inspections', drawn))).toBe('303 /inspections/2?said=inspection-opened');
  const page = await look(leader, '/inspections/2');
  for (const part of ['从6项中随机抽取2项', '体彩20123期', '已按种子复算，与抽中名单一致', '核对方法'])
    expect(page).toContain(part);
  const early = await post(office, '/inspections/2/closing', { version: '1' });
  expect([early.status, wordsOf(await early.text()).includes('还有2项没有检查结论')]).toEqual([409, true]);
  const passed = { ...SHEET, conclusion: 'mostly', tests: FIVE };
  for (const id of [6, 7]) expect((await post(second, `/inspection-items/${id}/conclusion`, passed)).status).toBe(303);
  expect(where(await post(second, '/inspections/2/closing', { version: '1' }))).toBe(
    '303 /inspections/2?said=inspection-ended',
  );
  expect(await look(leader, '/inspections/2')).toContain('这个批次已经结束');
  await post(office, '/plans/1/inspections', { ...drawn, seed: '' });
  const [timed] = await server.program.storage
    .read((stores) => stores.inspections.page(1, 1, 0))
    .then(({ rows }) => rows);
  expect(timed?.seed).toMatch(/^2020-05-12 \d\d:\d\d$/);
  expect(await (await leader('/inspections/2')).text()).toContain('<details><summary>抽取方法（供核对）</summary>');
});
