export { exportJobs } from './export-jobs.js';
export { exportQuota } from './export-quota.js';
export { runJob } from './run-job.js';
export { sweepOrphans } from './sweep-orphans.js';
