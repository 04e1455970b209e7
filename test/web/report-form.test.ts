import { type Assignment } from '../../src/domain/plan.js';
import { type Report } from '../../src/domain/reports.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { decoded, pageAt, wordsOf } from '../support/pages.js';

let server: TestServer;
let own: Visitor;
let item: Assignment;
let partner: number;
let indicator: number;
const PATH = '/plans/1/units/1/report';

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const unit = await read((stores) => stores.plans.unit(1));
  own = await server.signIn(`liaison:${unit!.name}`);
  item = (await read((stores) => stores.assignments.ofUnit(1, 1))).find(({ role }) => role === 'lead')!;
  const office = await server.signIn('office');
  await office(
    '/plans/1/indicators',
    form({ measureId: String(item.measureId), name: '户数', unitWord: '户', target: '' }),
  );
  indicator = (await read((stores) => stores.reports.indicatorsOf(1)))[0]!.id;
  partner = (await read((stores) => stores.reports.partnersOf(1, [item.measureId]))).find(
    ({ unitId, phaseId }) => unitId !== 1 && phaseId === item.phaseId,
  )!.unitId;
});
afterAll(() => server.close());

const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);
const send = async (fields: Record<string, string>) => {
  const now = (await read((stores) => stores.assignments.byId(item.id)))!;
  const draft = await read((stores) => stores.drafts.of({ planId: 1, unitId: 1, form: 'report' }));
  return own(
    PATH,
    form({
      ...{ items: String(item.id), [`i${item.id}-version`]: String(now.version), kind: 'progress', rating: 'on-track' },
      ...{ progress: '已摸底', byName: '王芳', draftVersion: draft ? `${draft.id}.${draft.version}` : '', ...fields },
    }),
  );
};
const filed = async () =>
  (await read((stores) => stores.reports.submissionsOf(1, 1, { limit: 100, items: null }))).length;
/** A field's name with the item's and others' numbers in it. */
const named = (name: string) =>
  name.replace('ITEM', `i${item.id}`).replace('UNIT', String(partner)).replace('NUMBER', String(indicator));

const TEXTS: [field: string, longest: number][] = [
  ['progress', 2000],
  ['problems', 1000],
  ['needs', 500],
  ['needsFrom', 100],
  ['nextSteps', 1000],
  ['byName', 50],
  ['ITEM-progress', 2000],
  ['ITEM-problems', 1000],
  ['ITEM-needs', 500],
  ['ITEM-needsFrom', 100],
  ['ITEM-nextSteps', 1000],
  ['ITEM-open-UNIT', 300],
];

describe.each(TEXTS)('the field %s', (name, longest) => {
  test.each([
    ['too long', '长'.repeat(longest + 1), `请控制在${longest}字以内`],
    ['a control character', '已办\u0007结', '含有不能保存的控制字符'],
    ['half a character', '已办\ud842', ''],
  ])('with %s is refused beside it, keeps what was typed and files nothing', async (what, value, words) => {
    const before = await filed();
    const answer = await send({ [named(name)]: value });
    // A browser cannot send half a character: it arrives as the sign for one, and is text.
    if (what === 'half a character') return expect([303, 422]).toContain(answer.status);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="f-${named(name)}-error"`);
    expect(page).toContain(`href="#f-${named(name)}"`);
    expect(wordsOf(page)).toContain(words);
    expect(decoded(page)).toContain(value);
    expect(await filed()).toBe(before);
  });

  test('takes markup, emoji, rare characters and just enough of them as text, and drops what cannot be seen', async () => {
    const value = `<script>alert(1)</script>{{x}}𠮷😀\u200b\u202e“'"&`.padEnd(longest > 60 ? 70 : 45, '好');
    const answer = await send({
      [named(name)]: value,
      ...(name.startsWith('ITEM') ? {} : { progress: '已摸底', [named(name)]: value }),
    });
    expect(answer.status).toBe(303);
    const page = await pageAt(own, answer.headers.get('location')!);
    expect(page).not.toContain('<script>alert');
    const clean = value.replace(/[\u200b\u202e]/g, '');
    if (name === 'byName') return expect(decoded(page)).toContain(clean);
    const id = /\/submissions\/(\d+)/.exec(answer.headers.get('location')!)![1];
    const [report] = await read((stores) => stores.reports.ofSubmission(Number(id)));
    const stored =
      name === 'ITEM-open-UNIT'
        ? (JSON.parse(report!.openUnits) as Record<string, string>)[String(partner)]
        : report![name.replace('ITEM-', '') as keyof Report];
    expect(stored).toBe(clean);
    const again = await pageAt(own, PATH);
    expect(again).not.toContain('<script>alert');
  });
});

