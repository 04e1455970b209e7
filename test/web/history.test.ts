import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { remember } from '../../src/acts/history.js';
import { takeIn } from '../../src/acts/intakes.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { fillOfficeDay, occasionOf } from '../support/office-day.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { linksNamed, pageAt, rowsUnder, SECOND_PLAN, wordsOf } from '../support/pages.js';

let server: TestServer;
let office: Visitor;
const NAUGHTY = '=HYPERLINK("http://x")<script>𠮷';

beforeAll(async () => {
  const { program } = (server = await startTestServer(await openTestProgram({ played: false })));
  await fillOfficeDay(program);
  await program.storage.write(async (stores) => {
    const item = (await stores.assignments.byId(1))!;
    const waive = { id: 1, version: item.version, act: 'waive', reason: NAUGHTY } as const;
    await actOnAssignment(stores, waive, occasionOf(program, '张三'));
    await remember(stores, occasionOf(program, '李四'), [
      { act: 'save-contact', facts: { unit: '县财政局', post: '联络员', name: '赵六', before: '王五', after: '赵六' } },
    ]);
  });
  office = await server.signIn('auditor');
});
afterAll(() => server.close());

const rows = async (query: string) => rowsUnder(await pageAt(office, `/history${query}`), '留痕，新的在前');

test('the history says who did what to which item, what changed and why', async () => {
  const [contact, waived] = await rows('');
  expect(contact!.slice(1)).toEqual(['李四', '更正联系方式', '县财政局', '王五 → 赵六', '岗位：联络员；姓名：赵六']);
  expect(waived!.slice(1, 3)).toEqual(['张三', '豁免']);
  expect(waived!.slice(4)).toEqual(['已交办 → 豁免', NAUGHTY]);
  expect(waived![0]).toMatch(/^2020-\d\d-\d\d \d\d:\d\d$/);
  expect(await pageAt(office, '/history')).not.toContain('<script>');
});

test('what is about a whole plan says which', async () => {
  const [started] = await rows('?act=activate');
  expect(started![3]).toBe('《白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案》');
});

test('a file is called a file, and a sentence that ends with a stop is ended once', async () => {
  const { program } = server;
  await program.storage.write(async (stores) => {
    const draft = readPlanText(SECOND_PLAN);
    await takeIn(stores, { name: '填好2.xlsx', text: SECOND_PLAN, draft }, occasionOf(program, '王明'));
    await remember(stores, occasionOf(program, '王明'), [
      { act: 'close-plan', planId: 1, facts: { summary: '转入常态化工作。', openItems: 3 } },
    ]);
  });
  const [closed, taken] = await rows('?who=王明');
  expect(closed![5]).toBe('总结：转入常态化工作；未办结事项：3');
  expect(taken![5]).toBe('文件：填好2.xlsx');
});

test('it is narrowed by plan, unit, act, day and person, together', async () => {
  const units = await server.program.storage.read((stores) => stores.plans.units());
  const finance = units.find(({ name }) => name === '县财政局')!;
  expect((await rows('?act=decline')).map((row) => row[2])).toEqual(['退回交办']);
  expect((await rows(`?unit=${finance.id}&act=save-contact`)).map((row) => row[1])).toEqual(['李四']);
  expect((await rows('?who=张三&plan=1')).map((row) => row[2])).toEqual(['豁免']);
  const ofSixth = await rows('?unit=6');
  const sixth = units.find(({ id }) => id === 6)!.name;
  expect(ofSixth.map((row) => row[2])).toContain('退回交办');
  expect(ofSixth.filter((row) => !row[3]!.includes(sixth))).toEqual([]);
  expect(wordsOf(await pageAt(office, '/history?from=2030-01-01'))).toContain('没有符合条件的记录');
  expect(wordsOf(await pageAt(office, '/history?who=%25'))).toContain('没有符合条件的记录');
  expect(await rows('?act=import')).toHaveLength(1);
});

test.each(['who=' + '长'.repeat(41), 'act=DROP TABLE', 'from=2020-02-30', 'unit=x', 'before=-1', 'who=a%00'])(
  'a filter that makes no sense is said to be wrong: %s',
  async (query) => {
    expect((await office(`/history?${query}`)).status).toBe(422);
    expect((await office(`/history.csv?${query}`)).status).toBe(422);
  },
);

test.each([
  ['/history?from=2020-02-30', '日期从：应是'],
  ['/history?unit=x', '单位：应是编号'],
  ['/plans/1/assignments?page=0', '页码：应是页码'],
  ['/plans/1/assignments?standing=x', '状态：没有这种状态'],
])('the page of a wrong address, %s, calls its field by the name it has on the page', async (path, words) => {
  expect(wordsOf(await (await office(path)).text())).toContain(words);
});

test('fifty entries stand on a page; older ones follow, none twice and none left out', async () => {
  const { program } = server;
  await program.storage.write((stores) =>
    remember(
      stores,
      occasionOf(program, '批量'),
      Array.from({ length: 120 }, (_, i) => ({ act: 'revoke-links', facts: { unit: `单位${i}`, count: i } })),
    ),
  );
  const seen: string[] = [];
  let path: string | undefined = '/history?who=批量';
  for (let pages = 0; path && pages < 5; pages++) {
    const page: string = await pageAt(office, path);
    const own = rowsUnder(page, '留痕，新的在前').map((row) => row[3]!);
    expect(own.length).toBeLessThanOrEqual(50);
    seen.push(...own);
    path = linksNamed(page, '更早的记录')[0];
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `单位${119 - i}`));
});

test('the spreadsheet opens in Chinese, holds what the filter left, and no cell of it is a formula', async () => {
  const answer = await office('/history.csv?who=张三');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename.*\.csv/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = bytes.toString().slice(1).split('\r\n');
  expect(lines[0]).toContain('"时间","人员","操作"');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")<script>𠮷"`);
  const all = await (await office('/history.csv')).text();
  expect(all.split('\r\n').length).toBeGreaterThan(125);
});
