import type { PropertyType } from '../odata/entity-type.js';

/** Short names for the types of the field tables. */
export const text: PropertyType = { kind: 'string' };
export const number: PropertyType = { kind: 'number' };
export const flag: PropertyType = { kind: 'boolean' };
export const guid: PropertyType = { kind: 'guid' };
export const date: PropertyType = { kind: 'date' };

export function oneOf(names: readonly string[]): PropertyType {
  return { kind: 'enum', names };
}
