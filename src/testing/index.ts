/** `temporal-rpa/testing`: for a team's own tests. */
export type { StartTemporalOptions, TemporalServer } from '../dev-server/index.js';
export { replayHistories, type ReplayHistoriesOptions } from '../worker/replay-histories.js';
export type { TestConnection, TestConnections } from './simulated-connections.js';
export { startTemporal } from './start-temporal.js';
export { startTestStack } from './start-test-stack.js';
export type { TemporalAddress, TestStack, TestStackOptions, TestWorkerOptions } from './test-stack.js';
