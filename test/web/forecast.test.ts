import { enterAddressees } from '../../src/demonstration/addressees.js';
import { linksNamed, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { countStatements, statementsOf } from '../support/statements.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  countStatements();
  server = await startTestServer(await openTestProgram());
  office = await server.signIn('office');
});
afterAll(() => server.close());

const PAGE = '/plans/1/forecast';

test('the mails of ninety days stand in a calendar whose days lead to their lists', async () => {
  const page = await pageAt(office, `${PAGE}?unit=4`);
  const june = rowsUnder(page, '2020年6月');
  // The clock stands at eight on the 24th: its mails are still to leave. The 25th to 27th are the festival, the 28th is worked.
  expect(june[3]).toEqual(['22', '23', '24 今天 1封', '25 休', '26 休', '27', '28 班 1封']);
  expect(june[4]).toEqual(['29 1封', '30 到期 1封', '', '', '', '', '']);
  expect(linksNamed(page, '1封')[0]).toBe('#d-2020-06-24');
  expect(page).toContain('id="d-2020-06-24"');
  const whole = rowsUnder(await pageAt(office, PAGE), '今后每天将发的邮件');
  expect(whole[0]).toEqual(['6月24日 周三 23封']);
  expect(whole[1]!.slice(0, 3)).toEqual(['到期提醒', '到期前第3个工作日；6月24日应报的进展，报送当日', '23封']);
});

test('narrowed to a unit, or to the person who reads for it, each mail stands with its subject', async () => {
  const subjects = async (query: string) =>
    rowsUnder(await pageAt(office, `${PAGE}?${query}`), '今后每天将发的邮件').flatMap((row) => row[1] ?? []);
  const ofUnit = await subjects('unit=2');
  expect(ofUnit[0]).toBe(
    '到期前第3个工作日；6月24日应报的进展，报送当日 【解困脱困】县民政局：5项6月30日到期，还剩3个工作日；5项进展今天报送',
  );
  const liaison = await server.program.storage.read((stores) => stores.people.unitHolder(2, 'liaison', '2020-06-24'));
  expect(await subjects(`person=${liaison!.contactId}`)).toEqual(ofUnit);
  const page = wordsOf(await pageAt(office, `${PAGE}?person=99999`));
  expect(page).toContain('这段时间没有要发的邮件');
});

test('a leader sees it, without the ways to change it', async () => {
  const page = wordsOf(await pageAt(await server.signIn('leader'), PAGE));
  expect(page).not.toContain('改规则会怎样');
  expect(page).toContain('今后90天（至2020年9月22日）');
});

describe('with the addresses of leaders and heads', () => {
  beforeAll(async () => {
    const { storage, clock } = server.program;
    await storage.write((stores) => enterAddressees(stores, 1, { ...clock.now(), actor: '办公室' }));
  });
  const LIST = '今后每天将发的邮件';

  test('the issues to a leader are found by person, those to a head by unit and by person', async () => {
    const people = await server.program.storage.read(async (stores) => {
      const posts = await stores.people.postsOfPlan(1, '2020-06-24');
      const leader = posts.find(({ kind }) => kind === 'group-leader')?.holder;
      return { leader, head: await stores.people.unitHolder(2, 'unit-head', '2020-06-24') };
    });
    const issuesIn = async (query: string, kind: string) =>
      rowsUnder(await pageAt(office, `${PAGE}?${query}`), LIST).filter(([first]) => first === kind);
    const toLeader = await issuesIn(`person=${people.leader!.contactId}`, '领导摘要');
    expect(toLeader.slice(0, 3)).toEqual([
      ['领导摘要', '阶段最后一个工作日 【解困脱困】第一阶段今天到期：8项措施 8黄', '1封', '组长 李广清'],
      ['领导摘要', '阶段到期后第一个工作日 【解困脱困】第一阶段已到期，办结0/57：8项措施 8红', '1封', '组长 李广清'],
      [
        '领导摘要',
        '每周第一个工作日，有变化或有逾期 【解困脱困】第二阶段剩40个工作日：8项措施 8红',
        '1封',
        '组长 李广清',
      ],
    ]);
    const toHead = await issuesIn('unit=2', '单位月报');
    const waits = '每月第一个工作日（同一人当日另有一封，顺延）';
    expect(toHead).toEqual([
      ['单位月报', `${waits} 【解困脱困】县民政局本月情况：5项逾期，已办结0/15`, '1封', '县民政局主要负责人 卢秀梅'],
      [
        '单位月报',
        '每月第一个工作日 【解困脱困】县民政局本月情况：5项逾期，已办结0/15',
        '1封',
        '县民政局主要负责人 卢秀梅',
      ],
      ['单位月报', `${waits} 【解困脱困】县民政局本月情况：10项逾期，已办结0/15`, '1封', '县民政局主要负责人 卢秀梅'],
    ]);
    expect(await issuesIn(`person=${people.head!.contactId}`, '单位月报')).toEqual(toHead);
    expect(await issuesIn('unit=2', '领导摘要')).toEqual([]);
  });

  test('the office’s list is said once and not for each day', async () => {
    const page = await pageAt(office, PAGE);
    expect(wordsOf(page)).toContain('办公室日报每个工作日有事要办时另发，不列在内。');
    expect(rowsUnder(page, LIST).filter(([kind]) => kind === '办公室日报')).toEqual([]);
  });

  test('it asks the database a fixed number of times', async () => {
    const [whole, narrow] = [
      await statementsOf(server, office, PAGE),
      await statementsOf(server, office, `${PAGE}?unit=3`),
    ];
    expect(whole).toBe(narrow);
    expect(whole).toBeLessThan(30);
  });
});
