import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { type Page } from 'playwright-core';
import { mailDir } from '../../src/settings.js';
import { describeInBrowser, enterAs } from '../support/browser.js';
import { mailbox, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

/** What a liaison types: two minutes are some eighty characters at a pace that anybody keeps. */
const TYPED = '已入户核查12户，建档率100%，其中3户纳入低保。下步：7月10日前完成复核。';

describeInBrowser('a report', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram());
  });
  afterAll(() => server?.close());

  const read = <T>(work: Parameters<typeof server.program.storage.read<T>>[0]) => server.program.storage.read(work);

  /** The link at the button of the newest mail to a unit, as its mail program shows it. */
  async function linkTo(unitName: string): Promise<string> {
    const names = (await mailbox(server.program)).reverse();
    for (const name of names) {
      const eml = await simpleParser(await readFile(join(mailDir(server.program.settings), name), 'utf8'));
      if (!eml.subject?.includes(`】${unitName}：`)) continue;
      return new URL(/href="([^"]*\/l\/[\w-]+)"/.exec(eml.html || '')![1]!).pathname;
    }
    throw new Error(`No mail to ${unitName}`);
  }

  /** Files from the mail: returns how often the liaison clicked. */
  async function fileFromMail(page: Page, unitName: string): Promise<number> {
    let clicks = 1;
    await page.goto(await linkTo(unitName));
    await page.locator('h1', { hasText: `${unitName}报送进展` }).waitFor();
    await page.locator('#f-progress').fill(TYPED);
    const button = page.getByRole('button', { name: '报送', exact: true });
    await button.click();
    clicks++;
    await page.getByRole('status').filter({ hasText: '已报送' }).waitFor();
    return clicks;
  }

  test.each([
    ['县财政局', true],
    ['县总工会', false],
  ])(
    'of %s for six measures and more is filed from the mail in two clicks (JavaScript: %s)',
    async (unitName, javaScript) => {
      const page = await open({ base: server.base, javaScript });
      expect(await fileFromMail(page, unitName)).toBeLessThanOrEqual(8);
      expect([...TYPED].length).toBeLessThanOrEqual(80);
      const sections = await page.locator('.filed section h2').count();
      expect(sections).toBeGreaterThanOrEqual(6);
      expect(await page.locator('.filed dd', { hasText: '已入户核查12户' }).count()).toBe(sections);
    },
  );

  test('is kept as a draft while one types, stands there after signing out, and is gone once filed', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'liaison:县民政局');
    await page.goto('/plans/1/units/2/report');
    await page.locator('#f-progress').pressSequentially('写了一半');
    await page.locator('[data-saved]', { hasText: '草稿已于' }).waitFor();
    await page.locator('#f-problems').pressSequentially('又写了一句');
    // Leaving before the next save still keeps it.
    await page.getByRole('button', { name: '退出' }).click();
    await enterAs(page, 'liaison:县民政局');
    await page.goto('/plans/1/units/2/report');
    expect(await page.locator('#f-progress').inputValue()).toBe('写了一半');
    expect(await page.locator('#f-problems').inputValue()).toBe('又写了一句');
    await page.locator('#f-nextSteps').pressSequentially('最后一句');
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '已报送' }).waitFor();
    await page.goto('/plans/1/units/2');
    const drafts = await read((stores) => stores.drafts.allOf({ planId: 1, unitId: 2, form: 'report' }));
    expect(drafts).toEqual([]);
  });

  test('that is refused keeps everything, leads from the summary to the field, and opens what stands folded', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'liaison:县民政局');
    await page.goto('/plans/1/units/2/report');
    // What was just reported is not ticked again by itself.
    await page.locator('input[name="items"]').first().check();
    await page.getByLabel('申请办结').check();
    await page.locator('#f-progress').fill('');
    await page.getByRole('button', { name: '报送', exact: true }).click();
    await page.locator('#faults a').first().click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-progress');
    expect(await page.getByLabel('申请办结').isChecked()).toBe(true);
  });
});
