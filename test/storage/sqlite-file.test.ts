import { open as openFile, writeFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { assertPragmas, openStorage } from '../../src/storage/database.js';
import { type Storage } from '../../src/storage/doors.js';
import { describeOnSqlite, smallWorld } from '../support/databases.js';

describeOnSqlite('a SQLite file', (open, file) => {
  /** The same file as another program would have it open. */
  const elsewhere = (more: object = {}) =>
    new DataSource({ type: 'better-sqlite3', database: file(), ...more }).initialize();
  const unitNames = async (storage: Storage) =>
    (await storage.read((stores) => stores.plans.units())).map(({ name }) => name);
  const insertUnit = (storage: Storage, name: string, mail = '') =>
    storage.write((stores) => stores.plans.insertUnit({ name, mail }));

  test('is only opened with settings under which a committed row survives a power cut', async () => {
    const storage = await open();
    await assertPragmas(storage['writing']);
    const unprepared = await elsewhere({ enableWAL: true });
    await expect(assertPragmas(unprepared)).rejects.toThrow('synchronous is 1, not 2');
    await unprepared.destroy();
  });

  test('keeps its old rows and stays usable when the disk is full', async () => {
    const storage = await open();
    await smallWorld(storage);
    const before = await unitNames(storage);
    const writing = storage['writing'];
    const pages = await writing.query<{ page_count: number }[]>('PRAGMA page_count');
    await writing.query(`PRAGMA max_page_count = ${pages[0]!.page_count + 4}`);
    const mail = 'x'.repeat(50_000);
    const full = storage.write(async (stores) => {
      for (let n = 0; n < 20; n++) await stores.plans.insertUnit({ name: `单位${n}`, mail });
    });
    await expect(full).rejects.toMatchObject({ code: 'storage-full' });
    expect(writing.createQueryRunner().isTransactionActive).toBe(false);
    expect(await unitNames(storage)).toEqual(before);
    expect(await storage.checkIntegrity()).toEqual([]);
    await writing.query('PRAGMA max_page_count = 1000000');
    await insertUnit(storage, '有空间了', mail);
    expect(await unitNames(storage)).toEqual([...before, '有空间了']);
  });

  test('has no transaction left open after a commit that failed', async () => {
    const storage = await open();
    const write = storage.write(async (stores) => {
      await stores.plans.insertUnit({ name: '甲', mail: null });
      // Foreign keys are then checked by the commit only.
      await storage['writing'].query('PRAGMA defer_foreign_keys = ON');
      await stores.plans.insertAlias(4711, '无主');
    });
    const next = insertUnit(storage, '乙');
    await expect(write).rejects.toThrow(/foreign key/i);
    await next;
    expect(await unitNames(storage)).toEqual(['乙']);
  });

  test('takes writes again after SQLite rolled a transaction back by itself', async () => {
    const storage = await open();
    const write = storage.write(async (stores) => {
      await stores.plans.insertUnit({ name: '甲', mail: null });
      await storage['writing'].query('ROLLBACK');
      await stores.plans.insertAlias(4711, '无主');
    });
    await expect(write).rejects.toThrow(/foreign key/i);
    await insertUnit(storage, '乙');
    const other = await elsewhere({ readonly: true });
    expect(await other.query('SELECT name FROM unit')).toEqual([{ name: '乙' }]);
    await other.destroy();
    await assertPragmas(storage['writing']);
  });

  test('is busy while another program writes, and takes writes again afterwards', async () => {
    const storage = await open();
    await storage['writing'].query('PRAGMA busy_timeout = 20');
    const other = await elsewhere();
    await other.query('BEGIN IMMEDIATE');
    await expect(insertUnit(storage, '甲')).rejects.toMatchObject({ code: 'busy' });
    expect(await unitNames(storage)).toEqual([]);
    await other.query('COMMIT');
    await other.destroy();
    await insertUnit(storage, '甲');
    expect(await unitNames(storage)).toEqual(['甲']);
  });

  test('is refused as damaged when a row refers to nothing', async () => {
    await (await open()).close();
    const other = await elsewhere();
    await other.query('PRAGMA foreign_keys = OFF');
    await other.query(`INSERT INTO unit_alias (unit_id, name) VALUES (4711, '无主')`);
    await other.destroy();
    await expect(open()).rejects.toMatchObject({
      code: 'database-damaged',
      facts: { problems: ['unit_alias row 1 refers to a row of unit that does not exist'] },
    });
  });

  test('is refused as damaged when a page was overwritten or it never was a database', async () => {
    const storage = await open();
    await smallWorld(storage);
    await storage.close();
    const handle = await openFile(file(), 'r+');
    await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, 4096 * 5);
    await handle.close();
    await expect(open()).rejects.toMatchObject({ code: 'database-damaged' });
    await writeFile(`${file()}.txt`, '这不是数据库'.repeat(100));
    await expect(openStorage({ sqliteFile: `${file()}.txt` })).rejects.toMatchObject({ code: 'database-damaged' });
  });
});
