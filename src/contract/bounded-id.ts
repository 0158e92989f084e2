import { cutBytes, utf8Bytes } from '../shared/cut.js';
import { limits } from './limits.js';
import { namespaceMark } from './jobs/references.js';

const control = /[\p{Cc}\p{Cs}]/gu;

/**
 * An id of a run that every server and store takes: as it is, if it can be; otherwise its beginning and a mark made
 * of the whole, so that two long ids stay different.
 */
export function boundedId(id: string): string {
  const clean = id.replace(control, '_');
  if (clean === id && utf8Bytes(id) <= limits.idBytes) return id;
  const mark = `~${namespaceMark(id)}${namespaceMark(`${id}/again`)}`;
  return `${cutBytes(clean, limits.idBytes - mark.length)}${mark}`;
}

/** What is wrong with a name that Temporal would not take; undefined if nothing is. */
export function idFault(name: string): string | undefined {
  const bytes = utf8Bytes(name);
  if (bytes > limits.idBytes) return `has ${bytes} bytes; at most ${limits.idBytes}`;
  return name.search(control) < 0 ? undefined : 'has control characters';
}
