import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { type AssignmentAct } from '../../src/domain/lifecycle.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, lookOn, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';

const GROUPED = '责任事项，按现在该做什么分组';
const LIST = '责任事项';
const POLICE = 4;
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const total = (html: string) => wordsOf(partsOf(html, 'p class="total"')[0] ?? '');
const act = (id: number, version: number, name: AssignmentAct, reason = '') =>
  server.program.storage.write((stores) =>
    actOnAssignment(
      stores,
      { id, version, act: name, reason },
      { ...server.program.clock.now(), actor: '县公安局联络员' },
    ),
  );

describe('The list of assignments', () => {
  test('shows fifty of 171 on a page, and every one on exactly one page', async () => {
    const pages = [];
    let next: string | undefined = '/plans/1/assignments';
    while (next !== undefined) {
      const page: string = await pageAt(office, next);
      pages.push(page);
      next = linksNamed(page, '下一页')[0];
    }
    expect(pages.map((page) => rowsUnder(page, LIST).length)).toEqual([50, 50, 50, 21]);
    expect(pages.map((page) => wordsOf(partsOf(page, 'nav class="pager"')[0] ?? ''))).toEqual([
      '第1—50项，共171项 下一页',
      '第51—100项，共171项 上一页 下一页',
      '第101—150项，共171项 上一页 下一页',
      '第151—171项，共171项 上一页',
    ]);
    const items = pages.flatMap((page) => [...page.matchAll(/<th scope="row"><a href="(\/assignments\/\d+)"/g)]);
    expect(new Set(items.map(([, href]) => href)).size).toBe(171);
  });

  test('puts what is due first on top, and keeps a filter while one turns the pages', async () => {
    const page = await pageAt(office, '/plans/1/assignments?phase=&measure=&unit=&standing=not-open');
    expect(total(page)).toBe('共114项');
    expect(rowsUnder(page, LIST)[0]).toEqual([
      ...['（一）精准识别，建档立卡', '县总工会', '牵头', '第二阶段', '8月31日', '未到期 7月1日开始'],
    ]);
    const next = linksNamed(page, '下一页')[0];
    expect(next).toBe('/plans/1/assignments?standing=not-open&page=2');
    expect(page).toMatch(/<option value="not-open" selected>未到期<\/option>/);
  });

  test.each([
    ['?unit=4', 3],
    ['?measure=6', 12],
    ['?phase=2', 57],
    ['?measure=1&phase=1', 7],
    ['?measure=1&phase=1&unit=4&standing=due-soon', 1],
    ['?unit=4&measure=2', 0],
  ])('with the filter %s has %i', async (query, many) => {
    expect(total(await pageAt(office, `/plans/1/assignments${query}`))).toBe(`共${many}项`);
  });

  test('says on a page beyond the last that there is nothing more, not that the plan has not begun', async () => {
    const page = wordsOf(partsOf(await pageAt(office, '/plans/1/assignments?page=99'), 'main')[0] ?? '');
    expect(page).toContain('共171项');
    expect(page).not.toContain('方案启用后');
  });

  test.each(['standing=never', 'unit=x', 'unit=-1', 'page=0', 'phase=1.5'])(
    'refuses the filter %s in words',
    async (query) => {
      const answer = await office(`/plans/1/assignments?${query}`);
      expect(answer.status).toBe(422);
      expect(wordsOf(await answer.text())).toContain('填写有误');
    },
  );
});

