import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Clock, momentOf } from './clock.js';
import { DemoCourse, type Step } from './demonstration/course.js';
import { SCRIPT } from './demonstration/script.js';
import { seedDemonstration } from './demonstration/seed.js';
import { RuleBroken } from './domain/errors.js';
import { type Post } from './mail/deliver.js';
import { type Resolver } from './mail/recover.js';
import { openMailbox } from './mailbox/mailbox.js';
import { openTransport, type Transport } from './mail/transport.js';
import { TEMPLATES } from './places.js';
import { tellResumed } from './reminders/alarms.js';
import { createViewEngine, type ViewEngine } from './rendering/view-engine.js';
import { Runner } from './schedule/runner.js';
import { TIMETABLE } from './schedule/timetable.js';
import { openSecret } from './secret.js';
import { answersOf, attachmentDir, pageAddress, type Settings, sqliteFile } from './settings.js';
import { openStorage, type Place } from './storage/database.js';
import { type Storage } from './storage/doors.js';

/** The parts that the server and the terminal share, opened on the same settings and database. */
export interface Program {
  settings: Settings;
  storage: Storage;
  clock: Clock;
  engine: ViewEngine;
  transport: Transport;
  post: Post;
  runner: Runner;
  /** Whether this start has put the demonstration's plan into an empty database. */
  seeded: boolean;
  /** Fulfilled once what a start has to catch up with is done; requests wait for it. */
  settled: Promise<void>;
  close(): Promise<void>;
}

/** Opens everything but the web: data directory, database (migrated), clock, templates, mail. Throws `RuleBroken` with what is wrong. */
export async function openProgram(settings: Settings, script: readonly Step[] = SCRIPT): Promise<Program> {
  makeDataDir(settings.dataDir);
  const place = settings.databaseUrl ? { postgresUrl: settings.databaseUrl } : { sqliteFile: sqliteFile(settings) };
  const storage = await openDatabase(place);
  const start = settings.clockStart === null ? null : momentOf(settings.clockStart).at;
  const seeded = start !== null && (await seedDemonstration(storage, start));
  const demo = settings.mode === 'demo' ? await storage.read((stores) => stores.demoClock.get()) : null;
  const clock = demo ? Clock.startingAt(demo.at) : Clock.real();
  const engine = createViewEngine(TEMPLATES);
  const transport = openTransport(settings);
  const sender = {
    baseUrl: pageAddress(settings),
    secret: openSecret(settings),
    answers: answersOf(settings),
    resolver: resolverOf(settings),
  };
  const post = { storage, engine, transport, ...sender, perMinute: settings.mailPerMinute, onResumed: tellResumed };
  const course = demo ? new DemoCourse(storage, script, attachmentDir(settings)) : null;
  const runner = new Runner(post, clock, TIMETABLE, course);
  const close = async (): Promise<void> => {
    transport.close();
    await storage.close();
  };
  return { settings, storage, clock, engine, transport, post, runner, seeded, settled: Promise.resolve(), close };
}

/** A server copies a mail into its archive at once, or when its queue moves. */
const COPIED_WITHIN_SECONDS = 1800;

/** Where copies of all mails are kept, the one that says whether a mail has arrived. */
function resolverOf({ imapUrl, imapArchive }: Settings): Resolver | undefined {
  if (imapUrl === null || imapArchive === null) return undefined;
  const found = (messageId: string) => openMailbox(imapUrl).holds(imapArchive, messageId);
  return { found, settledAfter: COPIED_WITHIN_SECONDS };
}

async function openDatabase(place: Place): Promise<Storage> {
  try {
    return await openStorage(place, {
      onSlowWrite: (ms) => console.warn(`写入占用数据库${Math.round(ms)}毫秒，超过200毫秒`),
    });
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    throw new RuleBroken('database-unreachable', { reason: error instanceof Error ? error.message : String(error) });
  }
}

function makeDataDir(dir: string): void {
  try {
    makeLevels(dir);
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new RuleBroken('data-dir', { dir, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}

/** One level at a time: below /proc the recursive call of Node 20 never returns. */
function makeLevels(dir: string): void {
  if (existsSync(dir)) return;
  makeLevels(dirname(dir));
  mkdirSync(dir, { mode: 0o700 });
}
