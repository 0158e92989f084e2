/** A property of a JSON Schema, wherever it stands. */
export interface Property {
  /** Dotted path, without the parts that are alternatives or items. */
  path: string;
  description?: string;
  default?: unknown;
}

type Json = Record<string, unknown>;

/** Every property of a schema and of the schemas within it. */
export function propertiesOf(schema: unknown, path: readonly string[] = []): Property[] {
  if (Array.isArray(schema)) return schema.flatMap((inner) => propertiesOf(inner, path));
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, anyOf, items, additionalProperties, $defs = {} } = schema as Json & { $defs?: Json };
  const own = Object.entries(properties as Record<string, Json>).flatMap(([name, inner]) => [
    { ...inner, path: [...path, name].join('.') },
    ...propertiesOf(inner, [...path, name]),
  ]);
  return [
    ...own,
    ...[anyOf, items, additionalProperties, ...Object.values($defs)].flatMap((inner) => propertiesOf(inner, path)),
  ];
}
