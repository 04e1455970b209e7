import { request } from 'node:http';
import { describeOnEachDatabase } from '../support/databases.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { routesOf } from './routes.js';

const ODD_IDS = [
  ...['0', '-1', '1e3', '1.5', '+1', ' 1', '01', '2147483648', '9999999999', '99999999999', '1'.repeat(400)],
  ...[
    '..',
    '../',
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '1%00',
    '%',
    '%zz',
    '%ff',
    '𠮷',
    '%F0%A0%AE%B7',
  ],
  ...["1'--", '1;DROP TABLE plan', '<script>', 'NaN', 'null', 'undefined', 'constructor', '__proto__', '１'],
];
/** What some page reads, then what none does. */
const KEYS = ['unit', 'phase', 'measure', 'standing', 'kind', 'state', 'day', 'from', 'to', 'page', 'perPage'];
const MORE_KEYS = ['plan', 'said', 'nobody-asked', '__proto__', 'constructor', 'toString', 'as', ''];
const ODD_VALUES = [
  ...['', '0', '-1', '1e3', '1e300', '2147483648', '9007199254740991', '99999999999', 'x', '%00', '𠮷', '%', '%zz'],
  ...['2020-02-30', '2020-06-24%00', '9999-12-31', "'", 'constructor', 'toString', '__proto__', 'a'.repeat(2000)],
];

/** Asks with the address exactly as written, which `fetch` would tidy up. */
function statusOf(base: string, cookie: string, path: string): Promise<number> {
  // Beyond ASCII a client sends UTF-8 bytes or escapes; here the bytes.
  const written = Buffer.from(path, 'utf8').toString('latin1').replace(/ /g, '%20');
  return new Promise((resolve, reject) => {
    const asking = request(base, { path: written, headers: { cookie } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', reject).end();
  });
}

/** What comes as far as the database, and may be beyond what it holds. */
const NUMBERS = ['0', '-1', '01', '2147483648', '9999999999', '99999999999', '1'.repeat(400), '1%00'];

describeOnEachDatabase('An address that nobody was given', (_open, place) => {
  let server: TestServer;
  let cookie: string;
  let addresses: string[];

  // One test, because every test of this suite starts on an empty database.
  test('is answered in words, never with a failure of the program', async () => {
    const where = place();
    const databaseUrl = 'postgresUrl' in where ? where.postgresUrl : undefined;
    server = await startTestServer(await openTestProgram({ databaseUrl, played: false }));
    try {
      const answer = await server.visit('/demo/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ as: 'office' }),
      });
      cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
      addresses = routesOf(server.app).flatMap(({ name }) => (name.startsWith('GET ') ? [name.slice(4)] : []));
      // What is told before the database is asked is told alike on both.
      const asked = databaseUrl ? [...oddIds(NUMBERS), ...oddLists()] : [...oddIds(ODD_IDS), ...oddQueries()];
      expect(await failures(asked)).toEqual([]);
    } finally {
      await server.close();
    }
  }, 240_000);

  const oddIds = (ids: readonly string[]) =>
    addresses.flatMap((path) => (path.includes(':') ? ids.map((id) => filled(path, id)) : []));

  // The schedule reads no query, and reckons two months ahead for every answer.
  const oddQueries = () => [
    ...oddLists(),
    ...addresses
      .filter((path) => path !== '/schedule')
      .flatMap((path) => {
        const few = MORE_KEYS.map((key) => `${key}=%00`);
        // Repeated keys arrive as a list.
        const asked = [...few, 'unit=1&unit=2', 'page[]=1', 'page=1&page=2'];
        return asked.map((question) => `${filled(path, '1')}?${question}`);
      }),
  ];

  const oddLists = () =>
    addresses
      .filter(reads)
      .flatMap((path) => KEYS.flatMap((key) => ODD_VALUES.map((value) => `${filled(path, '1')}?${key}=${value}`)));

  const reads = (path: string) => /(assignments|outbox)$/.test(path);
  const filled = (path: string, id: string) => path.replace(/:\w+$|:\w+(?=\/html$)/, id).replace(/:\w+/g, '1');

  async function failures(asked: string[]): Promise<string[]> {
    const failed: string[] = [];
    for (const path of asked) {
      const status = await statusOf(server.base, cookie, path);
      if (status >= 500 || status < 200) failed.push(`${status} ${path}`);
    }
    return failed;
  }
});
