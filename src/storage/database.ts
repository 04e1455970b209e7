import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Mutex } from 'async-mutex';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { RuleBroken } from '../domain/errors.js';
import { Storage, type StorageOptions } from './doors.js';
import { inWordsForUsers } from './failures.js';
import { problemsIn } from './integrity.js';
import { migrate, refuseNewer } from './migrate.js';
import { MIGRATIONS } from './migrations/all.js';
import { TABLES } from './tables.js';

/** Where the rows are: one file, or a PostgreSQL database. */
export type Place = { sqliteFile: string } | { postgresUrl: string };

interface Pragmas {
  pragma(text: string): unknown;
}

// TypeORM's own enableWAL means synchronous=NORMAL without saying so: a committed row could be lost with the power.
const PRAGMAS = { journal_mode: 'wal', synchronous: 2, busy_timeout: 5000, foreign_keys: 1 } as const;

// One queue per file, not per Storage: a second one of this process would else freeze the event loop waiting for a
// lock that only the frozen loop could release.
const turnsOfFile = new Map<string, Mutex>();

/** Opens the database, brings its tables up to date and hands out its two doors; refuses one newer than the program. */
export async function openStorage(place: Place, options: StorageOptions = {}): Promise<Storage> {
  return 'postgresUrl' in place ? openPostgres(place.postgresUrl, options) : openSqlite(place.sqliteFile, options);
}

async function openSqlite(sqliteFile: string, options: StorageOptions): Promise<Storage> {
  const database = resolve(sqliteFile);
  const turns = turnsOfFile.get(database) ?? new Mutex();
  turnsOfFile.set(database, turns);
  return turns.runExclusive(async () => {
    const opened: DataSource[] = [];
    const open = async (more: DataSourceOptions) => {
      const source = new DataSource(more);
      opened.push(await source.initialize());
      return source;
    };
    try {
      if (existsSync(database) && statSync(database).size > 0) {
        // Before the journal mode is set: a refused database must not have been changed by so much as its header.
        const peeked = await open({ type: 'better-sqlite3', database, readonly: true });
        await refuseNewer(peeked);
        await peeked.destroy();
      }
      const writing = await open({
        type: 'better-sqlite3',
        database,
        prepareDatabase: preparePragmas,
        entities: TABLES,
        migrations: MIGRATIONS,
      });
      await migrate(writing);
      await assertPragmas(writing);
      const reading = await open({ type: 'better-sqlite3', database, readonly: true, entities: TABLES });
      const problems = await problemsIn(reading);
      if (problems.length > 0) throw new RuleBroken('database-damaged', { problems });
      return new Storage(writing, reading, turns, options);
    } catch (error) {
      for (const source of opened) if (source.isInitialized) await source.destroy();
      throw inWordsForUsers(error);
    }
  });
}

async function openPostgres(connectionString: string, options: StorageOptions): Promise<Storage> {
  // One session without the time limits below: a migration of many rows may take longer than a page may.
  const migrating = await new DataSource({
    type: 'postgres',
    extra: { connectionString, max: 1, connectionTimeoutMillis: 5000 },
    migrations: MIGRATIONS,
  }).initialize();
  try {
    await migrate(migrating);
  } finally {
    await migrating.destroy();
  }
  const pool = {
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 15_000,
    lock_timeout: 3000,
  };
  const writing = await new DataSource({ type: 'postgres', extra: pool, entities: TABLES }).initialize();
  try {
    // Half of the 20 connections is for readers, whom the database itself refuses any change, as SQLite does.
    const extra = { ...pool, options: '-c default_transaction_read_only=on' };
    const reading = await new DataSource({ type: 'postgres', extra, entities: TABLES }).initialize();
    return new Storage(writing, reading, new Mutex(), options);
  } catch (error) {
    await writing.destroy();
    throw error;
  }
}

function preparePragmas(connection: Pragmas): void {
  // The time limit first: changing the journal mode may already have to wait for another process.
  connection.pragma(`busy_timeout = ${PRAGMAS.busy_timeout}`);
  // Before the first table, or without effect. A mail as it was sent fills a row of 20 kB: of larger pages it writes fewer.
  connection.pragma('page_size = 8192');
  connection.pragma(`journal_mode = ${PRAGMAS.journal_mode}`);
  connection.pragma('synchronous = FULL');
  // 16 MB: a morning's mails are copied into the file a few times, not at every fortieth of them.
  connection.pragma('wal_autocheckpoint = 2000');
  connection.pragma('foreign_keys = ON');
}

/** Throws unless a SQLite connection really has the settings that durability rests on. */
export async function assertPragmas(source: DataSource): Promise<void> {
  for (const [name, wanted] of Object.entries(PRAGMAS)) {
    const rows = await source.query<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const found = Object.values(rows[0] ?? {})[0];
    if (found !== wanted) throw new Error(`PRAGMA ${name} is ${String(found)}, not ${wanted}`);
  }
}
