import { notesAtStart } from '../../src/accounts/first-admin.js';
import { PASSWORD, trySignIn } from '../support/accounts.js';
import { pageAt, wordsOf } from '../support/pages.js';
import { form, openTestProgram, startTestServer, type TestServer } from '../support/program.js';

describe('The first administrator', () => {
  const live = { mode: 'live', baseUrl: 'http://10.0.0.7:3000', host: '0.0.0.0', port: 3000 } as const;
  let empty: TestServer;
  beforeAll(async () => {
    empty = await startTestServer(await openTestProgram({ seed: false }));
  });
  afterAll(() => empty.close());
  const notes = (changes: Partial<TestServer['program']['settings']> = {}) =>
    notesAtStart(empty.program.storage, { ...empty.program.settings, ...live, ...changes });
  const linkIn = (lines: string[]) => /\/first-admin\/[\w-]{22}/.exec(lines.join('\n'))?.[0] ?? '';
  const FIELDS = { login: 'Guanli', name: '王管理', password: PASSWORD, 'password-again': PASSWORD };

  test('comes by a link printed at the start; a new start ends the old one', async () => {
    const old = linkIn(await notes());
    const lines = await notes();
    expect(lines.join('\n')).toContain('BASE_URL 不是 https');
    expect((await notes({ mode: 'demo' })).length).toBe(0);
    const link = linkIn(await notes({ baseUrl: 'https://luoshi.example.gov.cn' }));
    for (const ended of [old, linkIn(lines)]) expect((await empty.visit(ended)).status).toBe(404);
    expect(wordsOf(await pageAt(empty.visit, link))).toContain('设立首个管理员');
    const weak = await empty.visit(link, form({ ...FIELDS, password: 'guanli-A1-x', 'password-again': 'guanli-A1-x' }));
    expect([weak.status, wordsOf(await weak.text())]).toEqual([422, expect.stringContaining('不能含有登录名')]);
    const unfit = await empty.visit(link, form({ ...FIELDS, login: '<b>' }));
    expect([unfit.status, wordsOf(await unfit.text())]).toEqual([422, expect.stringContaining('登录名应是2到40个')]);
    const answers = await Promise.all(
      [1, 2, 3].map((i) => empty.visit(link, form({ ...FIELDS, login: `guanli${i}` }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    const accounts = await empty.program.storage.read((stores) => stores.accounts.list());
    expect(accounts.map(({ role, name }) => [role, name])).toEqual([['admin', '王管理']]);
    expect(linkIn(await notes())).toBe('');
    const inside = await trySignIn(empty, accounts[0]!.login, PASSWORD);
    expect(inside.headers.get('location')).toBe('/sign-in/code');
  });
});
