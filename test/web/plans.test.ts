import { type Finding } from '../../src/domain/plan.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { importText, linksNamed, pageAt, partsOf, rowsUnder, SECOND_PLAN, wordsOf } from '../support/pages.js';

const IMPORTED = '已导入的实施方案';
let server: TestServer;
let office: Visitor;
let liaison: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
  liaison = await server.signIn('liaison:县公安局');
});
afterAll(() => server.close());

const findings = (planId = 1): Promise<Finding[]> =>
  server.program.storage.read((stores) => stores.plans.findings(planId));
const history = () => server.program.storage.read((stores) => stores.history.recent(100));
const aliases = () => server.program.storage.read((stores) => stores.plans.aliases());
const unitByName = (name: string) => server.program.storage.read((stores) => stores.plans.unitByName(name));
const answer = (id: number, version: number, said: string) =>
  office(`/plans/1/findings/${id}/answer`, form({ version: String(version), answer: said }));
const noticeOf = (html: string) => wordsOf(partsOf(html, 'div class="notice')[0] ?? '');
const doubts = (html: string) => partsOf(partsOf(html, 'ol class="findings"')[0] ?? '', 'li');

describe('The plan’s page', () => {
  test('shows the document beside eight measures, three phases and the leading group', async () => {
    const page = await pageAt(office, '/plans/1');
    const words = wordsOf(page);
    expect(words).toContain('白办发〔2020〕10号 · 中共白沙黎族自治县委办公室 · 2020年5月12日印发 · 运行中');
    expect(words).toContain('（三） 检查验收，巩固提升 2020年9月1日—2020年10月31日（周六） 到期日含10月31日当日');
    expect(partsOf(partsOf(page, 'section aria-labelledby="s-measures"')[0] ?? '', 'h3')).toHaveLength(8);
    expect(words).toContain('组长 李广清 县委副书记');
    expect(words).toContain('副主任 董庆华');
    expect(words).not.toContain('**');
  });

  test('leads from every fact that was read to its place in the document, and back', async () => {
    const page = await pageAt(office, '/plans/1');
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]));
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(anchors.length).toBeGreaterThan(30);
    expect(anchors.filter((anchor) => !ids.has(anchor))).toEqual([]);
  });

  test('asks about two names that may be the same unit and five members without a duty', async () => {
    const found = doubts(await pageAt(office, '/plans/1')).map(wordsOf);
    expect(found).toHaveLength(7);
    expect(found.filter((one) => one.includes('可能是同一单位')).map((one) => one.match(/“[^”]+”/g))).toEqual([
      ['“县金融服务中心”', '“县金融工作服务中心”'],
      ['“县直属机关工作委员会”', '“县委直属机关工作委员会”'],
    ]);
    const idle = found.filter((one) => one.includes('没有为其安排职责'));
    expect(idle.map((one) => /“([^”]+)”/.exec(one)?.[1])).toEqual([
      ...['县委办', '县政府办', '县科技中心', '县商务局', '县住房保障服务中心'],
    ]);
    expect(idle.every((one) => one.endsWith('知道了'))).toBe(true);
  });

  test('shows a liaison the document without the forms', async () => {
    const page = await pageAt(liaison, '/plans/1');
    expect(doubts(page)).toEqual([]);
    expect(wordsOf(page)).toContain('7处疑点待办公室核对');
    expect(page).not.toMatch(/action="\/plans/);
    expect(partsOf(page, 'article class="paper"')[0]).toContain('县公安局');
  });
});

