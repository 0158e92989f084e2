export { exportJobs } from './export-jobs.js';
export { exportQuota } from './export-quota.js';
export { runChain } from './run-chain.js';
export { runItems } from './run-items.js';
export { listJobs } from './list-jobs.js';
export { runJob } from './run-job.js';
export { stopJobs } from './stop-jobs.js';
export { sweepOrphans } from './sweep-orphans.js';
