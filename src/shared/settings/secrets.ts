import type { z } from 'zod';
import { optionsOf } from './options-of.js';

/** Names of the options of a schema that hold secrets. */
export function secretNamesOf(schema: z.ZodType): string[] {
  return [...new Set(optionsOf(schema).flatMap(({ path, facts }) => (facts.secret ? (path.at(-1) ?? []) : [])))];
}

/** The secret values in settings that a schema made: what stands under the name of a secret option, at any depth. */
export function secretsIn(schema: z.ZodType, settings: unknown): string[] {
  const secrets = optionsOf(schema).filter(({ facts }) => facts.secret !== undefined);
  const kinds = new Map(secrets.map(({ path, facts }) => [path.at(-1), facts.secret]));
  const found = (value: unknown, name?: string): string[] => {
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([key, held]) => found(held, key));
    const kind = kinds.get(name);
    if (kind === undefined || typeof value !== 'string') return [];
    return kind === 'value' ? [value] : passwordsIn(value);
  };
  return found(settings);
}

/** The password of a URL, as it stands there and decoded. */
function passwordsIn(url: string): string[] {
  const password = URL.canParse(url) ? new URL(url).password : '';
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