describe('Answering a doubt', () => {
  test('that two names are one unit records the other name, writes history and asks no more', async () => {
    const [finding] = await findings();
    expect(await unitByName('县金融工作服务中心')).toBeNull();
    const done = await answer(finding?.id ?? 0, 1, 'confirmed');
    expect([done.status, done.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/plans\/1\?said=/)]);
    expect(await unitByName('县金融工作服务中心')).toEqual(await unitByName('县金融服务中心'));
    expect((await history())[0]).toMatchObject({
      act: 'settle-finding',
      planId: 1,
      actor: '领导小组办公室',
      day: '2020-06-24',
    });
    const page = await pageAt(office, done.headers.get('location') ?? '');
    expect(noticeOf(page)).toBe('已确认是同一单位，名称已记入别名。');
    expect(doubts(page)).toHaveLength(6);
  });

  test('twice, or on what another has changed meanwhile, is refused and changes nothing', async () => {
    const [settled, open] = await findings();
    const before = [await findings(), await history(), await aliases()];
    for (const again of [
      await answer(settled?.id ?? 0, 1, 'confirmed'),
      await answer(settled?.id ?? 0, 2, 'dismissed'),
      await answer(open?.id ?? 0, 7, 'confirmed'),
    ]) {
      expect(again.status).toBe(409);
      expect(wordsOf(await again.text())).toContain('这个疑点刚刚被别人处理过。');
    }
    expect([await findings(), await history(), await aliases()]).toEqual(before);
  });

  test('with anything but an answer is refused in words', async () => {
    const [, open] = await findings();
    const bad = await answer(open?.id ?? 0, 1, 'maybe');
    expect([bad.status, wordsOf(await bad.text())]).toEqual([422, expect.stringContaining('请选择一个答复')]);
    expect((await answer(999, 1, 'confirmed')).status).toBe(404);
  });

  test('that two names are two units keeps them apart', async () => {
    const [, second] = await findings();
    await answer(second?.id ?? 0, 1, 'dismissed');
    expect(await unitByName('县委直属机关工作委员会')).toBeNull();
    expect((await findings())[1]?.state).toBe('dismissed');
  });

  test('about a member without a duty speaks of no other name', async () => {
    const third = (await findings())[2];
    const done = await answer(third?.id ?? 0, 1, 'confirmed');
    const page = await pageAt(office, done.headers.get('location') ?? '');
    expect(doubts(page)).toHaveLength(4);
    expect(noticeOf(page)).not.toBe('');
    expect(noticeOf(page)).not.toContain('同一单位');
  });
});

