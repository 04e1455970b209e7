import { evidenceOwner } from '../../src/acts/rectify.js';
import { type Assignment } from '../../src/domain/plan.js';
import { wordsOf } from '../support/pages.js';
import { type TestServer, type Visitor } from '../support/program.js';
import {
  BATCH,
  DAY,
  FAILED,
  finding,
  FIVE,
  LATER,
  look,
  openInspections,
  post,
  SHEET,
  where,
  WHOLE,
} from '../support/inspection-pages.js';

let server: TestServer;
let office: Visitor;
let second: Visitor;
let leader: Visitor;
let own: Visitor;
let other: Visitor;
let items: Assignment[];

beforeAll(async () => {
  ({ server, office, second, leader, own, other, items } = await openInspections());
  await post(office, '/plans/1/inspections', { ...BATCH, selection: 'all' });
});
afterAll(() => server.close());

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
