import { listedFaults } from './input-faults.js';
import { limits } from './limits.js';
import type { InputFault } from '../shared/input-fault.js';
import { isDeeperThan } from '../shared/json.js';
import { z } from 'zod';
import { durationForm, parseDuration } from '../shared/durations.js';
import { didYouMean } from '../shared/near-names.js';
import { pastedFieldAdvice } from './pasted-fields.js';

export const duration = z
  .string({ error: `must be ${durationForm}` })
  .refine((given) => parseDuration(given) !== undefined, { error: `must be ${durationForm}` });
export const text = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' });
export const uuid = z.uuid({ error: 'must be a UUID such as 1c7222dc-416f-4c60-9b17-88262c91768f' });
/** An integer within bounds, with one message for whatever is wrong. */
export function wholeNumber(least: number, most: number): z.ZodInt {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}
/** An object of JSON; people also send its text. */
export const jsonObject = z.record(z.string(), z.unknown(), {
  error: ({ input }: { input?: unknown }) =>
    typeof input === 'string' && /^\s*\{/.test(input)
      ? 'must be a JSON object, not its text: leave out the quotation marks around it'
      : 'must be a JSON object',
});
export const positive = z
  .int({ error: 'must be a whole number from 1' })
  .min(1, { error: 'must be a whole number from 1' });
export const choice = <const T extends readonly [string, ...string[]]>(values: T): z.ZodEnum<{ [K in T[number]]: K }> =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** Checks an input against its schema and gives its value or its faults: the first ones, and how many more. `examples` show objects, by path. */
export function parseInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
  examples: Readonly<Record<string, string>>,
): { value: T } | { faults: InputFault[] } {
  if (isDeeperThan(input, limits.jsonDepth))
    return { faults: [{ path: 'input', message: `is nested deeper than ${limits.jsonDepth} levels` }] };
  const parsed = schema.safeParse(input);
  if (parsed.success) return { value: parsed.data };
  return { faults: listedFaults(parsed.error.issues.flatMap((issue) => faultsOf(issue, schema, examples))) };
}

function faultsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  examples: Readonly<Record<string, string>>,
): InputFault[] {
  const path = issue.path.map(String);
  const name = path.join('.');
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ path: name || 'input', message: `must be a JSON object${examples[name] ?? ''}` }];
  if (issue.code !== 'unrecognized_keys') return [{ path: name || 'input', message: issue.message }];
  const allowed = allowedKeys(schema, path);
  let listed = false;
  return issue.keys.map((key) => {
    const at = [...path, key].join('.');
    const advice = pastedFieldAdvice(path, key, allowed);
    if (advice !== undefined) return { path: at, message: advice };
    const hint = didYouMean(key, allowed);
    // Once for all unknown fields of an object.
    const list = listed ? '' : `${hint || '.'} Allowed: ${allowed.join(', ')}`;
    listed = true;
    return { path: at, message: `is not a field here${list || hint}` };
  });
}

function allowedKeys(schema: z.ZodType, path: string[]): string[] {
  let inner: unknown = schema;
  for (const name of path) inner = below(inner, name);
  const keyed = unwrapped(inner);
  return keyed instanceof z.ZodObject ? Object.keys(keyed.shape) : [];
}

function below(schema: unknown, name: string): unknown {
  const outer = unwrapped(schema);
  if (outer instanceof z.ZodObject) return (outer.shape as Record<string, unknown>)[name];
  if (outer instanceof z.ZodRecord) return outer.valueType;
  return outer instanceof z.ZodArray ? outer.element : undefined;
}

const unwrapped = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? schema.unwrap() : schema);
