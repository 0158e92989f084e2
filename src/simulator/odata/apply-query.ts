import { compileFilter } from './compile-filter.js';
import { findProperty, isRow, readPath, resolvePath, type EntityType, type Row } from './entity-type.js';
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

/** Writes a row out: what $select names and what $expand adds. Navigation is left out otherwise. */
export function projectRow(
  row: Row,
  entity: EntityType,
  options: Pick<QueryOptions, 'select' | 'expand'> = { select: [], expand: [] },
): Record<string, unknown> {
  const selected = new Set(options.select.map((name) => (name === '*' ? name : findProperty(entity, name).name)));
  const everything = selected.size === 0 || selected.has('*');
  const projected: Record<string, unknown> = {};
  for (const [name, { kind }] of Object.entries(entity.properties)) {
    if (kind !== 'entity' && (everything || selected.has(name))) projected[name] = row(name) ?? null;
  }
  for (const { path, select, expand } of options.expand) {
    const { name, type } = findProperty(entity, path);
    if (type.kind !== 'entity') throw new QueryError(`Property '${path}' is not a navigation property.`);
    const target = row(name);
    projected[name] = isRow(target) ? projectRow(target, type.type, { select, expand }) : null;
  }
  return projected;
}

/** Reads what to order by once for each row: to work a value out costs more than to compare it. */
function sortRows(rows: Row[], orderBy: QueryOptions['orderBy'], entity: EntityType): Row[] {
  if (orderBy.length === 0) return rows;
  const paths = orderBy.map(({ path }) => resolvePath(entity, path).names);
  const keyed = rows.map((row) => ({ row, keys: paths.map((names) => readPath(row, names)) }));
  keyed.sort((left, right) => compareKeys(left.keys, right.keys, orderBy));
  return keyed.map(({ row }) => row);
}

function compareKeys(left: unknown[], right: unknown[], orderBy: QueryOptions['orderBy']): number {
  for (const [index, { descending }] of orderBy.entries()) {
    const order = compareValues(left[index], right[index]);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Nulls come first, as the real server's database orders them. */
function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1;
  return Number(left) - Number(right);
}
