import { type Page } from 'playwright-core';
import { describeInBrowser, DESK, enterAs } from '../support/browser.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';

describeInBrowser('a person at a desk', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram());
  });
  afterAll(() => server?.close());

  test('sees the whole matrix without scrolling', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'office');
    const box = await page.locator('table.matrix').boundingBox();
    expect(box!.y + box!.height).toBeLessThan(DESK.height);
  });

  test('skips to the text with one key', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'leader');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ words: '跳到正文', isSeen: true });
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    expect((await focused(page)).words).toContain('白沙黎族自治县');
  });

  test('reaches the navigation and the first cell of the matrix by Tab, and always sees where they are', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'office');
    const reached: string[] = [];
    const seen = new Set<string>();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const { words, isSeen, isCell } = await focused(page);
      reached.push(words);
      if (isSeen) seen.add(words);
      if (isCell) break;
    }
    // The browser's own parts of a date field are stops too; the field as a whole must have been seen.
    expect(reached.filter((words) => !seen.has(words))).toEqual([]);
    expect(reached.slice(1, 8)).toEqual(['落实', '待办', '总览', '阅示', '方案', '单位', '责任事项']);
    expect(reached.at(-1)).toContain('临期');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '责任事项' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(7);
  });

  test.each([
    ['the overview', '/', '各单位'],
    ["a unit's page", '/plans/1/units/1', '县总工会'],
  ])('prints %s on a few sheets without what is only for the screen', async (_name, path, words) => {
    const page = await open({ base: server.base });
    await enterAs(page, 'office');
    await page.goto(path);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['nav', '.demo', '.bar-top', 'form', '.skip'])
      expect({ hidden, visible: await page.locator(`${hidden}:visible`).count() }).toEqual({ hidden, visible: 0 });
    expect(await page.locator('footer .print').isVisible()).toBe(true);
    expect(await page.locator('main').innerText()).toContain(words);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(1);
    expect(sheets).toBeLessThanOrEqual(4);
  });
});

/** What the keyboard stands on: its words, and whether it is on the screen, ringed, and not under something else. */
function focused(page: Page): Promise<{ words: string; isSeen: boolean; isCell: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const isRinged = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    const box = element.getBoundingClientRect();
    const isOnScreen =
      box.width > 0 && box.left >= 0 && box.top >= 0 && box.top < innerHeight && box.right <= innerWidth;
    const atTop = document.elementFromPoint(
      box.left + Math.min(8, box.width / 2),
      box.top + Math.min(8, box.height / 2),
    );
    return {
      words: (element.innerText || element.getAttribute('aria-label') || element.getAttribute('value') || '').trim(),
      isSeen: isRinged && isOnScreen && atTop !== null && (element.contains(atTop) || atTop.contains(element)),
      isCell: element.closest('table.matrix td') !== null,
    };
  });
}
