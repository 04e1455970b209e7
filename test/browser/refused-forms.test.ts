import { type Page } from 'playwright-core';
import { axeFindings } from '../support/axe.js';
import { describeInBrowser, enterAs, PHONE } from '../support/browser.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';

const unfold = (words: string) => (page: Page) => page.locator('summary', { hasText: words }).first().click();
const clear = (name: string) => async (page: Page) => {
  for (const box of await page.locator(`[name="${name}"]:visible`).all()) await box.uncheck();
};

/** Forms with every kind of field, sent without what they need. */
const FORMS: readonly [who: string, path: string, button: string, before: ((page: Page) => Promise<void>) | null][] = [
  ['office', '/inspection-items/4', '作出结论', null],
  ['office', '/plans/1/inspections', '建立批次', unfold('批次')],
  ['office', '/plans/1/reviews', '采用勾选的报告', null],
  ['office', '/plans/1/desk', '发出催办', clear('units')],
  ['office', '/contacts/import?plan=1', '看改动', null],
  ['liaison:县总工会', '/plans/1/units/1/report', '报送', clear('items')],
  ['admin', '/accounts/new', '新增并生成链接', null],
  ['admin', '/account', '建立访问令牌', unfold('令牌')],
];

describeInBrowser('a refused form', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram({ course: true }));
  });
  afterAll(() => server?.close());

  test.each(FORMS)(
    'of %s on %s has nothing for axe, and its summary leads to what is wrong',
    async (who, path, button, before) => {
      const page = await open({ base: server.base });
      await enterAs(page, who);
      await page.goto(path);
      await before?.(page);
      await page.getByRole('button', { name: button, exact: true }).first().click();
      const link = page.locator('.faults a').first();
      await link.waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await link.click();
      const wrong = await page.evaluate(() => document.activeElement?.closest('.wrong, form')?.textContent ?? '');
      expect(wrong).toContain(((await link.textContent()) ?? '').replace(/^[^：]*：/, ''));
      await page.setViewportSize(PHONE);
      expect(await axeFindings(page, 'of-width')).toEqual([]);
    },
  );
});
