import { secretOptions } from './auth-kinds.js';
import type { Configuration } from './configuration.js';

/** All secret values of a configuration, so that a log can be kept free of them. */
export function secretsOf(configuration: Configuration): string[] {
  const keys = Object.values(configuration.destinations).flatMap((destination) =>
    destination.type === 's3' && destination.credentials ? [destination.credentials.secretAccessKey] : [],
  );
  const ofConnections = Object.values(configuration.connections).flatMap(({ auth, proxyUrl }) => {
    const secrets = Object.entries(auth).flatMap(([option, value]) => (secretOptions.has(option) ? [value] : []));
    const password = proxyUrl === undefined ? '' : new URL(proxyUrl).password;
    return password === '' ? secrets : [...secrets, password, decodeURIComponent(password)];
  });
  return [...ofConnections, ...keys];
}
