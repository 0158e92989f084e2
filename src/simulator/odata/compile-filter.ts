import type { EntityType, PropertyType, Row } from './entity-type.js';
import type { ComparisonOperator, FilterExpression, Operand } from './filter-expression.js';
import { literalValue, type Value } from './literal-value.js';
import { compileOperand, type TypedOperand } from './operand.js';
import { parseFilter } from './parse-filter.js';
import { QueryError } from './query-error.js';

export type Predicate = (row: Row) => boolean;

interface Compiled {
  readonly nodes: number;
  readonly test: Predicate;
}

const maximumNodes = 100;
const plainText: PropertyType = { kind: 'string' };

/** Turns the text of a $filter into a predicate over rows of the given type. */
export function compileFilter(text: string, entity: EntityType): Predicate {
  const { nodes, test } = compile(parseFilter(text), entity);
  if (nodes > maximumNodes) {
    throw new QueryError(`The node count limit of '${maximumNodes}' has been exceeded.`);
  }
  return test;
}

function compile(expression: FilterExpression, entity: EntityType): Compiled {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return compileJunction(expression, entity);
    case 'not': {
      const inner = compile(expression.inner, entity);
      return { nodes: 1 + inner.nodes, test: (row) => !inner.test(row) };
    }
    case 'in':
      return compileIn(expression, entity);
    case 'comparison':
      return compileComparison(expression, entity);
    case 'truth': {
      const operand = compileOperand(expression.operand, entity, { kind: 'boolean' });
      if (operand.type.kind !== 'boolean') throw new QueryError('A filter must be true or false.');
      return { nodes: operand.nodes, test: (row) => operand.read(row) === true };
    }
  }
}

function compileJunction(expression: Extract<FilterExpression, { kind: 'and' | 'or' }>, entity: EntityType): Compiled {
  const left = compile(expression.left, entity);
  const right = compile(expression.right, entity);
  return {
    nodes: 1 + left.nodes + right.nodes,
    test:
      expression.kind === 'and'
        ? (row) => left.test(row) && right.test(row)
        : (row) => left.test(row) || right.test(row),
  };
}

function compileIn(expression: Extract<FilterExpression, { kind: 'in' }>, entity: EntityType): Compiled {
  const operand = compileOperand(expression.left, entity, plainText);
  const values = new Set(expression.list.map((literal) => literalValue(literal, operand.type)));
  return { nodes: 2 + operand.nodes, test: (row) => values.has(operand.read(row)) };
}

function compileComparison(
  expression: Extract<FilterExpression, { kind: 'comparison' }>,
  entity: EntityType,
): Compiled {
  const { left, right } = typedSides(expression.left, expression.right, entity);
  if (left.type.kind !== right.type.kind) {
    throw new QueryError(
      `A binary operator with incompatible types was detected: ${left.type.kind} and ${right.type.kind}.`,
    );
  }
  const holds = comparisons[expression.operator];
  return {
    nodes: 1 + left.nodes + right.nodes,
    test: (row) => holds(left.read(row), right.read(row)),
  };
}

function typedSides(left: Operand, right: Operand, entity: EntityType): { left: TypedOperand; right: TypedOperand } {
  if (left.kind === 'literal' && right.kind !== 'literal') {
    const typedRight = compileOperand(right, entity, plainText);
    return { left: compileOperand(left, entity, typedRight.type), right: typedRight };
  }
  const typedLeft = compileOperand(left, entity, left.kind === 'literal' ? ownType(left.literal) : plainText);
  return { left: typedLeft, right: compileOperand(right, entity, typedLeft.type) };
}

function ownType(kind: Extract<Operand, { kind: 'literal' }>['literal']): PropertyType {
  return kind === 'null' ? plainText : { kind };
}

const ordered =
  (holds: (left: string | number, right: string | number) => boolean) =>
  (left: Value, right: Value): boolean =>
    left !== null && right !== null && typeof left !== 'boolean' && typeof right !== 'boolean' && holds(left, right);

/** A comparison of order with null is false, as in the real server's database. */
const comparisons: Readonly<Record<ComparisonOperator, (left: Value, right: Value) => boolean>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: ordered((left, right) => left > right),
  ge: ordered((left, right) => left >= right),
  lt: ordered((left, right) => left < right),
  le: ordered((left, right) => left <= right),
};
