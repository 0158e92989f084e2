import { expect, it } from 'vitest';
import type { Backend } from '../../src/backends/backend.js';
import { BackendError } from '../../src/backends/backend-error.js';
import type { Job } from '../../src/contract/jobs/job.js';
import { eventually, failureOf, startStack } from './stack.js';

/** The smallest back end there can be: jobs in memory that end when they are told to. */
function memory(): Backend & { jobs: Map<string, Job & { input: unknown }>; starts: number } {
  const jobs = new Map<string, Job & { input: unknown }>();
  const own = { jobs, starts: 0 };
  return Object.assign(own, {
    type: 'memory',
    capabilities: { softStop: false, list: false, export: false, attachments: false, hints: false },
    visibilityWindowMs: 100,
    authenticate: () => Promise.resolve({ apiVersion: null }),
    resolve: ({ release }) => Promise.resolve({ folder: {}, release: { name: 'name' in release ? release.name : '' } }),
    markOf: (reference) => `reference '${reference}'`,
    find: ({ reference }) => Promise.resolve([...jobs.values()].filter((job) => job.reference === reference)),
    start({ reference, target, fields }) {
      own.starts += 1;
      const job = { id: reference, key: reference, state: 'Running', process: target.release.name, reference };
      jobs.set(reference, { ...job, input: fields.input });
      // The first answer is lost.
      const fields503 = { method: 'POST', url: 'memory:', progress: 'replied', status: 503 } as const;
      return own.starts === 1 ? Promise.reject(new BackendError('lost', fields503)) : Promise.resolve([job]);
    },
    getJob(_where, id) {
      const { input, ...job } = jobs.get(String(id)) ?? { id, key: '', state: 'Lost', input: undefined };
      return Promise.resolve({ ...job, output: input });
    },
    stop(_where, ids) {
      for (const id of ids) Object.assign(jobs.get(String(id)) ?? {}, { state: 'Stopped' });
      return Promise.resolve({});
    },
    close: () => Promise.resolve(),
  } satisfies Backend);
}

it('a third back end needs no change of workflows, activities or contract', async () => {
  const backend = memory();
  const stack = await startStack({
    dependencies: { connection: () => backend, connectionNames: () => ['default'] },
  });
  const job = { backend: 'memory', process: 'Count', input: { a: 1 } };
  const run = await stack.start({ job });
  await eventually('the job runs', () => backend.jobs.size === 1);
  for (const started of backend.jobs.values()) started.state = 'Successful';
  expect(await run.result()).toMatchObject({ output: { a: 1 }, jobs: [{ process: 'Count', state: 'Successful' }] });
  expect(backend.starts).toBe(1);

  const file = {
    destination: 'default',
    name: 'a.json',
    bytes: 2,
    sha256: '0'.repeat(64),
    contentType: 'application/json',
  };
  const refused = await stack.start({ job: { ...job, input: { $file: file } } });
  expect(await failureOf(refused)).toMatchObject({
    type: 'InvalidInput',
    message: 'job.input.$file is not for jobs of memory: give the data itself',
  });
  expect(backend.starts).toBe(1);

  const cancelled = await stack.start({ job });
  await eventually('the other job runs', () => backend.jobs.size === 2);
  await cancelled.cancel();
  expect(await failureOf(cancelled)).toBeUndefined();
  expect([...backend.jobs.values()].map(({ state }) => state)).toEqual(['Successful', 'Stopped']);
});