describe('A second plan', () => {
  let id: number;
  beforeAll(async () => {
    id = await importText(server.program, SECOND_PLAN);
  });
  const activate = (version: number, more: Record<string, string> = { checked: 'yes' }) =>
    office(`/plans/${id}/activation`, form({ version: String(version), ...more }));

  test('stands in the list as a draft, the running plan before it', async () => {
    const page = await pageAt(office, '/plans');
    expect(rowsUnder(page, IMPORTED).map((row) => row.slice(0, 5))).toEqual([
      [
        ...['白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案', '白办发〔2020〕10号', '2020年5月12日'],
        ...['8项措施 · 23个单位 · 171项责任事项', '运行中 4处待核对'],
      ],
      ['白沙黎族自治县2020年夏季防汛工作实施方案', '—', '2020年6月20日', '2项措施 · 3个单位', '草稿'],
    ]);
    expect(linksNamed(page, '白沙黎族自治县2020年夏季防汛工作实施方案')).toEqual([`/plans/${id}`]);
  });

  test('says before it is started what that will bring', async () => {
    const page = await pageAt(office, `/plans/${id}`);
    expect(wordsOf(partsOf(page, 'form class="act"')[0] ?? '')).toBe(
      '启用后将生成12项责任事项（6项职责 × 2个阶段），并给3个单位各发一封交办通知。' +
        ' 3个单位中2个没有联络员邮箱，交办通知将暂存 人员 导入联系人' +
        ' 启用前核对 必填 我已核对，仍要启用 启用方案',
    );
    expect(linksNamed(page, '导入联系人')).toEqual([`/contacts/import?plan=${id}`]);
    expect(partsOf(await pageAt(await server.signIn('leader'), `/plans/${id}`), 'form class="act"')).toEqual([]);
  });

  test('stands in the place of its overview and on the work list as what it is: a draft', async () => {
    for (const path of [`/?plan=${id}`, `/plans/${id}/desk`]) {
      const page = await pageAt(office, path);
      const words = wordsOf(page);
      expect(words).toContain('方案尚未启用');
      expect(words).toContain('3个单位中2个没有联络员邮箱');
      expect(words).not.toMatch(/0 ?\/ ?0|已到期|没有逾期事项/);
      expect(linksNamed(page, '核对并启用方案')).toEqual([`/plans/${id}`]);
    }
    const leaders = await pageAt(await server.signIn('leader'), `/?plan=${id}`);
    expect([linksNamed(leaders, '查看方案'), linksNamed(leaders, '导入联系人')]).toEqual([[`/plans/${id}`], []]);
  });

  test('is not started over units without an address unless somebody says so, which is asked at the box', async () => {
    const refused = await activate(1, {});
    const page = await refused.text();
    expect([refused.status, page.includes('id="start-checked-error"')]).toEqual([422, true]);
    expect(partsOf(page, 'div class="faults"')[0]).toContain('href="#start-checked"');
    expect((await activate(1, { checked: 'no' })).status).toBe(422);
  });

  test('says that its phases are over before it is started, when they are', async () => {
    const late = await importText(server.program, SECOND_PLAN.replaceAll('2020年', '2019年').replace('防汛', '防旱'));
    expect(wordsOf(partsOf(await pageAt(office, `/plans/${late}`), 'form class="act"')[0] ?? '')).toContain(
      '2个阶段的到期日已过，启用后全部显示逾期',
    );
  });

  test('is not started on an old version of itself', async () => {
    expect((await activate(7)).status).toBe(409);
    const nothing = await server.program.storage.read((stores) =>
      stores.assignments.page({ planId: id, limit: 0, offset: 0 }),
    );
    expect(nothing.total).toBe(0);
  });

  test('is started by its form: twelve assignments, three mails, a line of history', async () => {
    const done = await activate(1);
    expect([done.status, done.headers.get('location')]).toEqual([303, `/?plan=${id}&said=activated`]);
    const page = await pageAt(office, `/?plan=${id}&said=activated`);
    expect(noticeOf(page)).toBe(
      '方案已启用，3封交办通知已放入发件箱，其中2封因单位没有联络员邮箱暂存，登记邮箱后自动发出。',
    );
    expect(wordsOf(page)).toContain('已办结 0 /12');
    expect(wordsOf(await pageAt(office, '/outbox?kind=assigned&day=2020-06-24'))).toContain('共3封');
    expect((await history())[0]).toMatchObject({ act: 'activate', planId: id, facts: '{"assignments":12}' });
  });

  test('is not started again', async () => {
    const mails = await server.program.storage.read((stores) => stores.outbox.counts());
    for (const version of [1, 2]) {
      const again = await activate(version);
      expect(again.status).toBe(409);
      expect(wordsOf(await again.text())).toContain('实施方案目前是“运行中”，不能“启用”。');
    }
    expect(await server.program.storage.read((stores) => stores.outbox.counts())).toEqual(mails);
  });

  test('does not call a mail sent that waits, or is held for want of an address', async () => {
    const sent = async () => {
      const aside = wordsOf(partsOf(await pageAt(office, `/?plan=${id}`), 'aside')[0] ?? '');
      return /今天的邮件 (.*?) 接下来/.exec(aside)?.[1];
    };
    expect(await sent()).toBe('交办通知 3封待发');
    expect(wordsOf(await pageAt(office, `/outbox?plan=${id}&state=waiting`))).toContain('共3封');
    // Mails leave from half past eight. Of its three units only 县财政局 has an address.
    await server.program.runner.moveTo('2020-06-24T00:30:00.000Z');
    expect(wordsOf(await pageAt(office, '/outbox?state=held'))).toContain('共2封');
    // It is told of both plans in the reminder that it gets on that day.
    expect(await sent()).toBe('到期提醒 1封');
  });

  test('does not take the pages of the first from those who work in it', async () => {
    expect(wordsOf(await pageAt(office, '/?plan=1'))).toContain('已办结 0 /171');
    const home = await liaison('/');
    expect([home.status, home.headers.get('location')]).toEqual([303, '/plans/1/units/4']);
    expect((await liaison(home.headers.get('location') ?? '')).status).toBe(200);
  });
});
