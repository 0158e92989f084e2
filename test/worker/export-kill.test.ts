import '../quiet-runtime.js';
import { Client, Connection } from '@temporalio/client';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { ExportJobsResult } from '../../src/contract/export-jobs.js';
import type { QuotaState } from '../../src/contract/export-quota.js';
import { type FaultInput, startSimulator } from '../../src/simulator/index.js';
import { eventually } from '../integration/stack.js';
import { startWorkerProcess } from './worker-process.js';

/** What each step is doing when its worker dies: something that would take a minute. */
const steps: Record<string, FaultInput> = {
  request: { operation: 'Jobs.export', fault: 'delay', when: 'before', delayMs: 60_000 },
  wait: { operation: 'Exports.get', fault: 'delay', delayMs: 60_000 },
  link: { operation: 'Exports.link', fault: 'delay', delayMs: 60_000 },
  download: { operation: 'Blobs.download', fault: 'slowBody', delayMs: 60_000 },
};

/** Some jobs by plain HTTP: this test is about exports. */
async function startJobs(url: string): Promise<void> {
  const form = { grant_type: 'client_credentials', client_id: 'sim-client', client_secret: 'sim-secret' };
  const signIn = await fetch(new URL('/identity_/connect/token', url), {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope: 'OR.Jobs' }),
  });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const startInfo = { ReleaseName: 'Echo', JobsCount: 200, Strategy: 'ModernJobsCount' };
  const reply = await fetch(`${url}/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-uipath-folderpath': 'Shared',
    },
    body: JSON.stringify({ startInfo }),
  });
  expect(reply.status).toBe(201);
}

it('an export whose worker is killed in any of its four steps is requested once and comes out whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-kill-'));
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const client = new Client({ connection, namespace: inject('temporalNamespace') });
  onTestFinished(async () => {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const taskQueue = `rpa-${randomUUID()}`;
  const ships = await Promise.all(
    Object.entries(steps).map(async ([name, fault]) => {
      const simulator = await startSimulator({ timeScale: 20 });
      onTestFinished(() => simulator.stop());
      await startJobs(simulator.cloudUrl);
      simulator.addFault(fault);
      return { name, simulator };
    }),
  );
  const connections = ships.map(({ name, simulator: { cloudUrl } }) => [
    name,
    { url: cloudUrl, auth: { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: { env: 'SECRET' } } },
  ]);
  const file = join(folder, 'rpa.yaml');
  writeFileSync(file, JSON.stringify({ taskQueue, connections: Object.fromEntries(connections) as object }));
  const environment = {
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: inject('temporalNamespace'),
    RPA_CONFIG: file,
    RPA_DATA_FOLDER: join(folder, 'data'),
    SECRET: 'sim-secret',
  };
  const first = startWorkerProcess(environment);
  await first.runs();
  const runs = await Promise.all(
    ships.map(({ name }) => {
      const args = [{ connection: name, folder: 'Shared' }];
      return client.workflow.start('exportJobs', { taskQueue, workflowId: `kill-${name}-${randomUUID()}`, args });
    }),
  );
  await eventually('every one is in its step', () => ships.every(({ simulator }) => simulator.faults().length === 0));
  first.signal('SIGKILL');
  await first.ended;
  await startWorkerProcess(environment).runs();
  const results = await Promise.all(runs.map((run) => run.result() as Promise<ExportJobsResult>));
  for (const [at, result] of results.entries()) {
    const ship = ships[at];
    if (!ship) throw new Error(`no step ${at}`);
    const { name, simulator } = ship;
    const content = readFileSync(join(folder, 'data', result.file.name));
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
