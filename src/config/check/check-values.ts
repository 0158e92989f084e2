import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { closestName } from '../../shared/near-names.js';
import type { Faults, Given } from '../faults.js';

/** Milliseconds of a duration. */
export function checkDuration(given: Given<string> | undefined, faults: Faults): number | undefined {
  if (given?.value === undefined) return undefined;
  const milliseconds = parseDuration(given.value);
  if (milliseconds === undefined) faults.add(given.origin, 'is not a duration', `Write ${durationForm}.`);
  return milliseconds;
}

export function checkWholeNumber(given: Given<string> | undefined, faults: Faults): number | undefined {
  if (given?.value === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(given.value)) return Number(given.value);
  faults.add(given.origin, 'is not a whole number from 1', 'Write digits alone, for example 100.');
  return undefined;
}

export function checkChoice<const T extends string>(
  given: Given<string> | undefined,
  choices: readonly T[],
  faults: Faults,
): T | undefined {
  const value = given?.value;
  if (given === undefined || value === undefined) return undefined;
  const found = choices.find((choice) => choice === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = closestName(value, choices);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  faults.add(given.origin, 'is not one of the choices', `Write one of ${choices.join(', ')}.${hint}`);
  return undefined;
}

/** Absolute path of a file that is there. */
export function checkFile(given: Given<string> | undefined, faults: Faults): string | undefined {
  if (given?.value === undefined) return undefined;
  const path = resolve(given.value);
  if (existsSync(path)) return path;
  faults.add(given.origin, 'names a file that is not there', 'Name a file that this process may read.');
  return undefined;
}

export interface HostAndPort {
  host: string;
  port: number;
}

/** `host:port`, with brackets around an IPv6 host; undefined for `off`. */
export function checkAddress(given: Given<string>, faults: Faults): HostAndPort | undefined {
  if (given.value === undefined || given.value === 'off') return undefined;
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s/]+)):(\d{1,5})$/.exec(given.value) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  faults.add(given.origin, 'is not host:port', "Write for example 127.0.0.1:8085, or 'off' for no health address.");
  return undefined;
}
