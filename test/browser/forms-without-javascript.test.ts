import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { CLOSE_TESTS } from '../../src/domain/inspections.js';
import { ROOT } from '../../src/places.js';
import { addPerson, codeOf, PASSWORD, steadyStep } from '../support/accounts.js';
import { describeInBrowser, enterAs } from '../support/browser.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';

// That a report is filed from a mail without JavaScript, report.test.ts shows; each form in turn, the contract tests.
describeInBrowser('the forms that matter most, without JavaScript', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram({ course: true }));
  });
  afterAll(() => server?.close());

  const enter = async (as: string, path: string): Promise<Page> => {
    const page = await open({ base: server.base, javaScript: false });
    await enterAs(page, as);
    await page.goto(path);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const notice = (page: Page) => page.getByRole('status').first().textContent();

  test('a report is accepted with its five ticks', async () => {
    const page = await enter('office', '/plans/1/reviews');
    await page.locator('tbody').getByRole('link', { name: '看全文' }).first().click();
    for (const box of await page.locator('form.review').getByRole('checkbox').all()) await box.check();
    await press(page, '审核通过');
    expect(await notice(page)).toContain('已审核通过');
  });

  test('a report is returned with a reason, after it was tried without one', async () => {
    const page = await enter('office', '/plans/1/reviews');
    await page.locator('tbody').getByRole('link', { name: '看全文' }).first().click();
    await press(page, '退回重报');
    await page.locator('.faults a').first().click();
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(1);
    await page.locator('form.review textarea').fill('请补充户数𠮷');
    await press(page, '退回重报');
    expect(await notice(page)).toContain('已退回');
  });

  test('more time is asked for, and granted', async () => {
    const page = await enter('liaison:县总工会', '/assignments/1/extensions');
    await page.getByLabel('延期理由').fill('需外地协查参保情况');
    await page.getByLabel('已有进展').fill('已核对本县企业');
    await page.getByLabel('申请延至').fill('2020-07-15');
    await press(page, '提交延期申请');
    expect(await notice(page)).toContain('延期申请');
    const request = new URL(page.url()).pathname;
    expect(request).toMatch(/^\/extensions\/\d+$/);
    const clerk = await enter('office', request);
    await clerk.locator('summary', { hasText: /^同意延期$/ }).click();
    await press(clerk, '同意延期');
    expect((await server.program.storage.read((stores) => stores.assignments.byId(1)))?.dueOn).toBe('2020-07-15');
  });

  test('a post is handed over, and its sheet is there for the successor', async () => {
    const page = await enter('office', '/units/2/people');
    await page.getByRole('link', { name: '交接' }).first().click();
    await page.getByLabel('姓名').fill('陈新');
    await page.getByLabel('邮箱').fill('chenx@example.cn');
    await page.locator('input[type="date"][name="fromOn"]').fill('2020-06-24');
    await press(page, '登记交接');
    expect(new URL(page.url()).pathname).toMatch(/^\/tenures\/\d+\/sheet$/);
    expect(await page.locator('main').textContent()).toContain('陈新');
  });

  test('an item is concluded as it was found, with a finding of its own', async () => {
    const page = await enter('office', '/inspection-items/4');
    await page.locator('#item-fact').fill('查阅档案，抽查12户');
    await page.locator('#item-evidence').fill('检查记录第3页');
    await page.getByRole('radio', { name: '不达标' }).check();
    await page.locator('summary', { hasText: '问题1' }).click();
    await page.locator('[name="fact-1"]').fill('3户没有档案');
    await page.locator('[name="requirement-1"]').fill('补齐档案');
    await page.locator('[name="dueOn-1"]').fill('2020-07-10');
    await press(page, '作出结论');
    expect(await page.locator('main').textContent()).toContain('3户没有档案');
    expect(await page.locator('a[href^="/rectifications/"]').count()).toBe(1);
  });

  test('a unit puts a finding right with a photograph, and another clerk rechecks it', async () => {
    const page = await enter('liaison:县妇联', '/rectifications/3');
    await page.locator('input[type="file"]').setInputFiles(join(ROOT, 'plans/demo-evidence.png'));
    await press(page, '上传');
    expect(await page.locator('.files').textContent()).toContain('demo-evidence.png');
    await page.getByLabel('整改措施').fill('逐户补走访');
    await page.getByLabel('整改结果').fill('4户记录已齐');
    await page.getByLabel('举一反三').fill('今后走访当日归档');
    await press(page, '报送整改情况');
    expect(await notice(page)).toContain('整改');
    const clerk = await enter('office-2', '/rectifications/3');
    await clerk.getByRole('radio', { name: '通过', exact: true }).check();
    for (const label of Object.values(CLOSE_TESTS)) await clerk.getByLabel(label).check();
    await press(clerk, '作出复查结论');
    expect(await clerk.locator('main').textContent()).toContain('复查通过');
  });

  test('a leader leaves an instruction', async () => {
    const page = await enter('leader', '/plans/1/briefing');
    await page.getByLabel('批示内容').fill('请抓紧落实，月底前报结果。');
    await page.getByLabel('办理单位').selectOption({ label: '县民政局' });
    await page.getByLabel('办理期限').fill('2020-07-31');
    await press(page, '下达批示');
    expect(await page.locator('main').textContent()).toContain('请抓紧落实，月底前报结果。');
  });

  test('an administrator signs in with a password and sets up the code of their telephone', async () => {
    await addPerson(server.program, { login: 'guanli', role: 'admin' });
    const page = await open({ base: server.base, javaScript: false });
    const enterPassword = async () => {
      await page.goto('/sign-in');
      await page.getByLabel('登录名').fill('guanli');
      await page.locator('#sign-in-password').fill(PASSWORD);
      await press(page, '登录');
    };
    await enterPassword();
    const secret = (await page.locator('.key').textContent()) ?? '';
    await page.getByLabel('6位验证码').fill('12345');
    await press(page, '启用两步验证');
    expect(await page.locator('#faults-title').textContent()).toBe('没有办成，请更正后再提交');
    await steadyStep();
    await page.getByLabel('6位验证码').fill(codeOf(secret));
    await press(page, '启用两步验证');
    await page.locator('form.who').waitFor();
    await press(page, '退出');
    await enterPassword();
    await page.getByLabel('6位验证码').fill(codeOf(secret, 1));
    await press(page, '登录');
    await page.locator('form.who').waitFor();
    expect(await page.locator('form.who').textContent()).toContain('guanli同志');
  });
});
