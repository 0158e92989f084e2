export const comparisonOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export type LiteralKind = 'string' | 'number' | 'boolean' | 'guid' | 'date' | 'null';

export interface Literal {
  readonly kind: 'literal';
  readonly literal: LiteralKind;
  readonly text: string;
}

/** A value: something written out, a property path, or a function call. */
export type Operand =
  | Literal
  | { readonly kind: 'property'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Operand[] };

/** A parsed $filter, still untyped: `compile-filter.ts` holds it against an entity type. */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: 'not'; readonly inner: FilterExpression }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'in'; readonly left: Operand; readonly list: readonly Literal[] }
  | { readonly kind: 'truth'; readonly operand: Operand };
