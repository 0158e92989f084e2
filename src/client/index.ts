/** `temporal-rpa/client`: what other services call; they need a Temporal client and a running worker, no credentials. */
export { allJobs, listJobs, type CallOptions } from './list-jobs.js';
export { FailureType } from '../contract/failure-types.js';
export type { Job } from '../contract/job.js';
export type { JobFilter } from '../contract/job-filter.js';
export type { ListedJob, ListJobsInput, ListJobsResult } from '../contract/list-jobs.js';
