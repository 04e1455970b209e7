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
} from '../support/inspection-pages.js';

let server: TestServer;
let office: Visitor;
let second: Visitor;
let leader: Visitor;

beforeAll(async () => {
  ({ server, office, second, leader } = await openInspections());
});
afterAll(() => server.close());

test('the office opens a batch of everything that is completed, and sees its items', async () => {
  const answer = await post(office, '/plans/1/inspections', { ...BATCH, selection: 'all' });
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
