import { RULE_NAMES, ruleText } from '../../src/domain/rule-fields.js';
import { DEFAULT_RULES, rulesOf } from '../../src/domain/rules.js';
import { linksNamed, pageAt, rowsUnder, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-05-25T10:00+08:00' }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

const PAGE = '/plans/1/rules';
const plan = () => server.program.storage.read(async (stores) => (await stores.plans.byId(1))!);
const mails = () => server.program.storage.read((stores) => stores.outbox.counts());

/** The form as it stands with some fields written otherwise. */
async function written(changed: Record<string, string>, intent: 'preview' | 'save') {
  const rules = rulesOf(await plan());
  const fields = Object.fromEntries(RULE_NAMES.map((name) => [name, ruleText(name, rules)]));
  return form({ ...fields, version: String((await plan()).version), intent, reason: '', ...changed });
}

test('the page of what runs when leads to the rules, for whoever may change them', async () => {
  expect(linksNamed(await pageAt(office, '/schedule'), '邮件规则')).toEqual([PAGE]);
  expect(linksNamed(await pageAt(await server.signIn('leader'), '/schedule'), '邮件规则')).toEqual([]);
});

test('each rule stands with its default beside it', async () => {
  const page = wordsOf(await pageAt(office, PAGE));
  expect(page).toContain('到期前提醒 必填 到期日前第几个工作日发提醒，0为到期当日（默认：15、10、5、3、1、0）');
  expect(page).toContain('还没有修改过，各项都是默认值');
});

test('what other rules would do to the mails is seen before they are saved, and nothing is changed by looking', async () => {
  const before = [await plan(), await mails()];
  const answer = await office(PAGE, await written({ remindBefore: '15、5、2' }, 'preview'));
  const page = await answer.text();
  expect(answer.status).toBe(200);
  const rows = rowsUnder(page, '对邮件的影响').map((row) => row.slice(0, 5).join(' '));
  expect(rows.slice(0, 5)).toEqual([
    '取消 6月15日 周一 到期提醒 到期前第10个工作日 23封',
    // The report of 24 June is asked for all the same, now by itself.
    '取消 6月24日 周三 到期提醒 到期前第3个工作日；6月24日应报的进展，报送当日 23封',
    '新增 6月24日 周三 报送提醒 6月24日应报的进展，报送当日 23封',
    '取消 6月28日 周日 报送提醒 6月24日应报的进展，报送日后第1个工作日 23封',
    '新增 6月28日 周日 到期提醒 到期前第2个工作日；6月24日应报的进展，报送日后第1个工作日 23封',
  ]);
  expect(page).toContain('value="15、5、2"');
  expect([await plan(), await mails()]).toEqual(before);
});

test('rules are saved with who, when and why; what differs from the defaults is kept', async () => {
  const { version } = await plan();
  const fill = await written({ remindBefore: '15、5、2', reason: '按6月联席会议意见' }, 'save');
  const answer = await office(PAGE, fill);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PAGE}?said=rules-changed`]);
  expect(JSON.parse((await plan()).rules)).toEqual({ remindBefore: [15, 5, 2] });
  const page = wordsOf(await pageAt(office, PAGE));
  expect(page).toContain('办公室 修改邮件规则 到期前提醒 15、10、5、3、1、0 → 到期前提醒 15、5、2 按6月联席会议意见');
  expect(wordsOf(await pageAt(office, '/history?act=change-rules'))).toContain('按6月联席会议意见');
  // Another clerk had opened the page before: their form is refused with everything in it.
  const late = await office(PAGE, await written({ version: String(version), mailItems: '20' }, 'save'));
  expect([late.status, wordsOf(await late.text())]).toEqual([409, expect.stringContaining('内容已有变化，请核对')]);
  expect(rulesOf(await plan()).mailItems).toBe(DEFAULT_RULES.mailItems);
});

test('the mails of the days ahead follow the saved rules', async () => {
  await server.program.runner.moveTo('2020-06-22T01:00:00.000Z');
  const days = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'reminder', unitId: 2, limit: 20, offset: 0 }),
  );
  expect(days.mails.map(({ day }) => day).sort()).toEqual(['2020-06-08', '2020-06-22']);
});

test('what can never take effect is told at its field, and the rest is kept', async () => {
  const answer = await office(
    PAGE,
    await written({ sendUntil: '08:00', sendFrom: '07:00', shortTitle: '解困' }, 'save'),
  );
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(wordsOf(page)).toContain('停止发送：提醒在08:30生成，停止发送应晚于08:30，否则当天发不出');
  expect(page).toContain('href="#rule-sendUntil"');
  expect(page).toContain('value="解困"');
  const both = wordsOf(
    await (await office(PAGE, await written({ remindBefore: '十', mailItems: '0' }, 'save'))).text(),
  );
  expect(both).toMatch(/到期前提醒：应是0到60之间.*每封列出事项：应是5到200之间/);
});

test('the defaults are filled in on asking, and kept when they are saved', async () => {
  const page = await pageAt(office, `${PAGE}?fill=defaults`);
  expect(page).toContain('value="15、10、5、3、1、0"');
  expect(rulesOf(await plan()).remindBefore).toEqual([15, 5, 2]);
  const defaults = Object.fromEntries(RULE_NAMES.map((name) => [name, ruleText(name, DEFAULT_RULES)]));
  expect((await office(PAGE, await written(defaults, 'save'))).status).toBe(303);
  expect((await plan()).rules).toBe('{}');
});
