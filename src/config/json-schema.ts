import { z } from 'zod';
import { factsOf } from '../shared/settings/option.js';
import { configurationSchema } from './settings.js';

type Json = Record<string, unknown>;

const reference = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    env: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$', description: 'Variable that holds the secret' },
    file: { type: 'string', minLength: 1, description: 'Path of a file that holds the secret alone' },
  },
};

/** JSON Schema of the configuration file, for editors; published as `schemas/rpa.json`. */
export function configurationJsonSchema(): Json {
  const schema = z.toJSONSchema(configurationSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => describe(zodSchema, jsonSchema as Json),
  }) as Json as { properties: { connections: Json } };
  const { connections } = schema.properties;
  const { additionalProperties: connection } = connections;
  return {
    title: 'Configuration file of temporal-rpa',
    ...schema,
    properties: {
      ...schema.properties,
      // Variables may complete the connection `default`.
      connections: { ...connections, properties: { default: withoutNeeds(connection) } },
    },
  };
}

/** Writes an option as the file has it: with its meaning, secrets as references, texts also as numbers. */
function describe(schema: z.core.$ZodType, json: Json): void {
  const { meaning, example, default: usual, secret } = factsOf(schema);
  if (meaning !== undefined && json.type === 'string' && json.pattern === undefined && json.enum === undefined)
    json.type = ['string', 'number', 'boolean'];
  if (secret === 'value') replace(json, reference);
  if (secret === 'passwordInUrl') {
    const { type, pattern } = json;
    replace(json, { anyOf: [{ type, pattern, not: { pattern: '^[^/]*//[^/]*:[^/@]+@' } }, reference] });
  }
  Object.assign(json, {
    ...(meaning !== undefined && { description: usual === undefined ? meaning : `${meaning}. Default: ${usual}` }),
    ...(example !== undefined && { examples: [example] }),
  });
}

function replace(json: Json, by: Json): void {
  for (const key of Object.keys(json)) Reflect.deleteProperty(json, key);
  Object.assign(json, by);
}

/** The same, if everything except the keys that select an alternative may be set elsewhere. */
function withoutNeeds(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutNeeds);
  if (typeof json !== 'object' || json === null) return json;
  const { required, ...rest } = Object.fromEntries(
    Object.entries(json).map(([key, held]) => [key, key === 'required' ? (held as unknown) : withoutNeeds(held)]),
  ) as Json & { required?: string[] };
  const kept = required?.filter((key) => key === 'kind' || key === 'type') ?? [];
  return kept.length === 0 ? rest : { ...rest, required: kept };
}
