/** `temporal-rpa/workflow`: what a team's own workflow code builds on. Runs inside workflows only. */
export { approval, approve, type ApprovalOptions, type Decision } from './workflows/steps/approval.js';
export {
  executeJob,
  jobFailureOf,
  startJob,
  type JobFailure,
  type JobOptions,
  type JobResult,
  type StartedJob,
} from './workflows/steps/execute-job.js';
export { forEach, type ForEachOptions, type ItemResult } from './workflows/steps/for-each.js';
export { saga, Saga, type StepEnd } from './workflows/steps/saga.js';
export { FailureType } from './contract/failure-types.js';
export type { FinishedJob, Job } from './contract/jobs/job.js';
export type { DataReference, FileValue } from './contract/data-reference.js';
export type { ExportJobsInput, ExportJobsResult } from './contract/export-jobs.js';
export type { InfoLinkTable } from './contract/jobs/infolink-table.js';
export type { RunJobInput, RunJobResult } from './contract/run-job.js';
