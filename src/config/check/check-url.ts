import { isLoopback } from '../../shared/loopback.js';
import type { Faults, Given } from '../faults.js';

const remedy = 'Write an absolute URL that begins with https:// (or http://).';

/** An http(s) URL without credentials; undefined when it is not one. Plain http beyond this machine is a warning. */
export function checkUrl(given: Given<string> | undefined, faults: Faults, warnings: string[]): string | undefined {
  const url = checkProxyUrl(given, faults);
  if (given === undefined || url === undefined) return undefined;
  const { username, password, protocol, hostname } = new URL(url);
  if (username !== '' || password !== '') {
    faults.add(given.origin, 'holds a user or a password', 'Remove them; credentials have options of their own.');
    return undefined;
  }
  if (protocol === 'http:' && !isLoopback(hostname))
    warnings.push(`${given.origin.option} is plain http to ${hostname}: credentials travel unencrypted.`);
  return url;
}

/** An http(s) URL that may hold credentials. */
export function checkProxyUrl(given: Given<string> | undefined, faults: Faults): string | undefined {
  if (given?.value === undefined) return undefined;
  const protocol = URL.canParse(given.value) ? new URL(given.value).protocol : undefined;
  if (protocol === 'https:' || protocol === 'http:') return given.value;
  faults.add(given.origin, protocol === undefined ? 'is not a URL' : 'is not an http or https URL', remedy);
  return undefined;
}
