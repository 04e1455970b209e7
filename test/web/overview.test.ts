import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { decoded, linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';

const MATRIX = '各项措施在各阶段的办结情况和最需关注的状态';
const UNITS = '各单位责任事项的状态，最需关注的在前';
const LATE = '逾期和整改逾期的责任事项';
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const figures = (html: string) => partsOf(partsOf(html, 'ul class="figures"')[0] ?? '', 'li').map(wordsOf);
const aside = (html: string) => wordsOf(partsOf(html, 'aside')[0] ?? '');

/** Every link of the matrix with the number of assignments it promises: '0/7' means seven. */
function cellLinks(html: string): { href: string; total: number }[] {
  const matrix = partsOf(html, 'table class="matrix"')[0] ?? '';
  const cells = matrix.matchAll(/<td><a href="([^"]*)".*?<span class="n">\d+\/(\d+)<\/span>/gs);
  return [...cells].map((cell) => ({ href: decoded(cell[1] ?? ''), total: Number(cell[2]) }));
}

const totalAt = async (href: string) =>
  Number(/共(\d+)项/.exec(wordsOf(partsOf(await pageAt(office, href), 'p class="total"')[0] ?? ''))?.[1]);

describe('On the morning of 24 June 2020 the overview', () => {
  let page: string;
  beforeAll(async () => {
    page = await pageAt(office, '/');
  });

  test('names the plan, its number and the day with the working days that are left', () => {
    expect(page).toContain('<html lang="zh-CN">');
    expect(wordsOf(partsOf(page, 'h1')[0] ?? '')).toBe('白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案');
    expect(wordsOf(page)).toContain('白办发〔2020〕10号');
    expect(wordsOf(partsOf(page, 'p class="day"')[0] ?? '')).toBe('2020年6月24日 周三 · 第一阶段还剩3个工作日');
  });

  test('shows three phases of 57 assignments each, the first underway', () => {
    const phases = partsOf(partsOf(page, 'ol class="phases"')[0] ?? '', 'li').map(wordsOf);
    expect(phases).toEqual([
      '今天 第一阶段 安排部署，调查摸底 5月12日—6月30日 · 进行中 · 办结 0/57',
      '第二阶段 组织实施，落实举措 7月1日—8月31日 · 未开始',
      '第三阶段 检查验收，巩固提升 9月1日—10月31日 · 未开始',
    ]);
    const totals = rowsUnder(page, MATRIX).at(-1);
    expect(totals).toEqual([
      '合计',
      '0/57 临期 57 ，合计，第一阶段',
      '0/57 未到期 57 ，合计，第二阶段',
      '0/57 未到期 57 ，合计，第三阶段',
      '0/171',
    ]);
  });

  test('shows the eight measures with who leads them and how many units they bind', () => {
    const rows = rowsUnder(page, MATRIX).slice(0, -1);
    expect(rows.map(([name]) => name)).toEqual([
      '（一） 精准识别，建档立卡 县总工会、县民政局',
      '（二） 积极促进就业创业 县人力资源和社会保障局',
      '（三） 落实社会保险政策 县人力资源和社会保障局、白沙县税务局',
      '（四） 健全完善医疗帮扶制度 县卫生健康委员会、县医疗保障局',
      '（五） 落实国家助学政策 县教育局',
      '（六） 落实住房保障制度 县住房和城乡建设局',
      '（七） 强化兜底保障功能 县民政局、县总工会',
      '（八） 整合资源解困脱困 县总工会',
    ]);
    expect(rows.map((row) => row.at(-1))).toEqual(['0/21', '0/21', '0/27', '0/24', '0/21', '0/12', '0/21', '0/24']);
    expect(rows[5]?.slice(1, 4)).toEqual([
      '0/4 临期 4 ，措施（六），第一阶段',
      '0/4 未到期 4 ，措施（六），第二阶段',
      '0/4 未到期 4 ，措施（六），第三阶段',
    ]);
  });

  test('shows 23 units whose assignments add up to 171', () => {
    const rows = rowsUnder(page, UNITS);
    expect(rows).toHaveLength(23);
    expect(rows.reduce((sum, row) => sum + Number(row[3]?.split('/')[1]), 0)).toBe(171);
    const union = rows.find(([name]) => name === '县总工会');
    expect(union?.slice(1)).toEqual(['牵3 责5', '', '0/24', '临期 8 到期日6月30日，还剩3个工作日']);
  });

  test('says the figures of the day: 57 due soon, nothing late, done or waiting', () => {
    expect(figures(page)).toEqual([
      '已办结 0 /171 与昨日相同',
      '临期 57 与昨日相同',
      '逾期 0 与昨日相同',
      '待审核 0 与昨日相同',
    ]);
    expect(wordsOf(page)).toContain('逾期未办结 没有逾期事项');
  });

  test('says what left today and what comes next', () => {
    expect(aside(page)).toContain('今天 6月24日 今天的邮件 今天没有邮件');
    expect(aside(page)).toContain('6月24日 周三 到期提醒 第一阶段到期前第3个工作日 6月30日 周二 第一阶段到期');
    expect(aside(page)).toContain('最近操作 启用方案 5月12日 · 领导小组办公室（演示） 导入方案');
  });

  test('leads from every cell, phase and figure to a list of exactly so many', async () => {
    const cells = cellLinks(page);
    expect(cells).toHaveLength(8 * 3 + 3);
    for (const { href, total } of cells) expect({ href, total: await totalAt(href) }).toEqual({ href, total });
    const [due = ''] = linksNamed(page, '临期 57 与昨日相同');
    const [late = ''] = linksNamed(page, '逾期 0 与昨日相同');
    expect(await totalAt(due)).toBe(57);
    expect(await totalAt(late)).toBe(0);
  });
});

