/** `temporal-rpa/client`: what other services call; they need a Temporal client and a running worker, no credentials. */
export type { CallOptions } from './call-workflow.js';
export { allJobs, listJobs } from './list-jobs.js';
export { stopJobs } from './stop-jobs.js';
export { FailureType } from '../contract/failure-types.js';
export type { Job } from '../contract/jobs/job.js';
export type { JobFilter } from '../contract/jobs/job-filter.js';
export type { ListedJob, ListJobsInput, ListJobsResult } from '../contract/list-jobs.js';
export { StopOutcome, type StoppedJob, type StopJobsReport, type StopJobsRequest } from '../contract/stop-jobs.js';
