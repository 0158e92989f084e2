import { QueryError } from './query-error.js';

export type PropertyType =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'guid' | 'date' }
  | { readonly kind: 'enum'; readonly names: readonly string[] }
  | { readonly kind: 'entity'; readonly type: EntityType };

/** What a query may name: the properties of one kind of entity and their types. */
export interface EntityType {
  readonly name: string;
  readonly properties: Readonly<Record<string, PropertyType>>;
}

/** An entity as queries read it: by the proper name of a property; of navigation, another row or null. */
export type Row = (name: string) => unknown;

export interface PropertyPath {
  readonly names: readonly string[];
  readonly type: PropertyType;
}

/** Finds a property by its name in any case, as the real server does. */
export function findProperty(entity: EntityType, name: string): { name: string; type: PropertyType } {
  const wanted = name.toLowerCase();
  for (const [candidate, type] of Object.entries(entity.properties)) {
    if (candidate.toLowerCase() === wanted) return { name: candidate, type };
  }
  throw new QueryError(`Could not find a property named '${name}' on type '${entity.name}'.`);
}

/** Follows a path such as `Robot/Id` from an entity to one of its properties. */
export function resolvePath(entity: EntityType, path: string): PropertyPath {
  const names: string[] = [];
  let type: PropertyType = { kind: 'entity', type: entity };
  for (const segment of path.split('/')) {
    if (type.kind !== 'entity') throw new QueryError(`'${path}' leads past a property that has no members.`);
    const found = findProperty(type.type, segment);
    names.push(found.name);
    type = found.type;
  }
  return { names, type };
}

/** Reads a resolved path; a missing navigation gives null. */
export function readPath(row: Row, names: readonly string[]): unknown {
  let value: unknown = row;
  for (const name of names) {
    if (!isRow(value)) return null;
    value = value(name);
  }
  return value ?? null;
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'function';
}
