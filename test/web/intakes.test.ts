import { type IntakeDraft, openDoubts } from '../../src/domain/intake.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { decoded, linksNamed, pageAt, partsOf, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const kept = async (id: number) => (await server.program.storage.read((stores) => stores.intakes.byId(id)))!;
const draftOf = async (id: number) => JSON.parse((await kept(id)).draft) as IntakeDraft;

/** Hands a text in, as the office; returns the number of the intake. */
async function takeIn(text: string): Promise<number> {
  const answer = await office('/intakes', form({ text }));
  expect(answer.status).toBe(303);
  return Number(/^\/intakes\/(\d+)\?said=intake-taken$/.exec(answer.headers.get('location') ?? '')?.[1]);
}

/** Sends one of an intake's forms with the version that its page shows. */
async function edit(id: number, part: string, fields: Record<string, string>): Promise<Response> {
  const { version } = await kept(id);
  const path = part === 'activation' || part === 'dropping' ? part : 'acts';
  return office(`/intakes/${id}/${path}`, form({ act: part, version: String(version), ...fields }));
}

async function edited(id: number, part: string, fields: Record<string, string>): Promise<string> {
  const answer = await edit(id, part, fields);
  expect([part, answer.status]).toEqual([part, 303]);
  return answer.headers.get('location') ?? '';
}

