import type { JobInput } from './job-form.js';

/** What a job runs, for ids and for people. */
export function jobName(job: JobInput): string {
  if ('appId' in job) return job.scenario ?? job.operation?.opName ?? 'job';
  if ('backend' in job) return job.process;
  return job.process ?? job.processKey ?? job.releaseKey ?? 'job';
}
