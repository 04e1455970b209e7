import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const KILLS = 16;
const TARGET = '2020-10-01';
const START = '2020-05-12T08:00+08:00';

const running = new Set<ChildProcess>();
const folders: string[] = [];

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/ensure-built.mjs']);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The built program as a process of its own, over a data directory. */
function start(dataDir: string, port: number): ChildProcess {
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: {
      ...process.env,
      LUOSHI_DATA: dataDir,
      LUOSHI_CLOCK: START,
      PORT: String(port),
      BASE_URL: 'http://luoshi.test',
    },
    stdio: 'ignore',
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-kill-'));
  folders.push(folder);
  return folder;
};

const mailFiles = (dataDir: string) => {
  try {
    return readdirSync(join(dataDir, 'mail')).sort();
  } catch {
    return [];
  }
};

/** Name and content of every mail. */
const fingerprints = (dataDir: string) =>
  mailFiles(dataDir).map((name) => {
    const bytes = readFileSync(join(dataDir, 'mail', name));
    return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
  });

interface Health {
  today: string;
  outbox: { pending: number; failed: number };
}

async function healthOf(port: number): Promise<Health | null> {
  try {
    return (await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()) as Health;
  } catch {
    return null;
  }
}

async function until<T>(ask: () => Promise<T | null | false>, what: string): Promise<T> {
  for (let i = 0; i < 6000; i++) {
    const answer = await ask();
    if (answer) return answer;
    await pause(10);
  }
  throw new Error(`waited a minute in vain for ${what}`);
}

/** Asks for the move; a killed server answers nothing, which is what is being tested. */
async function askToMove(port: number): Promise<void> {
  const base = `http://127.0.0.1:${port}`;
  try {
    const body = new URLSearchParams({ as: 'office' });
    const signedIn = await fetch(`${base}/demo/sign-in`, { method: 'POST', body, redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    await fetch(`${base}/demo/clock`, {
      method: 'POST',
      body: new URLSearchParams({ to: TARGET }),
      headers: { cookie },
      redirect: 'manual',
    });
  } catch {
    // Cut off.
  }
}

const arrived = async (port: number) => {
  const health = await healthOf(port);
  return health?.today === TARGET && health.outbox.pending === 0 ? health : null;
};

test('killed again and again while the clock is moved, the program puts out the same mails as if undisturbed', async () => {
  const [calm, wild, port] = [newFolder(), newFolder(), await freePort()];

  const undisturbed = start(calm, port);
  await until(() => healthOf(port), 'the undisturbed start');
  await askToMove(port);
  await until(() => arrived(port), 'the undisturbed move');
  undisturbed.kill('SIGTERM');
  await new Promise((resolve) => undisturbed.once('exit', resolve));
  const expected = fingerprints(calm);
  // 23 mails on each of 37 days: 1 of assigning, 12 of reminding, 11 of chasing, 13 of asking for reports only.
  expect(expected.length).toBe(23 * 37);

  let kills = 0;
  let midway = 0;
  let child = start(wild, port);
  while (kills < KILLS) {
    const before = mailFiles(wild).length;
    void until(() => healthOf(port), 'a start').then(
      () => askToMove(port),
      () => undefined,
    );
    // At a moment of its own each time: after some more mails, or while it is starting or finishing.
    const more = 1 + ((kills * 7) % 23);
    const patience = Date.now() + 2500;
    while (mailFiles(wild).length < before + more && Date.now() < patience) await pause(1);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    kills++;
    if (mailFiles(wild).length < expected.length) midway++;
    child = start(wild, port);
  }
  await until(() => healthOf(port), 'the last start');
  if (!(await arrived(port))) await askToMove(port);
  await until(() => arrived(port), 'the end of the disturbed move');
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));

  expect(midway).toBeGreaterThanOrEqual(13);
  expect(fingerprints(wild)).toEqual(expected);
}, 240_000);
