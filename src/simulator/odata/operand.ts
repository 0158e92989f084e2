import { readPath, resolvePath, type EntityType, type PropertyType, type Row } from './entity-type.js';
import type { Operand } from './filter-expression.js';
import { filterFunctions, type FilterFunction } from './functions.js';
import { canonicalDate, literalValue, type Value } from './literal-value.js';
import { QueryError } from './query-error.js';

export interface TypedOperand {
  readonly type: PropertyType;
  /** How many nodes of the query budget it uses. */
  readonly nodes: number;
  readonly read: (row: Row) => Value;
}

/** Gives an operand its type; a literal takes the type of what it is compared with. */
export function compileOperand(operand: Operand, entity: EntityType, literalType: PropertyType): TypedOperand {
  if (operand.kind === 'literal') {
    const value = literalValue(operand, literalType);
    return { type: literalType, nodes: 1, read: () => value };
  }
  return operand.kind === 'property' ? compileProperty(operand.path, entity) : compileCall(operand, entity);
}

function compileProperty(path: string, entity: EntityType): TypedOperand {
  const { names, type } = resolvePath(entity, path);
  if (type.kind === 'entity') throw new QueryError(`'${path}' is not a value.`);
  // Seen on the real server: chains of `Robot/Id eq n` fail from 17 terms on, plain ones take about 25.
  return { type, nodes: names.length * 2 - 1, read: (row) => comparable(readPath(row, names), type) };
}

function compileCall({ name, parameters }: Extract<Operand, { kind: 'call' }>, entity: EntityType): TypedOperand {
  const called = filterFunctions[name];
  if (called === undefined) throw new QueryError(`An unknown function with name '${name}' was found.`);
  const { parameters: kinds, needed = kinds.length } = called;
  if (parameters.length < needed || parameters.length > kinds.length) {
    throw new QueryError(`The function '${name}' takes ${needed} parameter(s).`);
  }
  const operands = parameters.map((parameter, index) => {
    const kind = kinds[index] ?? 'string';
    const operand = compileOperand(parameter, entity, { kind });
    if (operand.type.kind !== kind) throw new QueryError(`The function '${name}' takes a ${kind} there.`);
    return operand;
  });
  return {
    type: called.type,
    nodes: 1 + operands.reduce((sum, { nodes }) => sum + nodes, 0),
    read: (row) => applyFunction(called, operands, row),
  };
}

function applyFunction({ apply, ofNull }: FilterFunction, operands: readonly TypedOperand[], row: Row): Value {
  const values = operands.map(({ read }) => read(row));
  return values.includes(null) ? ofNull : apply(...(values as never[]));
}

function comparable(value: unknown, type: PropertyType): Value {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (type.kind === 'guid') return value.toLowerCase();
  return type.kind === 'date' ? (canonicalDate(value) ?? null) : value;
}
