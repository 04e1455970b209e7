import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { openStorage } from '../../src/storage/database.js';

/** A database as its migrations leave it: its shape, and the statements that bring it back there. */
export interface Start {
  shape: string;
  back: string;
}

/** The migrations' own list stays as it is. */
const LIST = 'migrations';
const SHAPE = `SELECT md5(
  (SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ',' ORDER BY table_name, ordinal_position)
    FROM information_schema.columns WHERE table_schema = 'public')
  || (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) FROM pg_trigger WHERE NOT tgisinternal)
  || (SELECT string_agg(name, ',' ORDER BY id) FROM "${LIST}")) AS value`;
const TABLES = `SELECT table_name AS value FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '${LIST}' ORDER BY 1`;
const GUARDED = `SELECT DISTINCT relname AS value FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
  WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace`;
const NUMBERS = `SELECT setval(oid::regclass, 1, false) FROM pg_class
  WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace AND relname <> '${LIST}_id_seq'`;

const folderOfRun = () => process.env['LUOSHI_TEST_RUN']!;

/** The database that the test files of a worker use one after another. */
export const databaseOfWorker = (): string =>
  `luoshi_test_${basename(folderOfRun())}_${process.env['JEST_WORKER_ID']}`.replace(/\W/g, '_').toLowerCase();

/** Makes the worker's database for the first file that asks, and clears the next ones' way to it; the run's end drops it. */
export async function lent(server: string, database: string, postgresUrl: string): Promise<Start> {
  const note = join(folderOfRun(), database);
  if (existsSync(note)) {
    await runSql(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
    return (JSON.parse(readFileSync(note, 'utf8')) as { start: Start }).start;
  }
  await runSql(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await runSql(server, `CREATE DATABASE ${database}`);
  // Tests kill the program, never the server: nothing is proven by its waiting for the disk.
  await runSql(server, `ALTER DATABASE ${database} SET synchronous_commit = off`);
  const start = await startOf(postgresUrl);
  writeFileSync(note, JSON.stringify({ server, database, start }));
  return start;
}

/** Migrates a database that is empty, and notes what it is then. */
async function startOf(postgresUrl: string): Promise<Start> {
  await (await openStorage({ postgresUrl })).close();
  const tables = await valuesOf(postgresUrl, TABLES);
  const seeds: string[] = [];
  for (const table of tables) {
    const [rows] = await valuesOf(postgresUrl, `SELECT json_agg(t)::text AS value FROM "${table}" t`);
    if (rows)
      seeds.push(
        `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", '${rows.replaceAll("'", "''")}')`,
      );
  }
  // History lets nobody take its rows away, tests aside.
  const guarded = await valuesOf(postgresUrl, GUARDED);
  const guards = (does: string) => guarded.map((table) => `ALTER TABLE "${table}" ${does} TRIGGER USER`);
  // One statement, so that no row is left without the row it points to.
  const emptied = `WITH ${tables.map((table, i) => `t${i} AS (DELETE FROM "${table}")`).join(', ')} SELECT 1`;
  return {
    shape: await shapeOf(postgresUrl),
    back: [...guards('DISABLE'), emptied, ...guards('ENABLE'), NUMBERS, ...seeds].join(';\n'),
  };
}

/** Empties a database for the next test: migrating anew takes a hundred times as long, and is done where a test has changed the tables. */
export async function returnTo({ shape, back }: Start, postgresUrl: string): Promise<void> {
  if ((await shapeOf(postgresUrl)) === shape) await runSql(postgresUrl, back);
  else {
    await dropAll(postgresUrl);
    await (await openStorage({ postgresUrl })).close();
  }
}

/** Takes everything out of a database. */
export const dropAll = (postgresUrl: string): Promise<unknown> =>
  runSql(postgresUrl, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');

/** '' where there is not even a list of migrations. */
const shapeOf = async (postgresUrl: string): Promise<string> =>
  (await valuesOf(postgresUrl, SHAPE).catch(() => []))[0] ?? '';

async function valuesOf(postgresUrl: string, sql: string): Promise<(string | null)[]> {
  return ((await runSql(postgresUrl, sql)) as { value: string | null }[]).map(({ value }) => value);
}

/** Runs statements on a connection of their own. */
export async function runSql(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 1500 });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows ?? [];
  } finally {
    await client.end();
  }
}
