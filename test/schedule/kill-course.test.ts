import Database from 'better-sqlite3';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const KILLS = 5;
const DAY = '2020-06-24';

const running = new Set<ChildProcess>();
const folders: string[] = [];

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/ensure-built.mjs']);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-kill-course-'));
  folders.push(folder);
  return folder;
};

/** The built program over a data directory, as whoever tries it starts it: its first start plays the course. */
function start(dataDir: string): ChildProcess {
  const env = { ...process.env, LUOSHI_DATA: dataDir, PORT: '0', BASE_URL: 'http://luoshi.test' };
  const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: 'ignore' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** What was done and what was sent: the same, however often the program was killed on the way. */
function outcome(dataDir: string): string[] {
  const acts = rowsIn(dataDir, 'SELECT day, act, actor, assignment_id, facts FROM history ORDER BY id');
  const mails = mailFiles(dataDir).map((name) => {
    const sum = createHash('sha256').update(readFileSync(join(dataDir, 'mail', name)));
    return `${name} ${sum.digest('hex')}`;
  });
  return [...acts, ...mails];
}

function rowsIn(dataDir: string, sql: string): string[] {
  const database = new Database(join(dataDir, 'luoshi.sqlite'), { readonly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => JSON.stringify(row));
  } finally {
    database.close();
  }
}

function mailFiles(dataDir: string): string[] {
  try {
    return readdirSync(join(dataDir, 'mail')).sort();
  } catch {
    return [];
  }
}

function hasArrived(dataDir: string): boolean {
  try {
    const [clock] = rowsIn(dataDir, `SELECT at, target FROM demo_clock`);
    const { at, target } = JSON.parse(clock ?? '{}') as { at?: string; target?: string | null };
    return at?.startsWith(DAY) === true && target === null;
  } catch {
    return false;
  }
}

async function untilArrived(dataDir: string): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (hasArrived(dataDir)) return;
    await pause(20);
  }
  throw new Error('waited a minute in vain for the demonstration day');
}

test('killed again and again while its course is played, the demonstration begins as if undisturbed', async () => {
  const [calm, wild] = [newFolder(), newFolder()];
  const undisturbed = start(calm);
  await untilArrived(calm);
  await end(undisturbed, 'SIGTERM');
  const expected = outcome(calm);
  expect(expected.length).toBeGreaterThan(250);

  let midway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(wild);
    const before = mailFiles(wild).length;
    // At a moment of its own each time: after some more mails, or while it is starting.
    const more = 3 + ((kill * 5) % 11);
    for (let i = 0; i < 500 && mailFiles(wild).length < before + more; i++) await pause(5);
    await end(child, 'SIGKILL');
    if (!hasArrived(wild)) midway++;
  }
  const last = start(wild);
  await untilArrived(wild);
  await end(last, 'SIGTERM');
  expect(midway).toBeGreaterThanOrEqual(3);
  expect(outcome(wild)).toEqual(expected);
}, 180_000);
