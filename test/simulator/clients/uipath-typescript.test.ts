import { telemetryClient, UiPath } from '@uipath/uipath-typescript/core';
import { Jobs } from '@uipath/uipath-typescript/jobs';
import { Processes } from '@uipath/uipath-typescript/processes';
import { expect, onTestFinished, test } from 'vitest';
import { credentials, startSimulator, type SimulatorOptions } from '../../../src/simulator/index.js';

// The package reports each use to its maker; a test must not.
Object.assign(telemetryClient, { isInitialized: true });

async function connect(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ timeScale: 10, ...options });
  onTestFinished(() => simulator.stop());
  const sdk = new UiPath({
    baseUrl: simulator.url,
    orgName: 'acme',
    tenantName: 'DefaultTenant',
    secret: credentials.personalAccessToken,
  });
  return { jobs: new Jobs(sdk), processes: new Processes(sdk), simulator };
}

test('UiPath’s own SDK finds folder and release, starts a job, follows it and reads its output', async () => {
  const { jobs, processes } = await connect();
  const release = await processes.getByName('Extract invoices', { folderPath: 'Finance/Accounts Payable' });
  const { folderId } = release;
  expect(folderId).toBe(3);
  const started = await processes.start({ processKey: release.key, inputArguments: '{"day":"2026-11-23"}' }, folderId);
  const key = String(started[0]?.key);
  await expect.poll(async () => (await jobs.getById(key, folderId)).state, { timeout: 10_000 }).toBe('Successful');
  expect(await jobs.getOutput(key, folderId)).toEqual({ day: '2026-11-23' });
});

test('it stops a job by key, restarts it, and lists pages of jobs', async () => {
  const { jobs, processes, simulator } = await connect();
  const [started] = await processes.start({ processName: 'Waits' }, 1);
  await jobs.stop([String(started?.key)], 1);
  expect((await jobs.getById(String(started?.key), 1)).state).toBe('Stopped');
  const restarted = await jobs.restart(String(started?.key), 1);
  expect(restarted.key).not.toBe(started?.key);
  const page = await jobs.getAll({ folderId: 1, pageSize: 1 });
  expect([page.items.length, page.totalCount]).toEqual([1, 2]);
  expect(simulator.calls().every(({ status }) => status !== null && status < 300)).toBe(true);
});

test('it resumes a suspended job, and reads an output that lies in a file', async () => {
  const { jobs, processes } = await connect({
    scenario: {
      folders: ['Shared'],
      releases: [
        {
          name: 'Approve',
          folder: 'Shared',
          behaviour: { suspensions: ['never'], outcomes: [{ end: 'Successful', outputAs: 'file' }] },
        },
      ],
    },
  });
  const [started] = await processes.start({ processName: 'Approve' }, 1);
  const key = String(started?.key);
  await expect.poll(async () => (await jobs.getById(key, 1)).state, { timeout: 10_000 }).toBe('Suspended');
  await jobs.resume(key, 1, { inputArguments: { approved: true } });
  await expect.poll(async () => (await jobs.getById(key, 1)).state, { timeout: 10_000 }).toBe('Successful');
  expect(await jobs.getOutput(key, 1)).toEqual({ approved: true });
});
