import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { decoded } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';

/** What the first page may weigh over a county's line, all of it together. */
const LIMIT = 60_000;

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-07-01T09:00+08:00' }));
  const answer = await server.visit('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ as: 'office' }) });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => server.close());

/** The bytes of an answer as they travel, which `fetch` would unpack. */
function bytesOf(path: string, encoding: string): Promise<{ bytes: Buffer; encoding: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'accept-encoding': encoding };
    request(server.base + path, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ bytes: Buffer.concat(parts), encoding: answer.headers['content-encoding'] }));
    })
      .on('error', reject)
      .end();
  });
}

/** The addresses that a page makes a browser fetch. */
const fetchedBy = (html: string) =>
  [...html.matchAll(/<(?:link|img|script|iframe)[^>]* (?:href|src)="([^"]+)"/g)].map(([, href]) => decoded(href ?? ''));

test('the first page, packed, weighs little with all it needs', async () => {
  const plain = (await bytesOf('/', 'identity')).bytes;
  const needed = fetchedBy(plain.toString());
  expect(needed.map((path) => path.replace(/\?.*/, ''))).toEqual(['/assets/luoshi.css', '/assets/luoshi.svg']);
  const packed = [];
  const whole = [];
  for (const path of ['/', ...needed]) {
    const travelled = await bytesOf(path, 'gzip');
    if (travelled.bytes.length > 1024) expect([path, travelled.encoding]).toEqual([path, 'gzip']);
    packed.push(travelled.bytes.length);
    whole.push((await bytesOf(path, 'identity')).bytes.length);
  }
  const sum = (sizes: number[]) => sizes.reduce((a, b) => a + b, 0);
  console.info(
    `first load: ${sum(packed)} bytes packed (${packed.join(' + ')}), ${sum(whole)} plain (${whole.join(' + ')})`,
  );
  expect(sum(packed)).toBeLessThanOrEqual(LIMIT);
  expect(sum(whole)).toBeLessThanOrEqual(LIMIT);
});

test('a page travels packed where that is asked for, and plain where not', async () => {
  const packed = await bytesOf('/outbox', 'gzip');
  const plain = await bytesOf('/outbox', 'identity');
  expect([packed.encoding, plain.encoding]).toEqual(['gzip', undefined]);
  expect(packed.bytes.length).toBeLessThan(gzipSync(plain.bytes).length * 1.2);
});

test('stylesheet and sign are kept for a year under an address that changes with them; pages are not kept', async () => {
  const page = await (await server.visit('/sign-in')).text();
  for (const path of fetchedBy(page)) {
    expect(path).toMatch(/^\/assets\/(luoshi\.css|luoshi\.svg|forms\.css)\?v=[0-9a-f]{10}$/);
    const answer = await server.visit(path);
    await answer.text();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(answer.headers.get('content-type')).toMatch(/^(text\/css|image\/svg\+xml)/);
  }
  expect((await server.visit('/sign-in')).headers.get('cache-control')).toBe('no-store');
});

test('a stylesheet that is not there is not kept for a year', async () => {
  const answer = await server.visit('/assets/nothing.css');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test.each(['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2fpages/plans/list.hbs'])(
  'nothing beside the assets is served: %s',
  async (path) => {
    const { bytes } = await bytesOf(path, 'identity');
    expect(bytes.toString()).not.toMatch(/"dependencies"|\{\{#/);
  },
);
