import type { WorkflowHandle } from '@temporalio/client';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ExportJobsInput, ExportJobsResult } from '../../../src/contract/export-jobs.js';
import type { QuotaState } from '../../../src/contract/export-quota.js';
import type { Place, PlaceOptions } from '../shared-worker.js';
import { eventually } from '../../eventually.js';
import { failureOf as failureOfRun, type RunHandle } from '../stack.js';
import { startDirectly } from '../start-directly.js';

export type ExportHandle = WorkflowHandle<(input: ExportJobsInput) => Promise<ExportJobsResult>>;

export const start = (stack: Place, input: object = {}): Promise<ExportHandle> =>
  stack.client.workflow.start('exportJobs', {
    taskQueue: stack.taskQueue,
    workflowId: `export-${randomUUID()}`,
    args: [{ connection: stack.connection, ...input }],
  }) as Promise<ExportHandle>;

export const failureOf = (run: ExportHandle): ReturnType<typeof failureOfRun> =>
  failureOfRun(run as unknown as RunHandle);

export const calls = (stack: Place, operation: string): number =>
  stack.simulator.calls().filter((call) => call.operation === operation).length;

export const quotaId = (stack: Place): string => `rpa-export-quota/${stack.simulator.cloudUrl.replace('http://', '')}`;

export const quotaOf = (stack: Place): Promise<QuotaState> =>
  stack.client.workflow.getHandle(quotaId(stack)).query<QuotaState>('quota');

/** A simulator that is quick, with some jobs to export. */
export async function withJobs(
  place: (options: PlaceOptions) => Promise<Place>,
  { jobs = 3, ...options }: PlaceOptions & { jobs?: number } = {},
): Promise<Place> {
  const stack = await place({ timeScale: 20, ...options });
  if (jobs > 0) {
    await startDirectly(stack.simulator, 'Echo', jobs);
    await eventually('the jobs have ended', () => stack.simulator.jobs().every(({ EndTime }) => EndTime !== null));
  }
  return stack;
}

export function fileOf(stack: Place, { file }: ExportJobsResult): string {
  const content = readFileSync(join(stack.dataFolder, file.name));
  expect(file).toMatchObject({
    bytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    contentType: 'text/csv',
  });
  return content.toString('utf8');
}
