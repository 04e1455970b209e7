import type Database from 'better-sqlite3';

/** A row that was there before or is there now, and not both. */
export interface Changed {
  table: string;
  row: string;
}

/** The way back to how the database was. */
export interface Keeping {
  /** Takes a copy of every row. */
  keep: () => void;
  /** Goes back to the copy; returns what had changed since. */
  restore: () => Changed[];
}

/** Keeps copies of a database's tables beside it. Which tables were written to, triggers note: to compare them all takes its time. */
export function keeping(database: Database.Database): Keeping {
  const named = (type: string) =>
    database
      .prepare<[string], { name: string }>(
        `SELECT name FROM main.sqlite_master WHERE type = ? AND name <> 'write_lock'`,
      )
      .all(type)
      .map(({ name }) => name);
  const tables = named('table');
  let isReady = false;
  const watch = () => {
    // What is only ever added to, such as the history, has to go back, too.
    for (const name of named('trigger')) database.exec(`DROP TRIGGER main.${name}`);
    database.exec(`ATTACH ':memory:' AS kept; PRAGMA foreign_keys = OFF; CREATE TABLE main.touched (name TEXT)`);
    for (const table of tables.filter((name) => name !== 'sqlite_sequence'))
      for (const act of ['INSERT', 'UPDATE', 'DELETE'])
        database.exec(
          `CREATE TRIGGER main.note_${act}_${table} AFTER ${act} ON ${table} BEGIN INSERT INTO touched SELECT '${table}'
           WHERE NOT EXISTS (SELECT 1 FROM touched WHERE name = '${table}'); END`,
        );
    isReady = true;
  };
  const differing = (one: string, other: string) =>
    database.prepare(`SELECT * FROM ${one} EXCEPT SELECT * FROM ${other}`).all();
  const keep = () => {
    if (!isReady) watch();
    for (const table of tables)
      database.exec(
        `DROP TABLE IF EXISTS kept.k_${table}; CREATE TABLE kept.k_${table} AS SELECT * FROM main.${table}`,
      );
    database.exec('DELETE FROM main.touched');
  };
  const restore = database.transaction((): Changed[] => {
    const touched = database.prepare<[], { name: string }>('SELECT name FROM main.touched').all();
    const changed = [...touched, { name: 'sqlite_sequence' }].flatMap(({ name }) => {
      const [main, kept] = [`main.${name}`, `kept.k_${name}`];
      const rows = [...differing(main, kept), ...differing(kept, main)];
      if (rows.length > 0) database.exec(`DELETE FROM ${main}; INSERT INTO ${main} SELECT * FROM ${kept}`);
      return rows.map((row) => ({ table: name, row: JSON.stringify(row) }));
    });
    database.exec('DELETE FROM main.touched');
    return changed;
  });
  return { keep, restore: () => restore.immediate() };
}
