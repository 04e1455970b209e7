import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import {
  build,
  databaseIn,
  demonstrationFolder,
  luoshi,
  newFolder,
  type Ran,
  removeFolders,
  run,
  tamper,
} from '../support/terminal.js';

let folder: string;

beforeAll(() => {
  build();
  folder = newFolder();
});
afterAll(removeFolders);

const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const isSentence = (err: string) => !/Error:|\bat .*:\d+:\d+/.test(err) && /。/.test(err);

/** The server and a command, started at once with the same settings. */
async function both(env: Record<string, string>): Promise<Ran[]> {
  return Promise.all([run('main.js', [], { PORT: '0', ...env }), run('cli.js', ['outbox'], { PORT: '0', ...env })]);
}

describe('The server and every command', () => {
  test('name every wrong setting at once and make no data directory', async () => {
    const dataDir = join(folder, 'wrong');
    const ran = await both({
      ...{ LUOSHI_DATA: dataDir, LUOSHI_MODE: 'test', PORT: '70000', BASE_URL: 'luoshi', DATABASE_URL: 'mysql://x' },
      ...{ LUOSHI_CLOCK: 'yesterday', SMTP_URL: 'mail.example.com', HOST: '0.0.0.0' },
    });
    const names = ['LUOSHI_MODE', 'PORT', 'BASE_URL', 'DATABASE_URL', 'LUOSHI_CLOCK', 'SMTP_URL', 'MAIL_FROM', 'HOST'];
    for (const { code, err } of ran) {
      expect(code).toBe(1);
      for (const name of names) expect(err).toMatch(new RegExp(`  · ${name}：`));
      expect(isSentence(err)).toBe(true);
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  test('ask in live mode for what live mode needs', async () => {
    const dataDir = join(folder, 'live');
    const ran = await both({ LUOSHI_DATA: dataDir, LUOSHI_MODE: 'live', LUOSHI_CLOCK: '2020-06-24T08:00+08:00' });
    for (const { code, err } of ran) {
      expect(code).toBe(1);
      expect(err).toContain('BASE_URL：正式模式必须填写');
      expect(err).toContain('LUOSHI_CLOCK：正式模式只能用真实时间');
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  test('say in a sentence that they cannot make their data directory', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'not a folder');
    for (const { code, err } of await both({ LUOSHI_DATA: join(file, 'data') })) {
      expect([code, isSentence(err)]).toEqual([1, true]);
      expect(err).toContain(`数据目录 ${join(file, 'data')} 不能创建或写入`);
    }
  });

  // The superuser may write anywhere, so for him the case does not exist.
  if (process.getuid?.() !== 0)
    test('say in a sentence that they may not write there', async () => {
      const locked = newFolder();
      chmodSync(locked, 0o500);
      const ran = await both({ LUOSHI_DATA: locked });
      chmodSync(locked, 0o700);
      for (const { code, err } of ran)
        expect([code, err]).toEqual([1, expect.stringContaining('不能创建或写入') as string]);
    });

  test('leave a database that a newer program has made as it is, to the byte', async () => {
    const dataDir = await demonstrationFolder();
    tamper(dataDir, `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
    const before = hashOf(databaseIn(dataDir));
    for (const { code, err } of await both({ LUOSHI_DATA: dataDir })) {
      expect(code).toBe(1);
      expect(err).toContain('数据库是由更新版本的落实建立的，本版本不能打开。');
      expect(err).toContain('请升级程序后再启动。');
    }
    expect(hashOf(databaseIn(dataDir))).toBe(before);
  });

  test('say of a file that is no database what is wrong with it, and keep it', async () => {
    const dataDir = newFolder();
    writeFileSync(databaseIn(dataDir), 'this is a letter, not a database\n'.repeat(200));
    const before = hashOf(databaseIn(dataDir));
    for (const { code, err } of await both({ LUOSHI_DATA: dataDir })) {
      expect([code, isSentence(err)]).toEqual([1, true]);
      expect(err).toMatch(/数据库检查未通过：[^。]+。|数据库打不开：[^。]+。/);
    }
    expect(hashOf(databaseIn(dataDir))).toBe(before);
  });

  test('say within ten seconds that nobody answers at DATABASE_URL', async () => {
    const silent = createServer();
    const deaf = await listening(silent);
    const gone = createServer();
    const closed = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    const asked = [deaf, closed].map((port) =>
      both({ LUOSHI_DATA: newFolder(), DATABASE_URL: `postgres://luoshi:secret@127.0.0.1:${port}/luoshi` }),
    );
    for (const { code, err, seconds } of (await Promise.all(asked)).flat()) {
      expect([code, err]).toEqual([1, expect.stringMatching(/数据库打不开：.+。/) as string]);
      expect(err).not.toContain('secret');
      expect(isSentence(err)).toBe(true);
      expect(seconds).toBeLessThan(10);
    }
    silent.close();
  });
});

test('The server says that its port is taken, and has made no data directory', async () => {
  const other = createServer();
  const port = await listening(other);
  const dataDir = join(folder, 'taken');
  const { code, err } = await run('main.js', [], { LUOSHI_DATA: dataDir, PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(err).toContain(`端口 ${port} 已被别的程序占用。`);
  expect(err).toContain('请停掉那个程序，或用 PORT 另指定端口。');
  expect(existsSync(dataDir)).toBe(false);
});

test('The server says that it cannot listen at an address that is not this machine’s', async () => {
  const dataDir = join(folder, 'elsewhere');
  const env = {
    LUOSHI_MODE: 'live',
    BASE_URL: 'http://luoshi.test',
    HOST: '203.0.113.7',
    PORT: '0',
    LUOSHI_DATA: dataDir,
  };
  const { code, err } = await run('main.js', [], env);
  expect([code, existsSync(dataDir)]).toEqual([1, false]);
  expect(isSentence(err)).toBe(true);
});

describe('The terminal', () => {
  const UNKNOWN = ['swep', 'constructor', '__proto__'];
  const OPTIONS = [
    ['sweep', '--loud'],
    ['read', 'plans/baisha-2020-10.txt', '--xml'],
    ['forecast', '--from'],
  ];
  const VALUES: [args: string[], named: string][] = [
    [['outbox', '--state', 'lost'], 'lost'],
    [['forecast', '--from', '2020-06-01', '--to', '2020-06-30', '--kind', 'digset'], 'digset'],
    [['forecast', '--from', '2020-06-31', '--to', '2020-06-30'], '--from'],
    [['forecast', '--from', '2020-06-01'], '--to'],
    [['forecast', '--from', '2020-07-01', '--to', '2020-06-01'], '--to'],
  ];
  const answers = new Map<string, Ran>();
  beforeAll(async () => {
    const demonstration = await demonstrationFolder();
    const ask = async (dataDir: string, args: string[]) => answers.set(args.join(' '), await luoshi(dataDir, ...args));
    const none = [...UNKNOWN.map((name) => [name]), ...OPTIONS];
    // All at once: each is a process of its own.
    await Promise.all([
      ...none.map((args) => ask(join(folder, 'none'), args)),
      ...VALUES.map(([args]) => ask(demonstration, args)),
    ]);
  });

  test.each(UNKNOWN)('that does not know the command %s prints how it is used', (command) => {
    const { code, out, err } = answers.get(command)!;
    expect([code, out + err]).toEqual([1, expect.stringContaining('用法：npm run luoshi -- 命令') as string]);
    expect(out + err).not.toMatch(/TypeError/);
  });

  test.each(OPTIONS.map((args) => args.join(' ')))('that does not know an option prints how it is used: %s', (line) => {
    const { code, out, err } = answers.get(line)!;
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('用法：npm run luoshi -- 命令') as string]);
    expect(err).not.toContain('请返回上一页');
  });

  test.each(VALUES.map(([args, named]) => [args.join(' '), named] as const))(
    'that is given a value it does not know says so rather than find nothing: %s',
    (line, named) => {
      const { code, err } = answers.get(line)!;
      expect([code, err]).toEqual([1, expect.stringContaining(named) as string]);
    },
  );

  test('asked for help prints every command', async () => {
    const { code, out } = await luoshi(join(folder, 'none'), '--help');
    expect(code).toBe(0);
    for (const name of ['read', 'import', 'sweep', 'forecast', 'outbox', 'doctor']) expect(out).toContain(`  ${name}`);
  });

  test('has made no data directory for any of these', () => {
    expect(readdirSync(folder)).not.toContain('none');
  });
});
