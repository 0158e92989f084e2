import type { Job } from '../../../src/contract/jobs/job.js';
import type { FakeBackend } from './fake-backend.js';

/** Makes jobs that no run of this server started, as a search finds them. */
export function madeJobs(backend: FakeBackend, process: string, count = 1): Job[] {
  const target = { folder: {}, release: { name: process } };
  const reference = `${process}-${backend.jobs.length}`;
  return backend.startJobs({ connection: 'default', target, fields: {}, reference, count });
}
