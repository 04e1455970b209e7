import axe from 'axe-core';
import { type Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page as it stands. */
export async function axeFindings(page: Page, withColours = true): Promise<string[]> {
  // The protocol's own door: the page's policy stays as it is.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ values, enabled }) => {
      const inPage = (window as unknown as { axe: typeof axe }).axe;
      const { violations } = await inPage.run({
        runOnly: { type: 'tag', values },
        rules: { 'color-contrast': { enabled } },
        iframes: false,
        resultTypes: ['violations'],
      });
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html.slice(0, 120)}`));
    },
    { values: RULES, enabled: withColours },
  );
}
