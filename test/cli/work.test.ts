import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND_PLAN } from '../support/pages.js';
import {
  build,
  demonstrationFolder,
  jsonOf,
  luoshi,
  mailsIn,
  newFolder,
  removeFolders,
  settings,
  tamper,
} from '../support/terminal.js';

interface Swept {
  queued: { reminder: number; chase: number; 'report-request': number };
  delivered: { sent: number; held: number; failed: number };
}
interface Checked {
  what: string;
  ok: boolean;
  words: string;
}

beforeAll(build);
afterAll(removeFolders);

describe('luoshi sweep', () => {
  test('says what is owed once; a second run finds nothing to say', async () => {
    const dataDir = await demonstrationFolder();
    // The program was off from Wednesday to Monday.
    tamper(dataDir, `UPDATE demo_clock SET at = '2020-06-29T02:00:00.000Z', target = NULL`);
    const before = mailsIn(dataDir).length;
    const runs = [];
    for (let i = 0; i < 2; i++) runs.push(jsonOf<Swept>(await luoshi(dataDir, 'sweep', '--json')));
    const [first, second] = runs.map(({ queued }) => queued);
    expect(second).toEqual({ reminder: 0, chase: 0, 'report-request': 0, escalation: 0 });
    // Most units have something due on 30 June; what was moved up and missed is chased.
    expect([first!.reminder > 12, first!.chase > 0]).toEqual([true, true]);
    const many = Object.values(first!).reduce((sum, n) => sum + n, 0);
    expect(runs.map(({ delivered }) => delivered.sent)).toEqual([many, 0]);
    expect(mailsIn(dataDir).length - before).toBe(many);
    expect((await luoshi(dataDir, 'sweep')).out).toBe(
      '放入发件箱：提醒0封，催办0封，报送提醒0封，督促提醒0封；发出0封，暂存0封，未成0封。\n',
    );
  }, 60_000);
});

describe('Over the demonstration', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await demonstrationFolder();
  });
  const doctor = () => luoshi(dataDir, 'doctor');

  test('outbox lists what was sent, for people and for programs', async () => {
    type Outbox = { total: number; mails: { kind: string; state: string; toName: string; day: string }[] };
    const { total, mails } = jsonOf<Outbox>(await luoshi(dataDir, 'outbox', '--json'));
    // 23 mails of assigning, then reminders, and what the course has told.
    expect(total).toBeGreaterThan(80);
    expect([mails.length, mailsIn(dataDir).length]).toEqual([total, total]);
    const days = mails.map(({ day }) => day);
    expect([days[0]! >= '2020-06-22', days.at(-1), mails.every(({ state }) => state === 'sent')]).toEqual([
      true,
      '2020-05-12',
      true,
    ]);
    const { out } = await luoshi(dataDir, 'outbox', '--state', 'sent');
    expect(out).toMatch(/^2020-06-22 08:30 +sent +reminder +县财政局 /m);
    expect(out).toContain(`共${total}封\n`);
    expect((await luoshi(dataDir, 'outbox', '--state', 'dead')).out).toBe('共0封\n');
  });

  test('doctor finds everything well', async () => {
    const { code, out } = await doctor();
    expect(code).toBe(0);
    for (const what of ['设置', '数据库', '放假安排', '邮件', '日程', '磁盘']) expect(out).toContain(`  好  ${what}：`);
    const checked = jsonOf<Checked[]>(await luoshi(dataDir, 'doctor', '--json'));
    expect(checked.every(({ ok, words }) => ok && words.length > 3)).toBe(true);
  });

  test('doctor says what is held for want of an address, and the hour of the last run in the county’s time', async () => {
    const folder = await demonstrationFolder();
    tamper(folder, `UPDATE outbox SET state = 'held', last_error = '单位没有联系邮箱' WHERE id = 92`);
    const { code, out } = await luoshi(folder, 'doctor');
    expect([code, out]).toEqual([0, expect.stringMatching(/1封因单位没有登记联络员邮箱发不出去/) as string]);
    expect(out).toMatch(/日程：上次运行 2020-\d\d-\d\d \d\d:\d\d\n/);
  });

  test.each([
    [
      'a mail that never left',
      `UPDATE outbox SET state = 'dead', last_error = '550' WHERE id = 92`,
      '1封未能发出，请到发件箱查看原因',
    ],
    ['a plan beyond the known holidays', `UPDATE phase SET due_on = '2031-06-30' WHERE id = 3`, '2031年放假安排未导入'],
    ['a history that could be changed', 'DROP TRIGGER history_no_update', '从最近的备份恢复'],
  ])('doctor finds %s, says so in a sentence and exits with 1', async (_what, sql, words) => {
    tamper(dataDir, sql);
    const { code, out, err } = await doctor();
    expect([code, out + err]).toEqual([1, expect.stringContaining(words) as string]);
  });
});

describe('While the server runs', () => {
  let server: ChildProcess;
  let base: string;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await demonstrationFolder();
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, ['dist/main.js'], {
      env: settings({ LUOSHI_DATA: dataDir, PORT: String(port) }),
      stdio: 'ignore',
    });
    for (let i = 0; i < 300 && !(await health()); i++) await pause(100);
  }, 60_000);
  afterAll(async () => {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  });
  const health = () =>
    fetch(`${base}/healthz`).then(
      (answer) => answer.json() as Promise<{ status: string; today: string }>,
      () => null,
    );

  test('every command works over the same data', async () => {
    const plan = join(newFolder(), 'second.txt');
    writeFileSync(plan, SECOND_PLAN);
    const commands = [
      ['outbox', '--json'],
      ['forecast', '--from', '2020-06-24', '--to', '2020-07-31', '--json'],
      ['import', plan, '--activate', '--json'],
      ['sweep', '--json'],
      ['doctor', '--json'],
    ];
    for (const args of commands) jsonOf(await luoshi(dataDir, ...args));
    const body = new URLSearchParams({ as: 'office' });
    const signedIn = await fetch(`${base}/demo/sign-in`, { method: 'POST', body, redirect: 'manual' });
    const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const page = await (await fetch(`${base}/plans`, { headers })).text();
    expect(page).toContain('白沙黎族自治县2020年夏季防汛工作实施方案');
    expect(await health()).toMatchObject({ status: 'ok', today: '2020-06-24' });
  });

  test('all at once they neither hinder each other nor the server', async () => {
    const ran = await Promise.all([
      luoshi(dataDir, 'sweep', '--json'),
      luoshi(dataDir, 'outbox', '--json'),
      luoshi(dataDir, 'sweep', '--json'),
    ]);
    expect(ran.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(await health()).toMatchObject({ status: 'ok' });
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