describe('A unit’s page', () => {
  test('groups what there is to do by the day: 24 June, due soon before not yet due', async () => {
    const page = await pageAt(office, '/plans/1/units/1');
    const words = wordsOf(page);
    expect(words).toContain('县总工会 没有逾期，8项临期，最近的还剩3个工作日');
    expect(words).toContain('办结 0/24 牵头3项措施 · 责任5项措施 · 共24项责任事项');
    const rows = rowsUnder(page, GROUPED);
    expect(rows.filter((row) => row.length === 1).flat()).toEqual([
      '临期 8项 请在到期日前（含当日）办结',
      '未到期 16项 阶段尚未开始，暂不需要办理',
    ]);
    expect(rows[1]).toEqual(['（一）精准识别，建档立卡', '第一阶段', '牵头', '6月30日', '临期 报送逾期 还剩3个工作日']);
  });

  test('says which mail comes next and which have left', async () => {
    const aside = wordsOf(partsOf(await pageAt(office, '/plans/1/units/4'), 'aside')[0] ?? '');
    expect(aside).toContain('下一封 6月24日 周三 到期前第3个工作日；6月24日应报的进展，报送当日 到期提醒，涉及1项');
    expect(aside).toContain('收件地址 李文静 unit-04@baisha.example');
    expect(aside).toContain(
      '【解困脱困】县公安局：1项6月30日到期，还剩5个工作日；1项进展6月24日前报送 6月22日 · 到期提醒',
    );
    expect(aside).toContain('5月12日 · 交办通知');
  });

  test('puts what must be put right first, then what is late, due, underway, ahead and done', async () => {
    const { storage } = server.program;
    const ids = await storage.read(async (stores) => (await stores.assignments.ofUnit(9, 1)).map(({ id }) => id));
    await storage.write(async ({ assignments }) => {
      await assignments.change(ids[0] ?? 0, 1, { stage: 'rectifying', rectifyBy: '2020-07-10' });
      await assignments.change(ids[1] ?? 0, 1, { stage: 'rectifying', rectifyBy: '2020-06-30' });
      await assignments.change(ids[2] ?? 0, 1, { stage: 'accepted', completedOn: '2020-06-30' });
      await assignments.change(ids[3] ?? 0, 1, { stage: 'suspended' });
      await assignments.change(ids[4] ?? 0, 1, { stage: 'reported', completedOn: '2020-07-01' });
      await assignments.change(ids[6] ?? 0, 1, { dueOn: '2020-07-08' });
    });
    lookOn(server.program, '2020-07-02');
    const whole = await pageAt(office, '/plans/1/units/9');
    const rows = rowsUnder(whole, GROUPED);
    expect(wordsOf(whole)).toContain('1项逾期，1项整改逾期，1项临期');
    const listed = wordsOf(await pageAt(office, '/plans/1/assignments?standing=late&unit=9'));
    expect(listed).toContain('共2项');
    lookOn(server.program, '2020-06-24');
    expect(
      rows.filter((row) => row.length === 1).map(([heading]) => heading?.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['需整改 2项', '逾期 1项', '临期 1项', '在办 6项', '未到期 7项', '已办结 1项']);
    const lights = rows.filter((row) => row.length > 1).map((row) => row[4]);
    expect(lights.slice(0, 4)).toEqual([
      '整改中 整改期限7月10日，还剩6个工作日',
      '整改逾期 整改期限6月30日，已逾期2个工作日',
      '逾期 报送逾期 已逾期2个工作日',
      '临期 还剩4个工作日',
    ]);
    // The due day stands once in a row: the light does not repeat it.
    expect(rows.filter((row) => row.length > 1).map((row) => row[3])).toContain('7月8日');
    expect(lights).toContain('待审核 7月1日申请办结，待办公室审核');
    expect(lights.at(-1)).toBe('已办结 6月30日办结，按期');
  });

  test('is not found where nobody works: no such unit, no such plan', async () => {
    for (const path of ['/plans/1/units/999', '/plans/9/units/1']) {
      const answer = await office(path);
      expect(answer.status).toBe(404);
      expect(wordsOf(await answer.text())).toContain('没有找到');
    }
  });
});

describe('An assignment’s page', () => {
  let id: number;
  beforeAll(async () => {
    id = await server.program.storage.read(async (stores) => (await stores.assignments.ofUnit(POLICE, 1))[0]?.id ?? 0);
  });

  test('says what, who, until when and why its light burns as it does', async () => {
    const words = wordsOf(partsOf(await pageAt(office, `/assignments/${id}`), 'main')[0] ?? '');
    expect(words).toContain('责任事项 › 县公安局 （一）精准识别，建档立卡');
    expect(words).toContain('县公安局 · 6月30日（周二）前 临期 报送逾期 还剩3个工作日');
    expect(words).toContain('到期日 2020年6月30日（含当日） 办理 已交办 交办 2020年5月12日');
  });

  test('warns before one resumes what is late the moment it is resumed', async () => {
    const { storage } = server.program;
    const [item] = await storage.read((stores) => stores.assignments.ofUnit(6, 1));
    const { id: own = 0, stage = 'assigned', dueOn = '', version = 0 } = item ?? {};
    const change = (more: object) =>
      storage.write(async ({ assignments }) => {
        const now = await assignments.byId(own);
        await assignments.change(own, now?.version ?? version, more);
      });
    await change({ stage: 'suspended' });
    const page = async () => wordsOf(await pageAt(office, `/assignments/${own}`));
    expect(await page()).not.toContain('恢复后这一项即为逾期');
    await change({ dueOn: '2020-06-19' });
    expect(await page()).toContain('到期日2020年6月19日已过，恢复后这一项即为逾期；需要更晚的期限，请先“更正到期日”。');
    await change({ stage, dueOn });
  });

  test('quotes the clause it comes from, with the unit’s own name marked', async () => {
    const page = await pageAt(office, `/assignments/${id}`);
    const paper = partsOf(page, 'div class="paper"')[0] ?? '';
    expect(wordsOf(paper)).toMatch(
      /^（一）精准识别，建档立卡。按照“分级负责.*责任单位：县人力资源和社会保障局、 县公安局 、/,
    );
    expect(partsOf(paper, 'a class="mark')).toEqual(['县公安局']);
    expect(wordsOf(paper)).not.toContain('*');
    const [source = ''] = linksNamed(page, '在全文中看');
    const [path = '', anchor] = source.split('#');
    expect(await pageAt(office, path)).toContain(`id="${anchor}"`);
  });

  test('shows the six reminders of its deadline and the requests between them: which left, which will', async () => {
    const page = await pageAt(office, `/assignments/${id}`);
    expect(partsOf(partsOf(page, 'ol class="lines"')[0] ?? '', 'li').map(wordsOf)).toEqual([
      '6月8日 周一 已发 到期前第15个工作日',
      '6月8日 周一 已发 6月10日应报的进展，报送日前第2个工作日',
      '6月10日 周三 已发 6月10日应报的进展，报送当日',
      '6月11日 周四 已发 6月10日应报的进展，报送日后第1个工作日',
      '6月15日 周一 已发 到期前第10个工作日',
      '6月22日 周一 已发 到期前第5个工作日',
      '6月22日 周一 已发 6月24日应报的进展，报送日前第2个工作日',
      '6月24日 周三 将发 到期前第3个工作日',
      '6月24日 周三 将发 6月24日应报的进展，报送当日',
      '6月28日 周日 将发 6月24日应报的进展，报送日后第1个工作日，届时未报才发',
      '6月29日 周一 将发 到期前第1个工作日',
      '6月30日 周二 将发 到期当日',
    ]);
    expect(await pageAt(office, linksNamed(page, '6月8日 周一')[0] ?? '')).toContain(
      '【解困脱困】县公安局：1项6月30日到期，还剩15个工作日',
    );
  });

  test('refuses an act on what another has changed, one that its stage does not know, one without its reason', async () => {
    await expect(act(id, 7, 'acknowledge')).rejects.toMatchObject({ code: 'stale' });
    await expect(act(id, 1, 'accept')).rejects.toMatchObject({ code: 'act-not-open', facts: { stage: '已交办' } });
    await expect(act(id, 1, 'decline', '  ')).rejects.toMatchObject({ code: 'reason-missing' });
    await expect(act(999_999, 1, 'acknowledge')).rejects.toMatchObject({ code: 'not-found' });
    const page = wordsOf(await pageAt(office, `/assignments/${id}`));
    expect(page).toContain('办理 已交办');
    expect(page).not.toContain('→');
  });

  test('tells the story of what was done, with reasons, and what it means for the reminders', async () => {
    await act(id, 1, 'acknowledge');
    await act(id, 2, 'complete');
    await act(id, 3, 'return', '缺少“一户一档”汇总表 <附件2>');
    await act(id, 4, 'complete');
    await expect(act(id, 4, 'withdraw')).rejects.toMatchObject({ code: 'stale' });
    const page = await pageAt(office, `/assignments/${id}`);
    expect(partsOf(partsOf(page, 'ol class="timeline"')[0] ?? '', 'li').map(wordsOf)).toEqual([
      '5月12日 08:00 领导小组办公室（演示） 启用方案，交办',
      '6月24日 09:00 县公安局联络员 签收 已交办 → 办理中',
      '6月24日 09:00 县公安局联络员 申请办结 办理中 → 申请办结',
      '6月24日 09:00 县公安局联络员 退回重报 申请办结 → 退回重报 缺少“一户一档”汇总表 <附件2>',
      '6月24日 09:00 县公安局联络员 申请办结 退回重报 → 申请办结',
    ]);
    expect(page).not.toContain('<附件2>');
    expect(wordsOf(page)).toContain('待审核 6月24日申请办结，待办公室审核');
    expect(wordsOf(page)).toContain('6月24日 周三 不发 到期前第3个工作日，6月24日起“申请办结”，不需要提醒');
  });

  test('leaves the neighbours’ stories alone', async () => {
    const page = await pageAt(office, `/assignments/${id + 1}`);
    expect(partsOf(partsOf(page, 'ol class="timeline"')[0] ?? '', 'li')).toHaveLength(1);
  });
});
