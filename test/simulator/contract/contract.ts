import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

/** Where each file comes from stands in its README. */
const folder = new URL('../../fixtures/uipath/', import.meta.url);
const contractFile = new URL('uipath-orchestrator-openapi-v20.0-jobs-cut.json', folder);

type Json = Record<string, unknown>;

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Json }> }>;
}

interface Contract {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}

export function readReply(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`replies/${name}.json`, folder), 'utf8'));
}

/** Tells what is wrong with replies, by UiPath's contract with its known defects repaired. */
export class ContractJudge {
  readonly #contract = JSON.parse(readFileSync(contractFile, 'utf8')) as Contract;
  readonly #ajv = new Ajv({ allErrors: true, strict: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    addFormats.default(this.#ajv);
    const schemas = Object.fromEntries(
      Object.entries(this.#contract.components.schemas).map(([name, schema]) => [name, closed(schema)]),
    );
    this.#ajv.addSchema({ $id: 'contract', components: { schemas } });
  }

  /** Its operations, as `GET /odata/Jobs({key})`. */
  operations(): string[] {
    return Object.entries(this.#contract.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** One line for each fault of a reply: where, and what; or that its status is unknown. */
  faults(operation: string, status: number, body: unknown): string[] {
    const [method = '', path = ''] = operation.split(' ');
    const response = this.#contract.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
    if (response === undefined) return [`status ${status}`];
    const schema = Object.values(response.content ?? {})[0]?.schema;
    if (schema === undefined) return [];
    const validate = this.#validator(`${operation} ${status}`, schema);
    validate(bare(body));
    const lines = (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const place = instancePath.replaceAll(/\/\d+/g, '/*');
      const extra = (params as { additionalProperty?: string }).additionalProperty;
      return extra === undefined ? `${place} ${message ?? ''}` : `${place}/${extra} is not in the contract`;
    });
    return [...new Set(lines)];
  }

  #validator(key: string, schema: Json): ValidateFunction {
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const made = this.#ajv.compile(pointed(schema) as Json);
    this.#validators.set(key, made);
    return made;
  }
}

/** Closes a schema, so that fields which the contract lacks are found; those made of others stay open. */
function closed(schema: Json): unknown {
  const own = pointed(schema) as Json;
  return schema.properties === undefined || schema.allOf !== undefined ? own : { ...own, additionalProperties: false };
}

/** Turns references inside the contract's file into references to the one schema that the validator holds. */
function pointed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === '$ref' && typeof item === 'string' ? item.replace('#/', 'contract#/') : pointed(item),
    ]),
  );
}

/**
 * The contract's converter lost which properties may be null: all that are not required. A null is therefore taken
 * for absent. `@odata.…` stands on every OData reply and in no schema.
 */
function bare(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(bare);
  if (typeof body !== 'object' || body === null) return body;
  const kept = Object.entries(body).filter(([name, value]) => value !== null && !name.startsWith('@odata.'));
  return Object.fromEntries(kept.map(([name, value]) => [name, bare(value)]));
}