describe('On 1 July 2020, the first day late, the overview', () => {
  let page: string;
  beforeAll(async () => {
    const moved = await office('/demo/clock', form({ to: '2020-07-01' }));
    expect([moved.status, moved.headers.get('location')]).toEqual([303, '/?said=clock-moved']);
    page = await pageAt(office, '/?said=clock-moved');
  });

  test('says that the clock was moved, and shows the new day', () => {
    expect(wordsOf(page)).toContain('演示时钟已拨动，期间该发的邮件都已发出。');
    expect(wordsOf(page)).toContain('2020年7月1日 周三 · 第二阶段还剩43个工作日');
  });

  test('counts 57 late, 57 more than yesterday', () => {
    expect(figures(page)).toEqual([
      '已办结 0 /171 与昨日相同',
      '临期 0 较昨日 −57',
      '逾期 57 较昨日 +57',
      '待审核 0 与昨日相同',
    ]);
  });

  test('lists the first ten late items, each with its reason and its page', async () => {
    expect(wordsOf(page)).toContain('逾期未办结（57项，列出前10项）');
    const rows = rowsUnder(page, LATE);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toEqual([
      ...['县总工会', '（一）精准识别，建档立卡', '第一阶段', '6月30日', '逾期 已逾期1个工作日'],
    ]);
    expect(new Set(rows.map((row) => row[4])).size).toBe(1);
    expect(await pageAt(office, linksNamed(page, '（一）精准识别，建档立卡')[0] ?? '')).toContain('2020年6月30日');
  });

  test('shows the chases that left in the morning, with a link to them', async () => {
    expect(aside(page)).toContain('今天 7月1日 今天的邮件 催办 23封');
    const list = await pageAt(office, linksNamed(page, '催办 23封')[0] ?? '');
    expect(wordsOf(list)).toContain('共23封');
  });

  test('puts the units with most late items first', () => {
    const shares = rowsUnder(page, UNITS).map((row) => Number(row[3]?.split('/')[1]));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(rowsUnder(page, UNITS)[0]?.[0]).toBe('县总工会');
  });

  test('counts what was done today as a change since yesterday', async () => {
    const { storage, clock } = server.program;
    const occasion = { ...clock.now(), actor: '测试' };
    await storage.write(async (stores) => {
      await actOnAssignment(stores, { id: 1, version: 1, act: 'complete' }, occasion);
      await actOnAssignment(stores, { id: 2, version: 1, act: 'complete' }, occasion);
      await actOnAssignment(stores, { id: 2, version: 2, act: 'accept' }, occasion);
    });
    expect(figures(await pageAt(office, '/'))).toEqual([
      '已办结 1 /171 较昨日 +1',
      '临期 0 较昨日 −57',
      '逾期 55 较昨日 +55',
      '待审核 1 较昨日 +1',
    ]);
  });

  test('lists what should have been put right by now among what is late', async () => {
    const { storage } = server.program;
    await storage.write(async ({ assignments }) => {
      const item = await assignments.byId(3);
      await assignments.change(3, item?.version ?? 0, { stage: 'rectifying', rectifyBy: '2020-06-25' });
    });
    const page = await pageAt(office, '/');
    expect(wordsOf(page)).toContain('逾期未办结（55项，列出前10项）');
    expect(figures(page)[2]).toContain('逾期 55');
    const rows = rowsUnder(page, LATE);
    expect(rows.map((row) => row.slice(3))).toContainEqual(['6月25日', '整改逾期 已逾期4个工作日']);
  });
});
