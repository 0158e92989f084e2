/** `temporal-rpa/testing`: for a team's own tests. */
export { replayHistories, type ReplayHistoriesOptions } from './worker/replay-histories.js';
