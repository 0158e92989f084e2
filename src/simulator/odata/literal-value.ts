import type { PropertyType } from './entity-type.js';
import type { Literal } from './filter-expression.js';
import { QueryError } from './query-error.js';

/** What a comparison sees. GUIDs are lower case; dates are UTC text with seven digits, so that text order is time order. */
export type Value = string | number | boolean | null;

const guidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads a literal as a value of the given type; enums are compared by name. */
export function literalValue(literal: Literal, type: PropertyType): Value {
  if (literal.literal === 'null') return null;
  const value = readers[type.kind](literal, type);
  if (value === undefined) {
    throw new QueryError(
      `'${literal.text}' (${literal.literal}) cannot be compared with a value of type ${type.kind}.`,
    );
  }
  return value;
}

/** Brings a date-time of any precision and offset to its one comparable form. */
export function canonicalDate(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?)?$/i.exec(text);
  if (match === null) return undefined;
  const [, day = '', minute = '00:00', second = ':00', fraction = '', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${day}T${minute}${second}${zone.toUpperCase()}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction.slice(0, 7).padEnd(7, '0')}Z`;
}

type Reader = (literal: Literal, type: PropertyType) => Value | undefined;

const readers: Readonly<Record<PropertyType['kind'], Reader>> = {
  string: ({ literal, text }) => (literal === 'string' ? text : undefined),
  number: ({ literal, text }) => (literal === 'number' ? Number(text) : undefined),
  boolean: ({ literal, text }) => (literal === 'boolean' ? text === 'true' : undefined),
  guid: ({ literal, text }) =>
    (literal === 'guid' || literal === 'string') && guidPattern.test(text) ? text.toLowerCase() : undefined,
  date: ({ literal, text }) => (literal === 'date' || literal === 'string' ? canonicalDate(text) : undefined),
  enum: ({ literal, text }, type) =>
    type.kind === 'enum' && (literal === 'string' || literal === 'number') ? enumName(text, type.names) : undefined,
  entity: () => undefined,
};

/** The API takes an enum by name, by number, and by number in quotes. */
function enumName(text: string, names: readonly string[]): string | undefined {
  if (/^\d+$/.test(text)) return names[Number(text)];
  const wanted = text.toLowerCase();
  return names.find((name) => name.toLowerCase() === wanted);
}
