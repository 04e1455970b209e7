import { type Page } from 'playwright-core';
import { TABLE } from '../contracts/routes/all.js';
import { axeFindings } from '../support/axe.js';
import { complaintsOf, describeInBrowser, DESK, enterAs, PHONE, type Viewport } from '../support/browser.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { comeIn, prepareVisits, VISITORS } from './visitors.js';

const NARROW: Viewport = { width: 320, height: 568 };

/** What is fetched and not looked at: files, and what programs ask for. */
const NO_PAGES = /^\/api\/|\.(csv|xlsx)$|^\/healthz$|^\/attachments\/:id$|\/(export|template)$/;
/** A mail's own document, which stands in the page of the mail: its widths are tried below. */
const MAIL = '/outbox/52/html';
const SAMPLE_MAIL = '/mail-previews/chase/html';
/** Leads on to the page of a unit or an item. */
const LEADS_ON = '/l/:token';

describeInBrowser('every page', (open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(await openTestProgram({ course: true }));
    await prepareVisits(server);
  });
  afterAll(() => server?.close());

  test.each(Object.keys(VISITORS))(
    'seen by %s has nothing for axe, fits every screen, and keeps the browser silent',
    async (who) => {
      const { pages, refused } = VISITORS[who]!;
      const page = await open({ base: server.base });
      const complaints = complaintsOf(page, server.base);
      const faults: string[] = [];
      await comeIn(page, server, who);
      for (const path of pages) {
        const answer = await page.goto(path);
        expect({ path, status: answer?.status() }).toEqual({ path, status: 200 });
        faults.push(...(await faultsOf(page, path, who)));
      }
      expect(complaints).toEqual([]);
      // A refusal is a page like any other, but the browser says in its console that it was one.
      for (const path of refused) {
        const answer = await page.goto(path);
        expect({ path, refused: (answer?.status() ?? 0) >= 400 }).toEqual({ path, refused: true });
        faults.push(...(await faultsOf(page, path, who)));
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );

  test('every page of the table of routes has a visitor', () => {
    const visited = [MAIL, SAMPLE_MAIL, ...Object.values(VISITORS).flatMap(({ pages }) => pages)];
    const paths = visited.map((address) => address.split('?')[0] ?? '');
    const asked = Object.keys(TABLE).flatMap((name) => (name.startsWith('GET ') ? [name.slice('GET '.length)] : []));
    const unseen = asked
      .filter((route) => !NO_PAGES.test(route) && route !== LEADS_ON)
      .filter((route) => !paths.some((path) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path)));
    expect(unseen).toEqual([]);
  });

  test('a mail fits a mail window and a phone, and its page shows the whole of it', async () => {
    const page = await open({ base: server.base, javaScript: false });
    await enterAs(page, 'office');
    // The month of a unit, a leader's digest, a list of work, a notice that something was assigned.
    for (const mail of [MAIL, '/outbox/24/html', '/outbox/185/html', '/outbox/1/html']) {
      await page.goto(mail);
      for (const width of [640, 375, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect({ mail, width, overflow: await overflowOf(page) }).toEqual({ mail, width, overflow: 0 });
      }
    }
    await page.setViewportSize(DESK);
    const cut: string[] = [];
    for (const id of [1, 24, 30, 52, 86, 100, 131, 158, 185]) {
      await page.goto(`/outbox/${id}`);
      const given = Number(await page.locator('iframe').getAttribute('height'));
      const needed = await page
        .frameLocator('iframe')
        .locator('body > table')
        .evaluate((mail) => mail.clientHeight);
      if (needed > given || needed < given - 300) cut.push(`/outbox/${id}: ${needed} px in ${given}`);
    }
    expect(cut).toEqual([]);
  });

  test('the policy against foreign content is in force', async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'office');
    const outcome = await page.evaluate(async () => {
      const violated: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
      const style = document.createElement('style');
      document.body.append(style);
      style.textContent = 'body { display: none }';
      const image = document.createElement('img');
      document.body.append(image);
      const blocked = new Promise((resolve) => image.addEventListener('error', resolve));
      image.src = 'https://example.invalid/pixel.png';
      await blocked;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { violated, title: document.title };
    });
    expect(new Set(outcome.violated)).toEqual(new Set(['img-src', 'script-src-elem', 'style-src-elem']));
    expect(outcome.title).toBe('总览 · 落实');
  });

  test("a liaison sees only their own unit's affairs", async () => {
    const page = await open({ base: server.base });
    await enterAs(page, 'liaison:县民政局');
    expect(new URL(page.url()).pathname).toBe('/plans/1/units/2');
    expect(await page.locator('nav[aria-label="主导航"] a').allTextContents()).toEqual([
      ...['本单位', '报进展', '整改', '批示', '方案'],
    ]);
    expect(await page.locator('h1').textContent()).toBe('县民政局');
    const addresses = await page
      .locator('main a[href^="/assignments/"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    expect(addresses).toHaveLength(15);
    for (const address of addresses.filter((_, i) => i % 4 === 0)) {
      await page.goto(address);
      expect(await page.locator('header.head').textContent()).toContain('县民政局');
    }
    await page.goto('/plans/1');
    const units = await page
      .locator('main a[href*="/units/"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    expect(new Set(units)).toEqual(new Set(['/plans/1/units/2']));
    expect(await page.locator('main form').count()).toBe(0);
    for (const path of ['/plans/1/units/1', '/plans/1/units', '/plans/1/assignments', '/outbox', '/assignments/1']) {
      const answer = await page.goto(path);
      expect({ path, refused: [403, 404].includes(answer?.status() ?? 0) }).toEqual({ path, refused: true });
      expect(await page.locator('main').textContent()).not.toContain('县总工会');
    }
  });
});

/** What was looked at already: the text of a page, each visitor's frame around it, and the kinds of elements of a route. */
const examined = new Set<string>();

/** What axe finds on a desk and on a phone, and where the page is wider than the screen. */
async function faultsOf(page: Page, path: string, who: string): Promise<string[]> {
  const faults: string[] = [];
  const text = await page.locator('main').innerHTML();
  // The leader reads what the office reads: the same text in a frame that was seen shows nothing new.
  if (examined.has(text) && examined.has(who)) return faults;
  // Nor do other words in elements that axe has read on such a page, as in the office's page without its forms.
  const route = path.replace(/\?.*/, '').replace(/\d+/g, ':n');
  const kinds = (await kindsOf(page)).map((kind) => `${route} ${kind}`);
  const isNew = kinds.some((kind) => !examined.has(kind));
  for (const seen of [text, who, ...kinds]) examined.add(seen);
  for (const viewport of [NARROW, PHONE, DESK]) {
    await page.setViewportSize(viewport);
    const at = `${path} at ${viewport.width}`;
    const overflow = await overflowOf(page);
    if (overflow > 0) faults.push(`${at}: ${overflow} px too wide`);
    if (isNew && viewport !== NARROW)
      faults.push(...(await axeFindings(page, viewport === DESK ? 'all' : 'of-width')).map((said) => `${at}: ${said}`));
  }
  return faults;
}

/** Every kind of element of a page: what it and what holds it are, by tag, class and role, and the attributes it has. */
function kindsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (one: Element | null) => `${one?.tagName} ${one?.className} ${one?.getAttribute('role')}`;
    const all = [...document.querySelectorAll('body *')];
    return [
      ...new Set(all.map((one) => `${named(one)} in ${named(one.parentElement)}: ${one.getAttributeNames().join()}`)),
    ];
  });
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