const EMPTY = '请写明本期进展';
test.each<[name: string, fields: Record<string, string>, field: string, words: string]>([
  ['no item', { items: '' }, 'items', '请至少勾选一项'],
  ['an item of somebody else', { items: '3000' }, 'items', '有的事项已不能填报'],
  ['an item that is none', { items: '<script>' }, 'items', '有的事项已不能填报'],
  ['no kind', { kind: '' }, 'kind', '请选择本期情况'],
  ['a kind that is none', { kind: 'closed' }, 'kind', '请选择本期情况'],
  ['no rating', { rating: '' }, 'rating', '请选择进度自评'],
  ['a rating that is none', { rating: '100%' }, 'rating', '请选择进度自评'],
  ['no words', { progress: '' }, 'progress', EMPTY],
  ['only blanks', { progress: ' \u3000\n' }, 'progress', EMPTY],
  ['only what cannot be seen', { progress: '\u200b\u2060\ufeff' }, 'progress', EMPTY],
  ['无变化 without a sentence', { kind: 'no-change', progress: '' }, 'progress', EMPTY],
  ['no words for one item alone', { 'ITEM-kind': 'completion', progress: '' }, 'ITEM-progress', EMPTY],
  ['a kind of its own that is none', { 'ITEM-kind': 'x' }, 'ITEM-kind', '没有这个选项'],
  ['a day that is over', { nextOn: '2020-05-11' }, 'nextOn', '应是今天或今后的日期'],
  ['a day of its own that is over', { 'ITEM-nextOn': '2020-05-11' }, 'ITEM-nextOn', '应是今天或今后的日期'],
  ['a day that never was', { nextOn: '2021-02-29' }, 'nextOn', '应是 2020-06-30 这样的日期'],
  ['a day in words', { nextOn: '下月底' }, 'nextOn', '应是 2020-06-30 这样的日期'],
  ['a day beyond all plans', { 'ITEM-nextOn': '9999-12-31' }, 'ITEM-nextOn', '应是 2020-06-30 这样的日期'],
  ['nobody who fills it in', { byName: '' }, 'byName', '请填写填报人'],
  ['a phone in words', { phone: '打我手机' }, 'phone', '应是电话号码'],
  ['a number in words', { 'ITEM-now-NUMBER': '十二' }, 'ITEM-now-NUMBER', '应是数字'],
  ['a number that is a float’s', { 'ITEM-total-NUMBER': '1e5' }, 'ITEM-total-NUMBER', '应是数字'],
  ['a number of five decimals', { 'ITEM-now-NUMBER': '1.23456' }, 'ITEM-now-NUMBER', '应是数字'],
  ['a number beyond counting', { 'ITEM-now-NUMBER': '1234567890123' }, 'ITEM-now-NUMBER', '应是数字'],
])('%s is told at its field, and nothing is filed', async (_name, fields, field, words) => {
  const before = await filed();
  const answer = await send(Object.fromEntries(Object.entries(fields).map(([name, value]) => [named(name), value])));
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain(`id="f-${named(field)}-error"`);
  expect(wordsOf(page)).toContain(words);
  expect(await filed()).toBe(before);
});

test('fields that no form has set nothing: neither day, stage, unit nor reviewer', async () => {
  const more = {
    stage: 'accepted',
    periodOn: '2030-01-01',
    unitId: '2',
    reviewedBy: '我',
    submittedOn: '2019-01-01',
    dueOn: '2030-01-01',
  };
  const answer = await send(more);
  const id = Number(/\/submissions\/(\d+)/.exec(answer.headers.get('location')!)![1]);
  const [report] = await read((stores) => stores.reports.ofSubmission(id));
  expect(report).toMatchObject({ stage: 'submitted', unitId: 1, reviewedBy: null, submittedOn: '2020-05-12' });
  expect(await read((stores) => stores.assignments.byId(item.id))).toMatchObject({ dueOn: item.dueOn, unitId: 1 });
});
