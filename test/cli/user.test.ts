import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  build,
  demonstrationFolder,
  jsonOf,
  luoshi,
  newFolder,
  removeFolders,
  run,
  settings,
} from '../support/terminal.js';

interface Link {
  login: string;
  link: string;
  expiresAt: string;
}
interface Listed {
  login: string;
  role: string;
  unit: string | null;
  disabled: boolean;
  password: boolean;
}

let dataDir: string;
beforeAll(async () => {
  build();
  dataDir = await demonstrationFolder();
});
afterAll(removeFolders);

const user = (...args: string[]) => luoshi(dataDir, 'user', ...args);
const list = async () => jsonOf<Listed[]>(await user('list', '--json'));

describe('luoshi user', () => {
  test('adds an account and prints the link with which its owner sets a password', async () => {
    const added = await user('add', 'ZhangSan', '--name', '张三', '--role', 'liaison', '--unit', '县民政局', '--json');
    const { login, link, expiresAt } = jsonOf<Link>(added);
    expect([login, link]).toEqual(['zhangsan', expect.stringMatching(/^http:.*\/set-password\/[\w-]{22}$/)]);
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    expect(await list()).toContainEqual(
      expect.objectContaining({ login: 'zhangsan', role: 'liaison', unit: '县民政局', password: false }),
    );
    const words = (await user('add', 'lisi', '--name', '李四', '--role', 'office')).out;
    expect(words).toMatch(/已新增账号 lisi。请把下面的一次性链接当面或电话转交本人，.* 前有效：\n.*\/set-password\//);
  });

  test('disables, enables and resets, and lists nothing that lets anybody in', async () => {
    expect((await user('disable', 'lisi')).out).toBe('账号 lisi 已停用。\n');
    expect((await list()).find(({ login }) => login === 'lisi')?.disabled).toBe(true);
    expect((await user('reset-password', 'lisi')).code).toBe(1);
    expect((await user('enable', 'LISI')).out).toBe('账号 lisi 已启用。\n');
    const { expiresAt } = jsonOf<Link>(await user('reset-password', 'lisi', '--second-factor', '--json'));
    expect((Date.parse(expiresAt) - Date.now()) / 60_000).toBeLessThan(30.1);
    expect((await user('list', '--json')).out).not.toMatch(/hash|argon|totp/i);
  });

  test.each([
    [['add'], '请写明登录名'],
    [['add', 'x1'], '请用 --name 写明姓名'],
    [['add', 'x1', '--name', '王五'], '--role 应是'],
    [['add', 'x1', '--name', '王五', '--role', 'mayor'], '--role 应是'],
    [['add', 'x1', '--name', '王五', '--role', 'liaison'], '联络员必须选择所在单位'],
    [['add', 'x1', '--name', '王五', '--role', 'liaison', '--unit', '县天文台'], '联络员必须选择所在单位'],
    [['add', 'zhangsan', '--name', '王五', '--role', 'office'], '这个登录名已有人用'],
    [['disable', 'nobody'], '没有这个账号'],
    [['rename', 'lisi'], 'user 后应是'],
    [['constructor', 'lisi'], 'user 后应是'],
    [[], 'user 后应是'],
  ])('%j is refused in a sentence', async (args, said) => {
    const { code, err } = await user(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
  });
});

/** Starts the server in live mode, takes what it says until it is up, and stops it again. */
async function startedLive(folder: string, look: (out: string, base: string) => Promise<void>): Promise<string> {
  const env = { LUOSHI_DATA: folder, LUOSHI_MODE: 'live', PORT: '0', BASE_URL: 'http://luoshi.test' };
  const server = spawn(process.execPath, ['dist/main.js'], { env: settings(env) });
  let out = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  for (let i = 0; i < 300 && !out.includes('Ctrl+C'); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    await look(out, /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? '');
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  return out;
}

test('The first start in live mode prints one link for the first administrator, each start a new one, until there is one', async () => {
  const folder = newFolder();
  const linkIn = (out: string) => /\/first-admin\/[\w-]{22}/.exec(out)?.[0] ?? '';
  const status = async (address: string) => (await fetch(address)).status;
  const first = await startedLive(folder, async (out, base) => {
    expect(out).toContain('http://luoshi.test/first-admin/');
    expect(out).toContain('BASE_URL 不是 https');
    expect(await status(base + linkIn(out))).toBe(200);
  });
  await startedLive(folder, async (out, base) => {
    expect([await status(base + linkIn(first)), await status(base + linkIn(out))]).toEqual([404, 200]);
    const fields = {
      login: 'guanli',
      name: '王管理',
      password: 'Zhong-2020-tian',
      'password-again': 'Zhong-2020-tian',
    };
    const body = new URLSearchParams(fields);
    const made = await fetch(base + linkIn(out), { method: 'POST', body, redirect: 'manual' });
    expect(made.headers.get('location')).toBe('/sign-in?said=password-set');
  });
  expect(linkIn(await startedLive(folder, () => Promise.resolve()))).toBe('');
  const live = { LUOSHI_DATA: folder, LUOSHI_MODE: 'live', BASE_URL: 'http://luoshi.test' };
  const listed = await run('cli.js', ['user', 'list', '--json'], live);
  expect(jsonOf<Listed[]>(listed).map(({ login, role }) => [login, role])).toEqual([['guanli', 'admin']]);
  const last = await run('cli.js', ['user', 'disable', 'guanli'], live);
  expect([last.code, last.err]).toEqual([1, expect.stringContaining('最后一个可用的管理员')]);
}, 60_000);
