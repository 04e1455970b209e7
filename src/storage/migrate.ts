import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { RuleBroken } from '../domain/errors.js';
import { KNOWN_MIGRATIONS } from './migrations/all.js';

// Any number that no other program takes in the same database.
const ADVISORY_LOCK = 7_205_202_010;

/**
 * Brings the tables up to date in one transaction, so a failed migration leaves nothing behind; of two programs
 * starting at once the second waits for the first and finds nothing left to do.
 */
export async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    // SQLite rebuilds a table to change it, which foreign keys would forbid; they cannot be switched inside.
    await runner.beforeMigration();
    await runner.startTransaction();
    await lock(runner);
    await refuseNewer(source, runner);
    await new MigrationExecutor(source, runner).executePendingMigrations();
    await runner.commitTransaction();
  } catch (error) {
    // What went wrong first is the error to tell, whatever the rollback says.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.afterMigration();
    await runner.release();
  }
}

/** Throws 'database-newer' when the database lists a migration that this program does not know. */
export async function refuseNewer(source: DataSource, runner?: QueryRunner): Promise<void> {
  const [catalogue, column] =
    source.options.type === 'postgres'
      ? ['pg_tables WHERE schemaname = current_schema()', 'tablename']
      : ['sqlite_master WHERE 1 = 1', 'name'];
  const found = await source.query<unknown[]>(`SELECT 1 FROM ${catalogue} AND ${column} = 'migrations'`, [], runner);
  if (found.length === 0) return;
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id', [], runner);
  const unknown = rows.map(({ name }) => name).filter((name) => !KNOWN_MIGRATIONS.has(name));
  if (unknown.length > 0) throw new RuleBroken('database-newer', { migrations: unknown });
}

async function lock(runner: QueryRunner): Promise<void> {
  const postgres = runner.dataSource.options.type === 'postgres';
  // On SQLite any change takes the one write lock; this one changes nothing.
  await runner.query(postgres ? `SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})` : 'PRAGMA user_version = 0');
}
