import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

type Columns<T> = { [P in keyof T]-?: EntitySchemaColumnOptions };

interface Keys<T> {
  uniques?: (keyof T & string)[][];
  indexes?: (keyof T & string)[][];
  /** Indexes whose columns are too many to make a name of. */
  named?: Record<string, (keyof T & string)[]>;
}

export const id: EntitySchemaColumnOptions = { type: 'integer', primary: true, generated: 'increment' };
export const onlyOne: EntitySchemaColumnOptions = { type: 'integer', primary: true };
export const int: EntitySchemaColumnOptions = { type: 'integer' };
export const bool: EntitySchemaColumnOptions = { type: 'boolean' };
export const text: EntitySchemaColumnOptions = { type: 'text' };
// Days and instants are text: no driver ever turns them into its own date, so no time zone can move them.
export const day: EntitySchemaColumnOptions = { type: 'varchar', length: 10 };
export const instant: EntitySchemaColumnOptions = { type: 'varchar', length: 24 };
export const orNull = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...column, nullable: true });
export const to = (target: string): EntitySchemaColumnOptions => ({ type: 'integer', foreignKey: { target } });

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A table whose every column, constraint and index has the snake_case name that the migrations write out. */
export function table<T>(name: string, columns: Columns<T>, keys: Keys<T> = {}): EntitySchema<T> {
  const named = Object.entries<EntitySchemaColumnOptions>(columns).map(([property, column]) => {
    const called = snake(property);
    const foreignKey = column.foreignKey && { ...column.foreignKey, name: `fk_${name}_${called}` };
    return [property, { ...column, name: called, ...(foreignKey && { foreignKey }) }];
  });
  const key = (kind: string, properties: string[]) => ({
    name: [kind, name, ...properties.map(snake)].join('_'),
    columns: properties,
  });
  return new EntitySchema<T>({
    name,
    tableName: name,
    columns: Object.fromEntries(named) as Columns<T>,
    uniques: (keys.uniques ?? []).map((properties) => key('uq', properties)),
    indices: [
      ...(keys.indexes ?? []).map((properties) => key('ix', properties)),
      ...Object.entries(keys.named ?? {}).map(([called, columns]) => ({ name: called, columns })),
    ],
  });
}
