import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface Viewport {
  width: number;
  height: number;
}

/** The screen of a county office. */
export const DESK: Viewport = { width: 1366, height: 768 };
/** A phone held upright. */
export const PHONE: Viewport = { width: 390, height: 844 };

export interface Window {
  /** The address of the server whose pages are looked at. */
  base: string;
  viewport?: Viewport;
  /** Whether the pages' own scripts would run. */
  javaScript?: boolean;
}

/** Opens a window with cookies of its own; it is closed after the running test. */
export type OpenWindow = (window: Window) => Promise<Page>;

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
];

const chromiumPath = findChromium();

/** Runs a suite in a real browser. Without one it is skipped aloud, or failed where REQUIRE_BROWSER=1. */
export function describeInBrowser(name: string, suite: (open: OpenWindow) => void): void {
  if (chromiumPath !== undefined) inBrowser(name, chromiumPath, suite);
  else withoutBrowser(name, suite);
}

function inBrowser(name: string, executablePath: string, suite: (open: OpenWindow) => void): void {
  describe(name, () => {
    let browser: Browser;
    let opened: BrowserContext[] = [];
    beforeAll(async () => {
      // Chromium cannot build its sandbox for root; nobody else has to do without it.
      const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
      browser = await chromium.launch({ executablePath, args });
    });
    suite(async ({ base, viewport = DESK, javaScript = true }) => {
      const context = await browser.newContext({
        baseURL: base,
        viewport,
        javaScriptEnabled: javaScript,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      });
      opened.push(context);
      context.setDefaultTimeout(10_000);
      return context.newPage();
    });
    afterEach(async () => {
      await Promise.all(opened.map((context) => context.close()));
      opened = [];
    });
    afterAll(() => browser.close());
  });
}

function withoutBrowser(name: string, suite: (open: OpenWindow) => void): void {
  if (process.env['REQUIRE_BROWSER'] === '1') {
    test(name, () => {
      throw new Error('REQUIRE_BROWSER=1, and no Chromium was found');
    });
    return;
  }
  process.stderr.write(`浏览器测试未运行：找不到 Chromium。apt install chromium 或设 CHROMIUM_PATH（${name}）\n`);
  describe.skip(name, () =>
    suite(() => {
      throw new Error('skipped');
    }),
  );
}

/** Signs a window in as `office`, `leader`, `admin` or `liaison:<unit name>`, and opens their first page. */
export async function enterAs(page: Page, as: string): Promise<void> {
  await page.context().request.post('/demo/sign-in', { form: { as }, maxRedirects: 0 });
  await page.goto('/');
  await page.locator('form.who').waitFor();
}

/** What a window was told that a good page never says: console errors, failed requests, requests to other hosts. */
export function complaintsOf(page: Page, base: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Whoever goes on before the icon has come wants it no more.
    if (request.url().includes('/luoshi.svg') && request.failure()?.errorText === 'net::ERR_ABORTED') return;
    complaints.push(`${request.url()} failed: ${request.failure()?.errorText}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${base}/`)) complaints.push(`${request.url()} is not ours`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()} answered ${response.status()}`);
  });
  return complaints;
}

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  return (named ? [named] : PLACES).find((path) => existsSync(path));
}
