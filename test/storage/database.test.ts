import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { type Place } from '../../src/storage/database.js';
import { MIGRATIONS } from '../../src/storage/migrations/all.js';
import { TABLES } from '../../src/storage/tables.js';
import { describeOnEachDatabase, smallWorld } from '../support/databases.js';

/** The database itself, past the doors. */
async function bare(
  place: Place,
  more: { entities?: typeof TABLES; migrations?: typeof MIGRATIONS } = {},
): Promise<DataSource> {
  const where: DataSourceOptions =
    'sqliteFile' in place
      ? { type: 'better-sqlite3', database: place.sqliteFile }
      : { type: 'postgres', extra: { connectionString: place.postgresUrl } };
  return new DataSource({ ...where, migrations: MIGRATIONS, ...more }).initialize();
}

const sqliteFile = (place: Place) => ('sqliteFile' in place ? place.sqliteFile : undefined);

describeOnEachDatabase(
  'the database',
  (open, place) => {
    const driftIn = async (source: DataSource) =>
      (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

    test('is built by the migrations exactly as the tables say, up, down and up again', async () => {
      const source = await bare(place(), { entities: TABLES });
      try {
        await source.runMigrations();
        expect(await driftIn(source)).toEqual([]);
        // A drift that is there is seen.
        await source.query('DROP INDEX ix_history_plan_id_day');
        expect(await driftIn(source)).toHaveLength(1);
        await source.query('CREATE INDEX ix_history_plan_id_day ON history (plan_id)');
        for (let i = 0; i < MIGRATIONS.length; i++) await source.undoLastMigration();
        const runner = source.createQueryRunner();
        for (const table of TABLES) expect(await runner.hasTable(table.options.name)).toBe(false);
        await runner.release();
        await source.runMigrations();
        expect(await driftIn(source)).toEqual([]);
      } finally {
        await source.destroy();
      }
    });

    test('of the first release is brought up to date with everything in it, and only who was signed in signs in again', async () => {
      const old = await bare(place(), { migrations: MIGRATIONS.slice(0, 1) });
      try {
        await old.runMigrations();
        await old.query(
          `INSERT INTO plan (title, text, state, rules, version) VALUES ('旧方案', '原文', 'draft', '{}', 1)`,
        );
        await old.query(`INSERT INTO unit (name) VALUES ('县教育局')`);
        await old.query(
          `INSERT INTO session (id_hash, role, name, created_at, last_seen_at) VALUES ('h', 'office', '办公室', '2020', '2020')`,
        );
      } finally {
        await old.destroy();
      }
      const storage = await open();
      expect(await storage.checkIntegrity()).toEqual([]);
      await storage.read(async (stores) => {
        expect(await stores.plans.heads()).toMatchObject([{ title: '旧方案' }]);
        expect(await stores.plans.units()).toMatchObject([{ name: '县教育局' }]);
        expect(await stores.sessions.byIdHash('h')).toBeNull();
      });
    });

    test('is opened again with its rows, and is sound', async () => {
      const first = await open();
      const { units } = await smallWorld(first);
      await first.close();
      await expect(first.read((stores) => stores.plans.units())).rejects.toThrow('closed');
      const second = await open();
      expect(await second.read((stores) => stores.plans.units())).toEqual(units);
      expect(await second.checkIntegrity()).toEqual([]);
    });

    test('is migrated once by programs that start at the same moment', async () => {
      const storages = await Promise.all([open(), open(), open()]);
      await smallWorld(storages[0]);
      expect(await storages[2].read((stores) => stores.plans.units())).toHaveLength(3);
    });

    test('is refused, and left as it is, when a newer program has changed it', async () => {
      await (await open()).close();
      const source = await bare(place());
      await source.query(`INSERT INTO migrations (timestamp, name) VALUES (99, 'wonders-0000000000099')`);
      await source.destroy();
      const file = sqliteFile(place());
      const before = file && (await fingerprint(file));
      await expect(open()).rejects.toMatchObject({
        code: 'database-newer',
        facts: { migrations: ['wonders-0000000000099'] },
      });
      if (file) expect(await fingerprint(file)).toBe(before);
      const after = await bare(place(), { entities: TABLES });
      expect(await driftIn(after)).toEqual([]);
      expect(await after.query('SELECT name FROM migrations ORDER BY id')).toHaveLength(MIGRATIONS.length + 1);
      await after.destroy();
    });

    test('says so when the history is no longer protected', async () => {
      const storage = await open();
      const source = await bare(place());
      await source.query(`DROP TRIGGER history_no_delete ${sqliteFile(place()) ? '' : 'ON history'}`);
      await source.destroy();
      expect(await storage.checkIntegrity()).toEqual([
        'history is not protected: trigger history_no_delete is missing',
      ]);
    });
  },
  { bare: true },
);

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
