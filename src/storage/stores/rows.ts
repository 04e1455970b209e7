import {
  type DataSource,
  type EntityManager,
  type EntitySchema,
  type ObjectLiteral,
  type SelectQueryBuilder,
  type UpdateQueryBuilder,
} from 'typeorm';

/** A row before the database has numbered it. */
export type New<T> = Omit<T, 'id'>;

// SQLite binds at most 32,766 values in a statement; our widest table has 24 columns.
const ROWS_PER_STATEMENT = 500;

/** A query for the rows of one table whose raw rows have the table's own property names, without making entities; what only the stores know (`select: false`) is left out. */
export function rowsOf<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  alias: string,
  without: readonly (keyof T & string)[] = [],
): SelectQueryBuilder<T> {
  const query = manager.createQueryBuilder(table, alias).select([]);
  for (const [property, column] of Object.entries(table.options.columns)) {
    if (column?.select !== false && !without.includes(property)) query.addSelect(`${alias}.${property}`, property);
  }
  return query;
}

type Build = (manager: EntityManager) => SelectQueryBuilder<ObjectLiteral> | UpdateQueryBuilder<ObjectLiteral>;
type Run<T, P extends string> = (manager: EntityManager, given: Record<P, string | number>) => Promise<T[]>;

interface Built<P> {
  sql: string;
  order: P[];
  columns: string[];
}

/** Builds a query once for each open database. */
function builtOnce<P extends string>(parameters: readonly P[], build: Build): (manager: EntityManager) => Built<P> {
  const built = new WeakMap<DataSource, Built<P>>();
  return (manager) => {
    const known = built.get(manager.dataSource);
    if (known) return known;
    // Each parameter stands for itself, so that the list of values tells the driver's order.
    const named = build(manager).setParameters(Object.fromEntries(parameters.map((name) => [name, name])));
    const [sql, order] = named.getQueryAndParameters();
    const columns = named.expressionMap.selects.map((select) => select.aliasName ?? select.selection);
    const made = { sql, order: order as P[], columns };
    built.set(manager.dataSource, made);
    return made;
  };
}

/**
 * A query of one shape, built once for each open database and then run by its text: building it costs several times
 * what SQLite needs to answer it. `build` names its parameters without giving them values.
 */
export function fixedQuery<T extends ObjectLiteral, P extends string = never>(
  parameters: readonly P[],
  build: Build,
): Run<T, P> {
  const query = builtOnce(parameters, build);
  return (manager, given) => {
    const { sql, order } = query(manager);
    return manager.query<T[]>(
      sql,
      order.map((name) => given[name]),
    );
  };
}

/**
 * The same for many rows in no order: they come as one JSON text, which costs a quarter of handing every value of every
 * row over from the driver by itself.
 */
export function fixedSet<T extends ObjectLiteral, P extends string = never>(
  parameters: readonly P[],
  build: Build,
): Run<T, P> {
  const query = builtOnce(parameters, build);
  return async (manager, given) => {
    const { sql, order, columns } = query(manager);
    const isPostgres = manager.dataSource.options.type === 'postgres';
    const [all, one] = isPostgres ? ['json_agg', 'json_build_array'] : ['json_group_array', 'json_array'];
    const names = columns.map((name) => `"${name}"`).join();
    const values = order.map((name) => given[name]);
    const [row] = await manager.query<{ rows: string | unknown[][] | null }[]>(
      `SELECT ${all}(${one}(${names})) AS "rows" FROM (${sql}) AS "one"`,
      values,
    );
    const rows = typeof row?.rows === 'string' ? (JSON.parse(row.rows) as unknown[][]) : (row?.rows ?? []);
    return rows.map((cells) => {
      const made: ObjectLiteral = {};
      for (let i = 0; i < columns.length; i++) made[columns[i]!] = cells[i];
      return made as T;
    });
  };
}

/** A change of one shape, whose text is built once for each open database; its values are parameters or raw. Says whether it found a row. */
export function fixedChange<P extends string>(
  parameters: readonly P[],
  build: (manager: EntityManager) => UpdateQueryBuilder<ObjectLiteral>,
): (manager: EntityManager, given: Record<P, string | number | null>) => Promise<boolean> {
  const change = builtOnce(parameters, (manager) => build(manager));
  return async (manager, given) => {
    const { sql, order } = change(manager);
    const values = order.map((name) => given[name]);
    return updatedRows(await manager.query(`${sql} RETURNING "id"`, values)).length > 0;
  };
}

