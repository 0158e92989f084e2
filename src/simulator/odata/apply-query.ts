import { compileFilter } from './compile-filter.js';
import { findProperty, readPath, resolvePath, type EntityType } from './entity-type.js';
import type { Row } from './operand.js';
import { QueryError } from './query-error.js';
import { maximumTop, type QueryOptions } from './query-options.js';

export interface QueryResult {
  readonly rows: Row[];
  /** All rows that match, however small the page. */
  readonly total: number;
}

/** Filters, orders and pages rows; projecting them is left to `projectRow`. */
export function applyQuery(rows: readonly Row[], options: QueryOptions, entity: EntityType): QueryResult {
  const matching = options.filter === undefined ? [...rows] : rows.filter(compileFilter(options.filter, entity));
  const sorted = sortRows(matching, options.orderBy, entity);
  const page = sorted.slice(options.skip, options.skip + (options.top ?? maximumTop));
  return { rows: page, total: matching.length };
}

/** Keeps what $select names and adds what $expand names; navigation is left out otherwise. */
export function projectRow(row: Row, options: Pick<QueryOptions, 'select' | 'expand'>, entity: EntityType): Row {
  const selected = new Set(
    options.select.filter((name) => name !== '*').map((name) => findProperty(entity, name).name),
  );
  const projected: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (entity.properties[name]?.kind === 'entity') continue;
    if (options.select.length === 0 || options.select.includes('*') || selected.has(name)) projected[name] = value;
  }
  for (const { path, select } of options.expand) {
    const { name, type } = findProperty(entity, path);
    if (type.kind !== 'entity') throw new QueryError(`Property '${path}' is not a navigation property.`);
    const value = row[name];
    projected[name] = isRow(value) ? projectRow(value, { select, expand: [] }, type.type) : null;
  }
  return projected;
}

function sortRows(rows: Row[], orderBy: QueryOptions['orderBy'], entity: EntityType): Row[] {
  const keys = orderBy.map(({ path, descending }) => ({ names: resolvePath(entity, path).names, descending }));
  return rows.sort((left, right) => {
    for (const { names, descending } of keys) {
      const order = compareValues(readPath(left, names), readPath(right, names));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

/** Nulls come first, as the real server's database orders them. */
function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1;
  return Number(left) - Number(right);
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}
