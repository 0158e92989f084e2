export { runJob } from './run-job.js';
export { sweepOrphans } from './sweep-orphans.js';
