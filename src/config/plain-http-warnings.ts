import { isLoopback } from '../shared/loopback.js';
import type { Draft } from './draft.js';
import { options } from './options.js';

/** Plain http beyond this machine works, but everyone on the network path can read the credentials. */
export function plainHttpWarnings(draft: Draft): string[] {
  return options
    .filter(({ facts }) => facts.carriesCredentials)
    .flatMap((option) => draft.pathsOf(option))
    .flatMap((path) => {
      const { protocol, hostname } = new URL(String(draft.get(path)));
      return protocol === 'http:' && !isLoopback(hostname)
        ? [`${path.join('.')} is plain http to ${hostname}: credentials travel unencrypted.`]
        : [];
    });
}
