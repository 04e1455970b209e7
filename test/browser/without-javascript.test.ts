import { type Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { mailbox, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

describeInBrowser('without JavaScript', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram());
  });
  afterAll(() => server?.close());

  const enter = async (): Promise<Page> => {
    const page = await open({ base: server.base, javaScript: false });
    await page.goto('/');
    await page.getByRole('button', { name: '领导小组办公室' }).click();
    expect(new URL(page.url()).pathname).toBe('/plans/1/desk');
    return page;
  };

  test('the office moves the clock and finds in the outbox what left on the way', async () => {
    const page = await enter();
    expect(await clockOf(page)).toBe('2020年6月24日 08:00');
    const already = (await mailbox(server.program)).length;
    await page.getByRole('button', { name: '下一个工作日' }).click();
    expect(await clockOf(page)).toBe('2020年6月28日 09:00');
    expect(await page.getByRole('status').textContent()).toContain('演示时钟已拨动');
    // 23 on Wednesday the 24th; on Sunday the 28th, a working day, 23 about the report that was due on the 24th.
    expect((await mailbox(server.program)).length - already).toBe(46);

    await page.getByRole('link', { name: '发件箱' }).click();
    await page.getByLabel('日期').fill('2020-06-24');
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await page.locator('.total').textContent()).toContain('共23封');
    expect(await page.locator('tbody tr').count()).toBe(23);
    expect(new Set(await page.locator('tbody td:nth-child(2)').allTextContents())).toEqual(new Set(['到期提醒']));

    const subject = page.getByRole('link', { name: '县教育局：' });
    const words = (await subject.textContent()) ?? '';
    expect(words).toBe('【解困脱困】县教育局：1项6月30日到期，还剩3个工作日；1项进展今天报送');
    await subject.click();
    expect(await page.locator('h1').textContent()).toBe(words);
    const mail = page.frameLocator('iframe');
    await mail.getByText('打开填报页面').waitFor();
    expect(await mail.locator('body').textContent()).toContain('到期日6月30日，还剩3个工作日');

    await page.getByLabel('拨到哪一天').fill('2020-07-01');
    await page.getByRole('button', { name: '拨到这天' }).click();
    expect(await clockOf(page)).toBe('2020年7月1日 09:00');
    await page.getByRole('link', { name: '总览' }).click();
    expect(await page.locator('.figures .s-overdue b').textContent()).toBe('57');
  });

  test('the office narrows the assignments down to what it wants', async () => {
    const page = await enter();
    await page.getByRole('link', { name: '责任事项' }).click();
    expect(await page.locator('.total').textContent()).toContain('共171项');
    await page.getByLabel('单位').selectOption({ label: '县民政局' });
    await page.getByLabel('阶段').selectOption({ index: 1 });
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await page.locator('tbody tr').count()).toBe(5);
    expect(new Set(await page.locator('tbody td:nth-child(2)').allTextContents())).toEqual(new Set(['县民政局']));
    await page.getByRole('link', { name: '清除条件' }).click();
    expect(await page.locator('.total').textContent()).toContain('共171项');
    await page.getByRole('link', { name: '下一页' }).click();
    expect(await page.locator('.pager').textContent()).toContain('第51—100项');
  });

  test('the office settles a doubt about two names and does not see it again', async () => {
    const page = await enter();
    await page.getByRole('link', { name: '方案' }).first().click();
    const doubts = page.locator('.findings li');
    expect(await doubts.count()).toBe(7);
    const doubt = doubts.filter({ hasText: '县金融工作服务中心' });
    await doubt.getByRole('link', { name: '看原文' }).click();
    expect(await page.locator(':target').textContent()).toBe('县金融服务中心');
    await page.locator(':target').click();
    expect(await page.locator('.findings li:target').textContent()).toContain('县金融工作服务中心');
    await doubt.getByRole('button', { name: '是同一单位' }).click();
    expect(await page.getByRole('status').textContent()).toContain('已确认是同一单位');
    expect(await doubts.count()).toBe(6);
    expect(await doubt.count()).toBe(0);
  });

  test('the office signs out, and its pages are closed', async () => {
    const page = await enter();
    await page.getByRole('button', { name: '退出' }).click();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.goto('/plans/1/assignments');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});

async function clockOf(page: Page): Promise<string | null> {
  return page.locator('.demo b').textContent();
}
