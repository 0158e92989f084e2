import type { EntityType, PropertyType, Row } from '../odata/entity-type.js';

/** One property of a DTO: its type, where its value comes from, and the first and last API versions that have it. */
export type Field<T> = readonly [type: PropertyType, read: (source: T) => unknown, since?: number, until?: number];
export type FieldTable<T> = Readonly<Record<string, Field<T>>>;

/** A row that works out each value only when it is read: most rows of a long list are never read in full. */
export function rowOf<T>(table: FieldTable<T>, source: T): Row {
  return (name) => table[name]?.[1](source);
}

/** What that API version has of the table. */
export function entityTypeOf<T>(name: string, table: FieldTable<T>, apiVersion: number): EntityType {
  const fields = Object.entries(table).filter(
    ([, [, , since = 0, until = Number.POSITIVE_INFINITY]]) => since <= apiVersion && apiVersion <= until,
  );
  return { name, properties: Object.fromEntries(fields.map(([field, [type]]) => [field, type])) };
}
