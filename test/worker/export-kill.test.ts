import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ExportJobsResult } from '../../src/contract/export-jobs.js';
import type { QuotaState } from '../../src/contract/export-quota.js';
import { type FaultInput, startSimulator } from '../../src/simulator/index.js';
import { eventually } from '../eventually.js';
import { startStackHere } from '../integration/stack.js';
import { startDirectly } from '../integration/start-directly.js';
import { startWorkerProcess } from './worker-process.js';

/** What each step is doing when its worker dies: something that would take a minute. */
const steps: Record<string, FaultInput> = {
  request: { operation: 'Jobs.export', fault: 'delay', when: 'before', delayMs: 60_000 },
  wait: { operation: 'Exports.get', fault: 'delay', delayMs: 60_000 },
  link: { operation: 'Exports.link', fault: 'delay', delayMs: 60_000 },
  download: { operation: 'Blobs.download', fault: 'slowBody', delayMs: 60_000 },
};

it('an export whose worker is killed in any of its four steps is requested once and comes out whole', async () => {
  const entries = await Promise.all(
    Object.entries(steps).map(async ([name, fault]) => {
      const simulator = await startSimulator({ timeScale: 20 });
      onTestFinished(() => simulator.stop());
      await startDirectly(simulator, 'Echo', 200);
      simulator.addFault(fault);
      return { name, simulator };
    }),
  );
  const { client, taskQueue, environment, dataFolder } = await startStackHere({
    connections: Object.fromEntries(entries.map(({ name, simulator }) => [name, { url: simulator.cloudUrl }])),
    worker: false,
  });
  const first = startWorkerProcess(environment);
  await first.runs();
  const runs = await Promise.all(
    entries.map(({ name }) => {
      const args = [{ connection: name, folder: 'Shared' }];
      return client.workflow.start('exportJobs', { taskQueue, workflowId: `kill-${name}-${randomUUID()}`, args });
    }),
  );
  await eventually('every one is in its step', () => entries.every(({ simulator }) => simulator.faults().length === 0));
  first.signal('SIGKILL');
  await first.ended;
  await startWorkerProcess(environment).runs();
  const results = await Promise.all(runs.map((run) => run.result() as Promise<ExportJobsResult>));
  for (const [at, result] of results.entries()) {
    const entry = entries[at];
    if (!entry) throw new Error(`no step ${at}`);
    const { name, simulator } = entry;
    const content = readFileSync(join(dataFolder, result.file.name));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect({ name, ...result }).toMatchObject({ name, rows: 200, file: { sha256, bytes: content.byteLength } });
    // The simulator numbers the exports that it counts from 8001.
    expect({ name, exportId: result.exportId }).toEqual({ name, exportId: 8_001 });
    const quota = client.workflow.getHandle(`rpa-export-quota/${simulator.cloudUrl.replace('http://', '')}`);
    const { used, running } = await quota.query<QuotaState>('quota');
    // The worker that died may have requested an export, so that one is counted for sure.
    expect({ name, used, running }).toEqual({ name, used: name === 'request' ? 2 : 1, running: {} });
  }
}, 150_000);
