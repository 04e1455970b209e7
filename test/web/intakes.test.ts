import { openDoubts } from '../../src/domain/intake.js';
import { deskOf } from '../support/import-desk.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
  desk = deskOf(server, office);
});
afterAll(() => server.close());

describe('From an issued document to a running plan', () => {
  let id: number;

  test('the document stands beside what was read from it, the doubts first, and nothing has been made or sent', async () => {
    const before = await server.program.storage.read((stores) => stores.plans.heads());
    id = await desk.takeIn(ISSUED_PLAN);
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
    const location = await desk.edited(id, 'phases', {
      ...{ at: '1', number: '（二）', title: '组织实施', deadline: '2021-11-30', outcomes: '建立台账\n\n报送总结' },
    });
    expect(location).toBe(`/intakes/${id}?said=intake-saved#s-phases`);
    const draft = await desk.draftOf(id);
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
    const answer = await desk.edit(id, 'measures', wrong);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(wordsOf(page)).toContain('措施名称：请填写措施名称');
    expect(wordsOf(page)).toContain('完成时限：应是 2020-06-30 这样的日期');
    expect(page).toContain('县教育局、县司法局</textarea>');
    expect(page).toContain('<details class="edit" open>');
    await desk.edited(id, 'measures', {
      ...wrong,
      title: '宣传教育',
      responsible: '县民政局、各乡镇',
      deadline: '2021-03-20',
    });
    expect((await desk.draftOf(id)).measures[0]).toMatchObject({
      ...{ lead: ['县教育局', '县司法局'], responsible: ['县民政局', '各乡镇'], deadline: '2021-03-20' },
    });
  });

  test('each township is named where the document says 各乡镇', async () => {
    await desk.edited(id, 'names', { name: '各乡镇', as: '', instead: '牙叉镇、七坊镇' });
    expect((await desk.draftOf(id)).measures[0]!.responsible).toEqual(['县民政局', '牙叉镇', '七坊镇']);
  });

  test('a measure is added and another taken away', async () => {
    await desk.edited(id, 'measures', {
      at: '2',
      number: '',
      title: '多余的',
      lead: '',
      responsible: '',
      deadline: '',
    });
    expect((await desk.draftOf(id)).measures).toHaveLength(3);
    await desk.edited(id, 'measures', { at: '2', intent: 'remove' });
    expect((await desk.draftOf(id)).measures.map(({ title }) => title)).toEqual(['宣传教育', '查缉毒品']);
  });

  test('two clerks at once: whoever was slower is told, and nothing is overwritten', async () => {
    const { version } = await desk.kept(id);
    await desk.edited(id, 'head', {
      title: '全县禁毒工作方案',
      docNumber: '',
      issuer: '县禁毒办',
      issuedOn: '2021-03-01',
    });
    const late = await office(`/intakes/${id}/acts`, form({ act: 'head', version: String(version), title: '另一个' }));
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="另一个"');
    expect((await desk.draftOf(id)).title).toBe('全县禁毒工作方案');
  });

  test('two clerks add a measure each: what the slower one typed is not put over the other’s', async () => {
    const { measures } = await desk.draftOf(id);
    const own = {
      act: 'measures',
      at: String(measures.length),
      was: '',
      number: '（九）',
      lead: '县司法局',
      responsible: '',
    };
    const { version } = await desk.kept(id);
    await desk.edited(id, 'measures', { ...own, title: '甲' });
    const late = await office(`/intakes/${id}/acts`, form({ ...own, title: '乙', version: String(version) }));
    expect(late.status).toBe(409);
    const open = (await late.text()).split('<details class="edit" open>')[1]!;
    expect(open.startsWith('<summary>增加措施</summary>')).toBe(true);
    const fields = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(open)?.[1];
    expect([fields('at'), fields('title')]).toEqual([String(measures.length + 1), '乙']);
    await desk.edited(id, 'measures', { ...own, title: '乙', at: fields('at')! });
    expect((await desk.draftOf(id)).measures.map(({ title }) => title)).toEqual([
      ...measures.map(({ title }) => title),
      '甲',
      '乙',
    ]);
    for (const at of [measures.length + 1, measures.length])
      await desk.edited(id, 'measures', { at: String(at), intent: 'remove' });
  });

  test('what a start brings is shown by day before it is done, and looking changes nothing', async () => {
    const before = await desk.kept(id);
    const words = wordsOf(await pageAt(office, `/intakes/${id}/preview`));
    expect(words).toMatch(/先给各单位发7封交办通知/);
    expect(await desk.kept(id)).toEqual(before);
    expect(await server.program.storage.read((stores) => stores.plans.heads())).toHaveLength(1);
  });

  test('the start makes exactly what was counted: a measure with a day of its own is due once', async () => {
    const counted = wordsOf(await pageAt(office, `/intakes/${id}`));
    expect(counted).toContain('2项措施 7个单位 2个阶段 9项责任事项 7封交办通知');
    expect(counted).toContain('7个单位中4个没有联络员邮箱，交办通知将暂存');
    const unchecked = await desk.edit(id, 'activation', {});
    expect([unchecked.status, (await desk.kept(id)).state]).toEqual([422, 'open']);
    const done = await desk.edit(id, 'activation', { checked: 'yes' });
    expect(done.status).toBe(303);
    const { planId, state } = await desk.kept(id);
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
    expect((await desk.edit(id, 'head', { title: '晚了' })).status).toBe(409);
  });
});

test('two names of one unit are counted as the one unit that they become', async () => {
  const id = await desk.takeIn(ISSUED_PLAN.replace('县民政局、各乡镇', '白沙黎族自治县教育局'));
  await desk.edited(id, 'phases', {
    at: '1',
    number: '（二）',
    title: '组织实施',
    deadline: '2021-11-30',
    outcomes: '',
  });
  expect(wordsOf(await pageAt(office, `/intakes/${id}`))).toContain('2项措施 3个单位 2个阶段 6项责任事项 3封交办通知');
  await desk.edited(id, 'activation', { checked: 'yes' });
  const { planId } = await desk.kept(id);
  const made = await server.program.storage.read(async (stores) => [
    (await stores.assignments.page({ planId: planId!, limit: 0, offset: 0 })).total,
    (await stores.plans.planUnits(planId!)).length,
  ]);
  expect(made).toEqual([6, 3]);
});

test('a text of which nothing is read makes no draft: what was looked for is said, and what was pasted stays', async () => {
  const before = await server.program.storage.read((stores) => stores.intakes.open());
  const answer = await office('/intakes', form({ text: '今天下午三点开会，请准时参加。' }));
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(wordsOf(page)).toContain('或粘贴正文：没有读出标题、工作措施、阶段或领导小组');
  expect(wordsOf(page)).toContain('没有印发文件的，请用上面的“方案填写表”');
  expect(page).toContain('今天下午三点开会，请准时参加。</textarea>');
  expect(await server.program.storage.read((stores) => stores.intakes.open())).toEqual(before);
});

test('the same document handed in again leads to the draft that is there, until that is put away', async () => {
  const text = ISSUED_PLAN.replace('禁毒', '普法');
  const id = await desk.takeIn(text);
  const again = await office('/intakes', form({ text }));
  expect(again.headers.get('location')).toBe(`/intakes/${id}?said=intake-known`);
  expect(wordsOf(await pageAt(office, `/intakes/${id}?said=intake-known`))).toContain('这份文件已经导入过');
  expect((await desk.edit(id, 'dropping', {})).status).toBe(303);
  expect(await desk.takeIn(text)).toBeGreaterThan(id);
});
