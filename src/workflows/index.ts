export { exportJobs } from './export-jobs/workflow.js';
export { exportQuota } from './export-quota/workflow.js';
export { runChain } from './run-chain/workflow.js';
export { runItems } from './run-chain/items/run-items.js';
export { listJobs } from './list-jobs/workflow.js';
export { runJob } from './run-job/workflow.js';
export { stopJobs } from './stop-jobs/workflow.js';
export { sweepOrphans } from './sweep-orphans/workflow.js';
