import type { WorkflowHandle } from '@temporalio/client';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ExportJobsInput, ExportJobsResult } from '../../../src/contract/export-jobs.js';
import type { QuotaState } from '../../../src/contract/export-quota.js';
import { failureOf as failureOfRun, type RunHandle, type Stack, type StackOptions, startStack } from '../stack.js';

export type ExportHandle = WorkflowHandle<(input: ExportJobsInput) => Promise<ExportJobsResult>>;

export const start = (stack: Stack, input: unknown = {}): Promise<ExportHandle> =>
  stack.client.workflow.start('exportJobs', {
    taskQueue: stack.taskQueue,
    workflowId: `export-${randomUUID()}`,
    args: [input],
  }) as Promise<ExportHandle>;

export const failureOf = (run: ExportHandle): ReturnType<typeof failureOfRun> =>
  failureOfRun(run as unknown as RunHandle);

export const calls = (stack: Stack, operation: string): number =>
  stack.simulator.calls().filter((call) => call.operation === operation).length;

export const quotaId = (stack: Stack): string => `rpa-export-quota/${stack.simulator.cloudUrl.replace('http://', '')}`;

export const quotaOf = (stack: Stack): Promise<QuotaState> =>
  stack.client.workflow.getHandle(quotaId(stack)).query<QuotaState>('quota');

/** A simulator that is quick, with some jobs to export. */
export async function startWithJobs({ jobs = 3, ...options }: StackOptions & { jobs?: number } = {}): Promise<Stack> {
  const stack = await startStack({ timeScale: 20, ...options });
  if (jobs > 0) await (await stack.start({ job: { folder: 'Shared', process: 'Echo', count: jobs } })).result();
  return stack;
}

export function fileOf(stack: Stack, { file }: ExportJobsResult): string {
  const content = readFileSync(join(stack.dataFolder, file.name));
  expect(file).toMatchObject({
    bytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    contentType: 'text/csv',
  });
  return content.toString('utf8');
}
