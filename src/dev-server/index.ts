export { findTemporal, type FindTemporalOptions, type TemporalBinary, type TemporalRoute } from './find-temporal.js';
export { startTemporal, type StartTemporalOptions } from './start-temporal.js';
export { TemporalNotFoundError } from './temporal-not-found-error.js';
export type { TemporalServer } from './temporal-server.js';
export { findTestServer } from './find-test-server.js';
