import { searchAttributes } from '../contract/search-attributes.js';
import { startTemporal as startServer, type StartTemporalOptions, type TemporalServer } from '../dev-server/index.js';

/**
 * Starts a Temporal development server on a free port, with the search attributes of this package and without UI
 * unless `uiPort` asks for it. If TEMPORAL_ADDRESS names a server, that one is used instead.
 */
export function startTemporal(options: StartTemporalOptions = {}): Promise<TemporalServer> {
  return startServer({
    uiPort: false,
    ...options,
    searchAttributes: { ...searchAttributes, ...options.searchAttributes },
  });
}
