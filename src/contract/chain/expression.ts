/** A value that is an expression: `{% … %}` and nothing else, as in AWS Step Functions. */
const form = /^\s*\{%([\s\S]*)%\}\s*$/;

export const isExpression = (value: unknown): value is string => typeof value === 'string' && form.test(value);

/** The JSONata text of an expression. */
export const codeOf = (expression: string): string => form.exec(expression)?.[1]?.trim() ?? '';

/** All expressions within a value, with their paths. */
export function expressionsIn(value: unknown, path: readonly string[] = []): { path: string[]; expression: string }[] {
  if (isExpression(value)) return [{ path: [...path], expression: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, [...path, key]));
}

/** A value with each of its expressions replaced; in the order of {@link expressionsIn}. */
export function replaceExpressions(
  value: unknown,
  replace: (expression: string, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (isExpression(value)) return replace(value, path);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    replaceExpressions(inner, replace, [...path, key]),
  ]);
  return Array.isArray(value) ? fields.map(([, inner]) => inner) : Object.fromEntries(fields);
}