describe('From an issued document to a running plan', () => {
  let id: number;

  test('the document stands beside what was read from it, the doubts first, and nothing has been made or sent', async () => {
    const before = await server.program.storage.read((stores) => stores.plans.heads());
    id = await takeIn(ISSUED_PLAN);
    const page = await pageAt(office, `/intakes/${id}`);
    const words = wordsOf(page);
    expect(words).toContain('阶段“（二）组织实施”没有写明完成时限');
    expect(words).toContain('“各乡镇”不是一个单位，请列出具体单位');
    expect(words.indexOf('待核对')).toBeLessThan(words.indexOf('工作措施与责任单位'));
    expect(words).toContain('还不能启用： 有的阶段没有完成时限');
    // Linked both ways: the fact leads to its place, the place to its fact.
    expect(page).toContain('<a href="#t-m-0">宣传教育</a>');
    expect(page).toMatch(/<a class="mark k-measure" id="t-m-0" href="#m-0"[^>]*>宣传教育<\/a>/);
    expect(await server.program.storage.read((stores) => stores.plans.heads())).toEqual(before);
  });

  test('a draft that was left is found again with its doubts', async () => {
    expect(wordsOf(await pageAt(office, '/intakes'))).toContain('2021年禁毒工作实施方案 2项措施 · 5个单位 · 2个阶段');
  });

  test('a phase without a day is given one, and its doubt is gone', async () => {
    const location = await edited(id, 'phases', {
      ...{ at: '1', number: '（二）', title: '组织实施', deadline: '2021-11-30', outcomes: '建立台账\n\n报送总结' },
    });
    expect(location).toBe(`/intakes/${id}?said=intake-saved#s-phases`);
    const draft = await draftOf(id);
    expect(draft.phases[1]).toMatchObject({ deadline: '2021-11-30', outcomes: ['建立台账', '报送总结'] });
    expect(openDoubts(draft).map(({ code }) => code)).not.toContain('phase-without-deadline');
  });

  test('a measure is edited in place; what was wrong is told at the field and all that was typed is kept', async () => {
    const wrong = {
      at: '0',
      number: '（一）',
      title: '',
      lead: '县教育局、县司法局',
      responsible: '',
      deadline: '2021-02-30',
    };
    const answer = await edit(id, 'measures', wrong);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(wordsOf(page)).toContain('措施名称：请填写措施名称');
    expect(wordsOf(page)).toContain('完成时限：应是 2020-06-30 这样的日期');
    expect(page).toContain('县教育局、县司法局</textarea>');
    expect(page).toContain('<details class="edit" open>');
    await edited(id, 'measures', {
      ...wrong,
      title: '宣传教育',
      responsible: '县民政局、各乡镇',
      deadline: '2021-03-20',
    });
    expect((await draftOf(id)).measures[0]).toMatchObject({
      ...{ lead: ['县教育局', '县司法局'], responsible: ['县民政局', '各乡镇'], deadline: '2021-03-20' },
    });
  });

  test('each township is named where the document says 各乡镇', async () => {
    await edited(id, 'names', { name: '各乡镇', as: '', instead: '牙叉镇、七坊镇' });
    expect((await draftOf(id)).measures[0]!.responsible).toEqual(['县民政局', '牙叉镇', '七坊镇']);
  });

  test('a measure is added and another taken away', async () => {
    await edited(id, 'measures', { at: '2', number: '', title: '多余的', lead: '', responsible: '', deadline: '' });
    expect((await draftOf(id)).measures).toHaveLength(3);
    await edited(id, 'measures', { at: '2', intent: 'remove' });
    expect((await draftOf(id)).measures.map(({ title }) => title)).toEqual(['宣传教育', '查缉毒品']);
  });

  test('two clerks at once: whoever was slower is told, and nothing is overwritten', async () => {
    const { version } = await kept(id);
    await edited(id, 'head', { title: '全县禁毒工作方案', docNumber: '', issuer: '县禁毒办', issuedOn: '2021-03-01' });
    const late = await office(`/intakes/${id}/acts`, form({ act: 'head', version: String(version), title: '另一个' }));
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="另一个"');
    expect((await draftOf(id)).title).toBe('全县禁毒工作方案');
  });

  test('two clerks add a measure each: what the slower one typed is not put over the other’s', async () => {
    const { measures } = await draftOf(id);
    const own = {
      act: 'measures',
      at: String(measures.length),
      was: '',
      number: '（九）',
      lead: '县司法局',
      responsible: '',
    };
    const { version } = await kept(id);
    await edited(id, 'measures', { ...own, title: '甲' });
    const late = await office(`/intakes/${id}/acts`, form({ ...own, title: '乙', version: String(version) }));
    expect(late.status).toBe(409);
    const open = (await late.text()).split('<details class="edit" open>')[1]!;
    expect(open.startsWith('<summary>增加措施</summary>')).toBe(true);
    const fields = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(open)?.[1];
    expect([fields('at'), fields('title')]).toEqual([String(measures.length + 1), '乙']);
    await edited(id, 'measures', { ...own, title: '乙', at: fields('at')! });
    expect((await draftOf(id)).measures.map(({ title }) => title)).toEqual([
      ...measures.map(({ title }) => title),
      '甲',
      '乙',
    ]);
    for (const at of [measures.length + 1, measures.length])
      await edited(id, 'measures', { at: String(at), intent: 'remove' });
  });

  test('what a start brings is shown by day before it is done, and looking changes nothing', async () => {
    const before = await kept(id);
    const words = wordsOf(await pageAt(office, `/intakes/${id}/preview`));
    expect(words).toMatch(/先给各单位发7封交办通知/);
    expect(await kept(id)).toEqual(before);
    expect(await server.program.storage.read((stores) => stores.plans.heads())).toHaveLength(1);
  });

  test('the start makes exactly what was counted: a measure with a day of its own is due once', async () => {
    const counted = wordsOf(await pageAt(office, `/intakes/${id}`));
    expect(counted).toContain('2项措施 7个单位 2个阶段 9项责任事项 7封交办通知');
    expect(counted).toContain('7个单位中4个没有联络员邮箱，交办通知将暂存');
    const unchecked = await edit(id, 'activation', {});
    expect([unchecked.status, (await kept(id)).state]).toEqual([422, 'open']);
    const done = await edit(id, 'activation', { checked: 'yes' });
    expect(done.status).toBe(303);
    const { planId, state } = await kept(id);
    expect(state).toBe('started');
    const [items, measures, phases, units] = await server.program.storage.read(async (stores) => [
      (await stores.assignments.page({ planId: planId!, limit: 100, offset: 0 })).items,
      await stores.plans.measures(planId!),
      await stores.plans.phases(planId!),
      await stores.plans.planUnits(planId!),
    ]);
    expect(items).toHaveLength(9);
    expect(items.filter(({ measureId }) => measureId === measures[0]!.id).map(({ dueOn }) => dueOn)).toEqual(
      Array(5).fill('2021-03-20'),
    );
    expect(phases.map(({ dueOn, outcomes }) => [dueOn, outcomes])).toEqual([
      ['2021-03-31', '制定方案\n建立工作台账'],
      ['2021-11-30', '建立台账\n报送总结'],
    ]);
    expect(units).toHaveLength(7);
  });

  test('a unit that another plan named works in both', async () => {
    const names = await server.program.storage.read(async (stores) =>
      (await stores.plans.units()).map(({ name }) => name),
    );
    expect(names.filter((name) => name === '县教育局')).toHaveLength(1);
  });

  test('what has been started is edited no more', async () => {
    expect((await office(`/intakes/${id}`)).status).toBe(409);
    expect((await edit(id, 'head', { title: '晚了' })).status).toBe(409);
  });
});

test('two names of one unit are counted as the one unit that they become', async () => {
  const id = await takeIn(ISSUED_PLAN.replace('县民政局、各乡镇', '白沙黎族自治县教育局'));
  await edited(id, 'phases', { at: '1', number: '（二）', title: '组织实施', deadline: '2021-11-30', outcomes: '' });
  expect(wordsOf(await pageAt(office, `/intakes/${id}`))).toContain('2项措施 3个单位 2个阶段 6项责任事项 3封交办通知');
  await edited(id, 'activation', { checked: 'yes' });
  const { planId } = await kept(id);
  const made = await server.program.storage.read(async (stores) => [
    (await stores.assignments.page({ planId: planId!, limit: 0, offset: 0 })).total,
    (await stores.plans.planUnits(planId!)).length,
  ]);
  expect(made).toEqual([6, 3]);
});

const upload = (name: string, bytes: string, text = '') => {
  const body = new FormData();
  body.append('file', new File([bytes], name));
  body.append('text', text);
  return office('/intakes', { method: 'POST', body });
};

