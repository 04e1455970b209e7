import { type DataSource } from 'typeorm';
import { inWordsForUsers } from './failures.js';
import { RuleBroken } from '../domain/errors.js';

const APPEND_ONLY_TRIGGERS = ['history_no_delete', 'history_no_update'];

/** What is wrong with an open database, one sentence each; reads only. */
export async function problemsIn(source: DataSource): Promise<string[]> {
  return source.options.type === 'postgres' ? problemsInPostgres(source) : problemsInSqlite(source);
}

async function problemsInSqlite(source: DataSource): Promise<string[]> {
  try {
    const pages = await source.query<{ integrity_check: string }[]>('PRAGMA integrity_check');
    const orphans = await source.query<{ table: string; rowid: number; parent: string }[]>('PRAGMA foreign_key_check');
    const triggers = await source.query<{ name: string }[]>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`);
    return [
      ...pages.map((row) => row.integrity_check).filter((said) => said !== 'ok'),
      ...orphans.map((row) => `${row.table} row ${row.rowid} refers to a row of ${row.parent} that does not exist`),
      ...missingTriggers(triggers),
    ];
  } catch (error) {
    // A page so damaged that the check itself cannot read it.
    const said = inWordsForUsers(error);
    if (said instanceof RuleBroken && said.code === 'database-damaged') return [String(said.facts['driver'])];
    throw error;
  }
}

async function problemsInPostgres(source: DataSource): Promise<string[]> {
  const indexes = await source.query<{ name: string }[]>(
    'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid',
  );
  const constraints = await source.query<{ name: string }[]>(
    'SELECT conname AS name FROM pg_constraint WHERE NOT convalidated',
  );
  const triggers = await source.query<{ name: string }[]>(
    `SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'`,
  );
  return [
    ...indexes.map(({ name }) => `index ${name} is not valid`),
    ...constraints.map(({ name }) => `constraint ${name} was never checked`),
    ...missingTriggers(triggers),
  ];
}

function missingTriggers(found: { name: string }[]): string[] {
  const names = new Set(found.map(({ name }) => name));
  return APPEND_ONLY_TRIGGERS.filter((name) => !names.has(name)).map(
    (name) => `history is not protected: trigger ${name} is missing`,
  );
}
