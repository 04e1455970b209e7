import { linksNamed, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-06-15T10:00+08:00' }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const overrides = () => server.program.storage.read((stores) => stores.calendar.overrides());
const dueDays = () =>
  server.program.storage.read(async (stores) => (await stores.plans.phases(1)).map(({ dueOn }) => dueOn));
/** What marks the office's own days on the page as it stands. */
const seenOn = (page: string) => /name="seen" value="(\w+)"/.exec(page)?.[1] ?? '';
const send = async (to: string, fields: Record<string, string>) => {
  const seen = seenOn(await pageAt(office, '/holidays'));
  return office(`/holidays/${to}`, form({ seen, year: '2020', intent: 'save', ...fields }));
};
const DAY = { day: '2020-06-24', kind: 'rest', name: '县庆', source: '县政府办通知' };

test('a year stands with its holidays, whence each is known, in a calendar and as a list', async () => {
  const page = await pageAt(office, '/holidays?year=2020');
  expect(rowsUnder(page, '2020年6月')[3]).toEqual(['22', '23', '24', '25 休', '26 休', '27', '28 班']);
  const days = rowsUnder(page, '本年放假和调休上班的日子').map((row) => row.slice(0, 4).join(' '));
  expect(days).toContain('2020-06-28 周日 上班 端午 程序自带');
  expect(wordsOf(await pageAt(office, '/holidays?year=2027'))).toContain('2027年放假安排未导入，按周一至周五计');
});

test('a local holiday is seen to move send days and nothing else, before it is saved and after', async () => {
  const due = await dueDays();
  const looked = await (await send('days', { ...DAY, intent: 'preview' })).text();
  expect(rowsUnder(looked, '对邮件的影响').map((row) => row.slice(0, 5).join(' '))).toEqual([
    '改期 6月22日 周一 → 6月19日 周五 到期提醒 到期前第5个工作日；6月23日应报的进展，报送日前第2个工作日 23封',
    '改期 6月24日 周三 → 6月23日 周二 到期提醒 到期前第3个工作日；6月23日应报的进展，报送当日 23封',
  ]);
  expect(wordsOf(looked)).toContain('到期日不变，只有提醒的发送日期随之调整。');
  expect(await overrides()).toEqual([]);
  const answer = await send('days', DAY);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/holidays?year=2020&said=holidays-changed']);
  expect(await overrides()).toEqual([{ day: '2020-06-24', isWorkday: false, name: '县庆', source: '县政府办通知' }]);
  expect(await dueDays()).toEqual(due);
  const page = await pageAt(office, '/holidays?year=2020&day=2020-06-24');
  expect(page).toContain('value="2020-06-24"');
  expect(wordsOf(page)).toContain('2020年6月24日按程序自带的安排 → 2020年6月24日休息 县庆 县政府办通知');
});

test('who had opened the page before another saved is asked to look again', async () => {
  const late = await office('/holidays/days', form({ ...DAY, seen: 'before', year: '2020', intent: 'save' }));
  expect(late.status).toBe(409);
  const page = await late.text();
  expect(wordsOf(page)).toContain('打开页面之后放假安排又有了改动');
  expect(page).toContain('value="县政府办通知"');
  // Looked at again, what is the same already need not be saved.
  expect((await send('days', DAY)).status).toBe(422);
});

test('a registered day is taken back', async () => {
  expect((await send('days', { ...DAY, kind: 'published' })).status).toBe(303);
  expect(await overrides()).toEqual([]);
  const again = await send('days', { ...DAY, kind: 'published' });
  expect([again.status, wordsOf(await again.text())]).toEqual([422, expect.stringContaining('没有办公室登记的安排')]);
});

test('the yearly notice comes in whole or not at all', async () => {
  const text = '2027-01-01 休 元旦\n2027-02-30 休 春节\n2027-02-08 春节';
  const wrong = await send('imports', { text, source: '国办通知', year: '2027' });
  expect([wrong.status, wordsOf(await wrong.text())]).toEqual([
    422,
    expect.stringContaining('第2行：没有2027-02-30这一天；第3行：没有写明是休还是班。没有导入'),
  ]);
  expect(await overrides()).toEqual([]);
  const notice = `关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至13日放假调休，共9天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。`;
  const looked = await send('imports', { text: notice, source: '国办通知', intent: 'preview' });
  expect(wordsOf(await looked.text())).toContain('读到休息15天、调休上班2天：2027-01-01至2027-04-05');
  const answer = await send('imports', { text: notice, source: '国办通知' });
  expect(answer.headers.get('location')).toBe('/holidays?year=2027&said=holidays-changed');
  expect(await overrides()).toHaveLength(17);
  expect(wordsOf(await pageAt(office, '/holidays?year=2027'))).toContain('2027年的放假和调休已有数据');
});

test('from November the desk and the timetable say that the next year is missing, and where to import it', async () => {
  server.program.clock.set('2027-11-01T01:00:00.000Z');
  for (const path of ['/plans/1/desk', '/schedule', '/holidays?year=2028', '/plans/1/forecast']) {
    const page = await pageAt(office, path);
    expect([path, wordsOf(page)]).toEqual([path, expect.stringContaining('2028年放假安排未导入')]);
    expect(linksNamed(page, '导入放假安排')).toEqual(['/holidays?year=2028']);
  }
  server.program.clock.set('2027-10-29T01:00:00.000Z');
  expect(wordsOf(await pageAt(office, '/schedule'))).not.toContain('2028年放假安排未导入');
});