test('a plan that was exported is handed in on the same page and becomes a draft that says the same', async () => {
  const exported = await (await office('/plans/1/export')).text();
  const answer = await upload('方案.json', exported);
  const to = answer.headers.get('location')!;
  expect([answer.status, to]).toEqual([303, expect.stringMatching(/^\/plans\/\d+\?said=plan-imported$/)]);
  const page = wordsOf(await pageAt(office, to));
  expect(page).toContain('已导入，现为草稿');
  const again = await (await office(`${to.split('?')[0]}/export`)).text();
  expect(JSON.parse(again)).toEqual(JSON.parse(exported));
});

describe('What cannot be read', () => {
  test.each([
    ['nothing at all', () => office('/intakes', form({ text: '  ' })), '请选择文件，或把正文粘贴到下面'],
    ['a file and a text', () => upload('方案.txt', ISSUED_PLAN, '正文'), '不知道以哪个为准'],
    ['an old document of Word', () => upload('方案.doc', 'x'), '另存为'],
    ['data that are no plan', () => upload('方案.json', '{"format":"luoshi-plan/1"}'), '不是本系统导出的方案'],
    ['a text that is too long', () => upload('', '', '一'.repeat(500_001)), '正文超过50万字'],
  ])('%s is refused in words, and no intake comes of it', async (_, send, words) => {
    const before = await server.program.storage.read((stores) => stores.intakes.open());
    const answer = await send();
    expect(answer.status).toBe(422);
    expect(wordsOf(await answer.text())).toContain(words);
    expect(await server.program.storage.read((stores) => stores.intakes.open())).toEqual(before);
  });

  test('a text without any duty becomes an intake that says so and cannot be started', async () => {
    const id = await takeIn('关于开展全民阅读的通知\n请各单位积极参加。');
    const words = wordsOf(await pageAt(office, `/intakes/${id}`));
    expect(words).toContain('没有找到工作措施');
    expect(words).toContain('还不能启用');
    expect((await edit(id, 'activation', { checked: 'yes' })).status).toBe(422);
    expect((await edited(id, 'dropping', {})).startsWith('/intakes?said=intake-dropped')).toBe(true);
  });

  test('without phases, the days of the measures make them', async () => {
    const id = await takeIn(ISSUED_PLAN.replace(/二、实施步骤[\s\S]*/, ''));
    expect((await edit(id, 'phasing', { endOn: '' })).status).toBe(422);
    await edited(id, 'phasing', { endOn: '2021-12-31' });
    expect((await draftOf(id)).phases.map(({ deadline }) => deadline)).toEqual(['2021-12-31']);
  });

  test('the same form twice is one intake', async () => {
    const token = 'once-and-for-all-0001';
    const first = await office('/intakes', form({ text: ISSUED_PLAN, token }));
    const second = await office('/intakes', form({ text: ISSUED_PLAN, token }));
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });
});

describe('A document issued again', () => {
  test('stands beside the plan that runs, each difference with the correction that applies it', async () => {
    const { text } = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
    const id = await takeIn(text.replace('2020年8月31日前', '2020年9月15日前'));
    const desk = await pageAt(office, `/intakes/${id}`);
    expect(wordsOf(desk)).toContain('与运行中的方案标题或文号相同，很可能是重新印发');
    expect(decoded(desk)).toContain(`href="/intakes/${id}/comparison?plan=1"`);
    const page = await pageAt(office, `/intakes/${id}/comparison?plan=1`);
    expect(wordsOf(page)).toContain('新印发的文件有1处与运行中的方案不同');
    expect(wordsOf(page)).toContain('2020年8月31日 2020年9月15日 看影响并更正');
    const link = /href="(\/plans\/1\/corrections\/preview\?[^"]+)"/.exec(decoded(page))?.[1];
    expect(wordsOf(await pageAt(office, link!))).toContain('2020年8月31日 → 2020年9月15日');
    expect((await office(`/intakes/${id}/comparison?plan=99`)).status).toBe(404);
    // After the correction one is back where the other differences stand.
    const preview = await pageAt(office, link!);
    expect(linksNamed(preview, '返回修改，不作更正')).toEqual([`/intakes/${id}/comparison?plan=1`]);
    const confirming = partsOf(preview, 'form class="sheet-form" method="post" action="/plans/1/corrections"')[0]!;
    const sent = [...confirming.matchAll(/type="hidden"[^>]* name="(\w+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(sent.map(([, name, value]) => [name!, decoded(value!)]));
    const done = await office('/plans/1/corrections', form({ ...fields, reason: '重新印发' }));
    expect(done.headers.get('location')).toBe(`/intakes/${id}/comparison?plan=1&said=corrected`);
    expect(wordsOf(await pageAt(office, done.headers.get('location')!))).toContain('没有需要更正的地方');
  });

  test('that says the same has nothing to correct', async () => {
    const { text } = (await server.program.storage.read((stores) => stores.plans.byId(1)))!;
    const id = await takeIn(text.replace('2020年8月31日前', '2020年9月15日前'));
    expect(wordsOf(await pageAt(office, `/intakes/${id}/comparison?plan=1`))).toContain('与运行中的方案一致');
  });
});
