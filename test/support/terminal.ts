import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a command left behind on a terminal. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
  seconds: number;
}

const folders: string[] = [];

/** Builds the program where it is older than its sources. */
export function build(): void {
  execFileSync(process.execPath, ['scripts/ensure-built.mjs']);
}

/** A new empty folder, removed by `removeFolders`. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-cli-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The settings of a test's own world, with nothing of the machine's that would change them. */
export function settings(env: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env };
}

/** Runs `node dist/<entry>` to its end. */
export function run(entry: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, [`dist/${entry}`, ...args], { env: settings(env) });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(late);
      resolve({ code, ...said, seconds: (performance.now() - from) / 1000 });
    });
  });
}

/** Runs a command of the terminal over a data directory. */
export function luoshi(dataDir: string, ...args: string[]): Promise<Ran> {
  return run('cli.js', args, { LUOSHI_DATA: dataDir });
}

let planted: Promise<string> | undefined;

/** A data directory as the demonstration leaves it on the morning of 24 June 2020; the weeks before are played once, then copied. */
export async function demonstrationFolder(): Promise<string> {
  planted ??= (async () => {
    const folder = newFolder();
    jsonOf(await luoshi(folder, 'outbox', '--json'));
    return folder;
  })();
  const folder = newFolder();
  cpSync(await planted, folder, { recursive: true });
  return folder;
}

/** The one JSON document that a command printed; throws with what it said where it failed. */
export function jsonOf<T>({ code, out, err }: Ran): T {
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  return JSON.parse(out) as T;
}

/** The database of a data directory. */
export const databaseIn = (dataDir: string) => join(dataDir, 'luoshi.sqlite');

/** Every row of every table as text, the write lock's turn included: even a write that changed nothing shows. */
export function rowsIn(dataDir: string): Record<string, string[]> {
  const database = new Database(databaseIn(dataDir), { readonly: true });
  try {
    const tables = database.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
    return Object.fromEntries(
      tables.map(({ name }) => [
        name,
        database
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    );
  } finally {
    database.close();
  }
}

/** Changes a database behind the program's back, as a fault or another program would. */
export function tamper(dataDir: string, sql: string): void {
  const database = new Database(databaseIn(dataDir));
  database.exec(sql);
  database.close();
}

/** The mails in a data directory's mailbox. */
export function mailsIn(dataDir: string): string[] {
  try {
    return readdirSync(join(dataDir, 'mail')).filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
}
