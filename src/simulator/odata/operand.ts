import { readPath, resolvePath, type EntityType, type PropertyType, type Row } from './entity-type.js';
import type { Operand } from './filter-expression.js';
import { canonicalDate, literalValue, type Value } from './literal-value.js';
import { QueryError } from './query-error.js';

export interface TypedOperand {
  readonly type: PropertyType;
  /** How many nodes of the query budget it uses. */
  readonly nodes: number;
  readonly read: (row: Row) => Value;
}

const text: PropertyType = { kind: 'string' };

interface FilterFunction {
  readonly type: PropertyType;
  readonly apply: (subject: string, argument: string) => Value;
  /** What it gives for null: a text that is not there contains nothing. */
  readonly ofNull: Value;
}

const functions: Readonly<Record<string, FilterFunction>> = {
  contains: test((subject, argument) => subject.includes(argument)),
  startswith: test((subject, argument) => subject.startsWith(argument)),
  endswith: test((subject, argument) => subject.endsWith(argument)),
  indexof: { type: { kind: 'number' }, apply: (subject, argument) => subject.indexOf(argument), ofNull: -1 },
};

function test(apply: (subject: string, argument: string) => boolean): FilterFunction {
  return { type: { kind: 'boolean' }, apply, ofNull: false };
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

function compileCall(operand: Extract<Operand, { kind: 'call' }>, entity: EntityType): TypedOperand {
  const called = functions[operand.name];
  if (called === undefined) throw new QueryError(`An unknown function with name '${operand.name}' was found.`);
  const [subject, argument] = operand.parameters.map((parameter) => compileOperand(parameter, entity, text));
  if (subject === undefined || argument === undefined || operand.parameters.length !== 2) {
    throw new QueryError(`The function '${operand.name}' takes two parameters.`);
  }
  if (subject.type.kind !== 'string' || argument.type.kind !== 'string') {
    throw new QueryError(`The function '${operand.name}' takes text only.`);
  }
  return {
    type: called.type,
    nodes: 1 + subject.nodes + argument.nodes,
    read: (row) => {
      const [subjectValue, argumentValue] = [subject.read(row), argument.read(row)];
      return subjectValue === null || argumentValue === null
        ? called.ofNull
        : called.apply(String(subjectValue), String(argumentValue));
    },
  };
}

function comparable(value: unknown, type: PropertyType): Value {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (type.kind === 'guid') return value.toLowerCase();
  return type.kind === 'date' ? (canonicalDate(value) ?? null) : value;
}
