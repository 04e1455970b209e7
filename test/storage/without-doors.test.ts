import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';

// What `doors.test.ts` proves is only worth something if it can fail: the same scenarios without the doors do.
describe('a bare TypeORM DataSource on SQLite', () => {
  let folder: string;
  let source: DataSource;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
    source = await new DataSource({ type: 'better-sqlite3', database: join(folder, 'bare.db') }).initialize();
    await source.query('CREATE TABLE act (name text)');
  });
  afterEach(async () => {
    await source.destroy();
    await rm(folder, { recursive: true });
  });
  const names = () => source.query<{ name: string }[]>('SELECT name FROM act');

  test("loses an acknowledged row when another request's transaction is rolled back", async () => {
    let fail: () => void = () => undefined;
    const failing = new Promise<void>((resolve) => (fail = resolve));
    const a = source.transaction(async (manager) => {
      await manager.query(`INSERT INTO act VALUES ('of A')`);
      await failing;
      throw new Error('A changed its mind');
    });
    await new Promise((resolve) => setImmediate(resolve));
    await source.transaction((manager) => manager.query(`INSERT INTO act VALUES ('of B')`));
    fail();
    await expect(a).rejects.toThrow('A changed its mind');
    expect(await names()).toEqual([]);
  });

  test('shows rows that are never committed', async () => {
    let seen: unknown[] = [];
    const a = source.transaction(async (manager) => {
      await manager.query(`INSERT INTO act VALUES ('never')`);
      await Promise.resolve((async () => (seen = await names()))());
      throw new Error('rolled back');
    });
    await expect(a).rejects.toThrow('rolled back');
    expect(seen).toHaveLength(1);
    expect(await names()).toEqual([]);
  });

  test('fails most of 200 transactions at once', async () => {
    const writes = Array.from({ length: 200 }, (_, n) =>
      source.transaction((manager) => manager.query(`INSERT INTO act VALUES ('${n}')`)),
    );
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(100);
  });
});
