import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { momentOf } from '../../src/clock.js';
import { SCRIPT } from '../../src/demonstration/script.js';
import { openProgram, type Program } from '../../src/program.js';
import { createApp } from '../../src/serve.js';
import { mailDir, readSettings } from '../../src/settings.js';

/** The whole program, web application included, as its tests see it. */
export type App = Awaited<ReturnType<typeof createApp>>;

export interface TestProgramOptions {
  /** Where the demonstration clock stands, an instant with its offset. */
  clock?: string;
  /** The Baisha plan in the database, as every demonstration has it; false for an empty one. */
  seed?: boolean;
  /** Whether the weeks from the plan's start to `clock` are played, mails and all; else the clock stands at its start. */
  played?: boolean;
  /** Whether the demonstration's course is played on the way: the world of most tests is one in which nobody acted. */
  course?: boolean;
  /** A PostgreSQL database to run on instead of a SQLite file. */
  databaseUrl?: string | undefined;
  /** Settings beyond these, such as SMTP_URL. */
  env?: Record<string, string>;
  /** A data directory to open again, of a program that was closed by its own `close()`. */
  dataDir?: string;
}

/** Opens the real program over a data directory of its own, in demonstration mode: only the clock and the mailbox are not the world's. */
export async function openTestProgram(options: TestProgramOptions = {}): Promise<Program> {
  const { clock = '2020-06-24T08:00+08:00', seed = true, played = true, databaseUrl, env = {} } = options;
  const isPlain = seed && played && databaseUrl === undefined && Object.keys(env).length === 0;
  const dataDir = options.dataDir ?? (await newFolder());
  if (isPlain && options.dataDir === undefined)
    await cp(await playedWorld(clock, options), dataDir, { recursive: true });
  const program = await openProgram(
    readSettings({
      LUOSHI_MODE: 'demo',
      LUOSHI_DATA: dataDir,
      // A demonstration on the real clock plants no plan.
      LUOSHI_CLOCK: seed ? clock : 'real',
      DATABASE_URL: databaseUrl,
      ...env,
    }),
    options.course ? SCRIPT : [],
  );
  if (!seed) await program.storage.write((stores) => stores.demoClock.set(momentOf(clock).at, null));
  if (played || !seed) await program.runner.resume(null);
  return program;
}

const newFolder = () => mkdtemp(join(tmpdir(), 'luoshi-test-'));

/** The data directory of a world, played by the first test file of a run that asks for it: weeks take seconds each time. */
async function playedWorld(clock: string, { course = false }: TestProgramOptions): Promise<string> {
  const worlds = join(process.env['LUOSHI_TEST_RUN']!, 'worlds');
  const world = join(worlds, `${clock} ${course}`.replace(/\W/g, '-'));
  if (existsSync(world)) return world;
  await mkdir(worlds, { recursive: true });
  const dataDir = await newFolder();
  await (await openTestProgram({ clock, course, dataDir })).close();
  // Another worker may have been quicker.
  await rename(dataDir, world).catch(() => rm(dataDir, { recursive: true }));
  return world;
}

/** Closes a program that has no server and removes its data directory. */
export async function closeTestProgram(program: Program): Promise<void> {
  await program.close();
  await rm(program.settings.dataDir, { recursive: true, force: true });
}

/** The mails that have left: the names of the files in the mailbox, in order. */
export async function mailbox(program: Program): Promise<string[]> {
  const names = await readdir(mailDir(program.settings)).catch(() => []);
  return names.filter((name) => name.endsWith('.eml')).sort();
}

/** Asks the server for an address as one person; redirects are shown, not followed, unless `redirect: 'follow'`. */
export type Visitor = (path: string, init?: RequestInit) => Promise<Response>;

export interface TestServer {
  app: App;
  program: Program;
  /** 'http://127.0.0.1:41234'. */
  base: string;
  /** Somebody who is not signed in. */
  visit: Visitor;
  /** Signs in as `office`, `leader`, `admin` or `liaison:<unit name>`; throws where that is refused. */
  signIn: (as: string) => Promise<Visitor>;
  /** Stops the server, closes the program and removes its data directory. */
  close: () => Promise<void>;
}

/** Serves a program on a free port of 127.0.0.1; its timetable does not tick, tests move the clock themselves. */
export async function startTestServer(program: Program): Promise<TestServer> {
  const app = await createApp(program, false);
  await app.listen(0, '127.0.0.1');
  const base = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const visit = visitor(base, null);
  const signIn = async (as: string): Promise<Visitor> => {
    const answer = await visit('/demo/sign-in', form({ as }));
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(`Nobody can sign in as ${as}: ${answer.status}`);
    return visitor(base, cookie);
  };
  const close = async (): Promise<void> => {
    // Else a connection kept for a next request is waited for, often for three seconds.
    app.getHttpServer().closeAllConnections();
    await app.close();
    await closeTestProgram(program);
  };
  return { app, program, base, visit, signIn, close };
}

/** What a browser posts for a form filled in like this. */
export function form(fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields), headers };
}

function visitor(base: string, cookie: string | null): Visitor {
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', [cookie, headers.get('Cookie')].filter(Boolean).join('; '));
    return fetch(`${base}${path}`, { redirect: 'manual', ...init, headers });
  };
}
