export interface FailedRoute {
  route: string;
  reason: string;
}

const remedy =
  'Set TEMPORAL_ADDRESS to a running server, or install the Temporal CLI and have it on PATH, ' +
  'or point TEMPORAL_CLI at it, or allow one of the two downloads.';

/** No `temporal` program: says of each route why it failed. */
export class TemporalNotFoundError extends Error {
  override readonly name = 'TemporalNotFoundError';

  constructor(readonly failed: readonly FailedRoute[]) {
    const lines = failed.map(({ route, reason }) => `  - ${route}: ${reason}`);
    super(['No Temporal server was found.', ...lines, remedy].join('\n'));
  }
}