/** The rows of such a query. */
export async function all<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<T[]> {
  return query.getRawMany<T>();
}

/** The first row of such a query, or null. */
export async function first<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<T | null> {
  return (await query.limit(1).getRawMany<T>())[0] ?? null;
}

/** The place of a phase among its plan's; one that was dropped has none. */
export const placeOf = (alias: string): string => `CASE WHEN ${alias}.droppedOn IS NULL THEN ${alias}.position END`;

/** The same rows with 0 and 1, which is all that SQLite has, turned into booleans. */
export function withBoolean<T extends object, K extends keyof T & string>(rows: T[], property: K): T[] {
  return rows.map((row) => ({ ...row, [property]: Boolean(row[property]) }));
}

/** How many rows a query finds. */
export async function count(query: SelectQueryBuilder<ObjectLiteral>): Promise<number> {
  const row = await query.select('CAST(COUNT(*) AS integer)', 'count').getRawOne<{ count: number }>();
  return row?.count ?? 0;
}

/** Inserts rows and returns their ids in the rows' order. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  rows: readonly New<T>[],
): Promise<number[]> {
  // Neither database promises the order of RETURNING; ids are given in the order of the rows.
  return (await insertInto(manager, table, rows, false, 'id')).map(({ id }) => id).sort((a, b) => a - b);
}

/** Inserts those rows whose natural key is not yet taken; returns the inserted ones' ids by the value of a column. */
export async function insertUntaken<T extends ObjectLiteral, K extends keyof T & string>(
  manager: EntityManager,
  table: EntitySchema<T>,
  column: K,
  rows: readonly New<T>[],
): Promise<Map<T[K], number>> {
  const made = await insertInto(manager, table, rows, true, table.options.columns[column]?.name ?? column);
  return new Map(made.map(({ id, by }) => [by as T[K], id]));
}

async function insertInto<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  rows: readonly New<T>[],
  ignoreTaken: boolean,
  by: string,
): Promise<{ id: number; by: unknown }[]> {
  const { name, columns } = table.options;
  const made: { id: number; by: unknown }[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT) as ObjectLiteral[];
    const properties = Object.keys(columns).filter((property) => some.some((row) => row[property] !== undefined));
    // Written by hand: TypeORM's builder needs several times as long for the values as the database does.
    const given: unknown[] = [];
    const isPostgres = manager.dataSource.options.type === 'postgres';
    const put = (value: unknown) => (given.push(value ?? null), isPostgres ? `$${given.length}` : '?');
    const values = some.map((row) => `(${properties.map((property) => put(row[property])).join()})`).join();
    const into = properties.map((property) => `"${columns[property as keyof T]?.name ?? property}"`).join();
    const ignoring = ignoreTaken ? ' ON CONFLICT DO NOTHING' : '';
    const sql = `INSERT INTO "${name}" (${into}) VALUES ${values}${ignoring} RETURNING "id", "${by}" AS "by"`;
    made.push(...(await manager.query<typeof made>(sql, given)));
  }
  return made;
}

/** Changes the rows where all of `where` holds and says whether there was one; the guard of every concurrent change. */
export async function changeWhere<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  where: { [P in keyof T]?: unknown },
  values: { [P in keyof T]?: T[P] | (() => string) },
): Promise<boolean> {
  const update = manager.createQueryBuilder().update(table).set(values).where(where);
  const { affected } = await update.execute();
  return (affected ?? 0) > 0;
}

/** Changes the rows where all of `where` holds and returns the ids of those it changed. */
export async function changedIds<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  where: { [P in keyof T]?: unknown },
  values: { [P in keyof T]?: T[P] | (() => string) },
): Promise<Set<number>> {
  const [sql, given] = manager.createQueryBuilder().update(table).set(values).where(where).getQueryAndParameters();
  return new Set(updatedRows(await manager.query(`${sql} RETURNING "id"`, given)).map((row) => row.id));
}

/** The PostgreSQL driver answers an update with its rows and their number, SQLite's with the rows. */
function updatedRows(answer: { id: number }[] | [{ id: number }[], number]): { id: number }[] {
  return Array.isArray(answer[0]) ? answer[0] : (answer as { id: number }[]);
}
