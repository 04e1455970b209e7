import axe from 'axe-core';
import { type Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on a page's width: the rest of axe's rules read the same elements and colours on every screen. */
const OF_WIDTH = ['target-size', 'scrollable-region-focusable'];

/** What axe finds wrong with a page as it stands: by all its rules, or where it was seen on a wider screen by those of width. */
export async function axeFindings(page: Page, which: 'all' | 'of-width' = 'all'): Promise<string[]> {
  // The protocol's own door: the page's policy stays as it is.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ runOnly }) => {
      const inPage = (window as unknown as { axe: typeof axe }).axe;
      const { violations } = await inPage.run({ runOnly, iframes: false, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.html.slice(0, 120)}`));
    },
    {
      runOnly:
        which === 'all' ? ({ type: 'tag', values: TAGS } as const) : ({ type: 'rule', values: OF_WIDTH } as const),
    },
  );
}
