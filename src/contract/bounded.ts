import { cut, jsonBytes } from '../shared/cut.js';
import { limits } from './limits.js';

/** Fields whose values are taken as they are: names by which things are found again, and data of the run itself. */
const untouched = new Set([
  'id',
  'key',
  'ids',
  'keys',
  'link',
  'cursor',
  'next',
  'output',
  'definition',
  '$file',
  'file',
]);

/** A value whose texts are cut; ids and data of the run itself stay whole. */
export function withCutTexts<T>(value: T, most: number = limits.messageCharacters): T {
  return cutTexts(value, most) as T;
}

function cutTexts(value: unknown, most: number): unknown {
  if (typeof value === 'string') return cut(value, most);
  if (Array.isArray(value)) return value.map((item) => cutTexts(item, most));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, untouched.has(name) ? inner : cutTexts(inner, most)]),
  );
}

/** A value with at most this many bytes of JSON, if shorter texts are enough for that. */
export function withShortTexts<T>(value: T, most: number): T {
  let short = value;
  for (const characters of [limits.reasonCharacters, shortest]) {
    if (jsonBytes(short) <= most) break;
    short = withCutTexts(value, characters);
  }
  return short;
}

/** Texts of what must be made as small as possible. Unit: characters. */
const shortest = 50;

/**
 * A value with at most this many bytes of JSON. If it has more: its texts get shorter, then its outputs go, then its
 * lists keep their newest items. `omitted` counts, for each list, what is left out.
 */
export function fitting<T extends object>(value: T, most: number = limits.failureDetailsBytes): T {
  const short = withShortTexts(value, most);
  if (jsonBytes(short) <= most) return short;
  const bare = withoutOutputs(short) as T;
  if (jsonBytes(bare) <= most) return bare;
  for (let items = 128; items >= 1; items = Math.floor(items / 2)) {
    const shorter = withShortLists(bare as Record<string, unknown>, items);
    if (jsonBytes(shorter) <= most) return shorter as T;
  }
  return {} as T;
}

function withoutOutputs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === 'output' ? [] : [[name, withoutOutputs(inner)]])),
  );
}

function withShortLists(value: Record<string, unknown>, items: number): Record<string, unknown> {
  const omitted: Record<string, number> = {};
  const short = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (!Array.isArray(inner)) return [name, inner];
      if (inner.length > items) omitted[name] = inner.length - items;
      return [name, inner.slice(-items).map((item: unknown) => (isRecord(item) ? withShortLists(item, items) : item))];
    }),
  );
  return Object.keys(omitted).length === 0 ? short : { ...short, omitted };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
