import type { EntityType, PropertyType } from '../odata/entity-type.js';

/** One property of a DTO: its type, where its value comes from, and the first API version that has it. */
export type Field<T> = readonly [type: PropertyType, read: (source: T) => unknown, since?: number];
export type FieldTable<T> = Readonly<Record<string, Field<T>>>;

/** The DTO of one thing, with every property of that API version; missing values are null. */
export function rowOf<T>(table: FieldTable<T>, source: T, apiVersion: number): Record<string, unknown> {
  return Object.fromEntries(fieldsOf(table, apiVersion).map(([name, [, read]]) => [name, read(source) ?? null]));
}

/** What queries may name in that API version. */
export function entityTypeOf<T>(name: string, table: FieldTable<T>, apiVersion: number): EntityType {
  return {
    name,
    properties: Object.fromEntries(fieldsOf(table, apiVersion).map(([field, [type]]) => [field, type])),
  };
}

function fieldsOf<T>(table: FieldTable<T>, apiVersion: number): [string, Field<T>][] {
  return Object.entries(table).filter(([, [, , since = 0]]) => since <= apiVersion);
}
