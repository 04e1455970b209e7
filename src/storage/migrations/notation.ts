import { Table, type TableColumnOptions } from 'typeorm';

interface Reference extends TableColumnOptions {
  to?: string;
}

interface Keys {
  uniques?: string[][];
  indexes?: string[][];
  /** Indexes whose columns are too many to make a name of. */
  named?: Record<string, string[]>;
}

/** The generated whole number that every ordinary row is known by. */
export const id = (): Reference => ({
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
});

/** A whole number. */
export const int = (name: string): Reference => ({ name, type: 'integer' });

/** Yes or no. */
export const bool = (name: string): Reference => ({ name, type: 'boolean' });

/** Text of any length. */
export const text = (name: string): Reference => ({ name, type: 'text' });

/** A day as text, 'YYYY-MM-DD'. */
export const day = (name: string): Reference => ({ name, type: 'varchar', length: '10' });

/** An instant as UTC text of 24 characters. */
export const instant = (name: string): Reference => ({ name, type: 'varchar', length: '24' });

/** The id of a row in another table. */
export const reference = (name: string, to: string): Reference => ({ name, type: 'integer', to });

/** The same column, allowed to be empty. */
export const orNull = (column: Reference): Reference => ({ ...column, isNullable: true });

/** The same column as the primary key. */
export const key = (column: Reference): Reference => ({ ...column, isPrimary: true });

/** A table with its constraints and indexes under names that can be read in an error message. */
export function table(name: string, columns: Reference[], keys: Keys = {}): Table {
  const named = (kind: string, columnNames: string[]) => ({
    name: [kind, name, ...columnNames].join('_'),
    columnNames,
  });
  return new Table({
    name,
    columns: columns.map(({ to: _to, ...column }) => column),
    uniques: (keys.uniques ?? []).map((columnNames) => named('uq', columnNames)),
    indices: [
      ...(keys.indexes ?? []).map((columnNames) => named('ix', columnNames)),
      ...Object.entries(keys.named ?? {}).map(([name, columnNames]) => ({ name, columnNames })),
    ],
    foreignKeys: columns.flatMap((column) =>
      column.to === undefined
        ? []
        : [
            {
              ...named('fk', [column.name]),
              referencedTableName: column.to,
              referencedColumnNames: ['id'],
            },
          ],
    ),
  });
}
