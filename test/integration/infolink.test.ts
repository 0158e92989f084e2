import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunJobInput } from '../../src/contract/run-job.js';
import { infoLinkCredentials } from '../../src/simulator/index.js';
import { auths } from '../backends/infolink/connect.js';
import { type Place, type PlaceOptions, sharedWorker } from './shared-worker.js';
import { eventually } from '../eventually.js';
import { failureOf, type RunHandle } from './stack.js';

type Given = { scenario?: string; job?: object } & Partial<Omit<RunJobInput, 'job'>>;

const place = sharedWorker();
const start = (options: PlaceOptions = {}): Promise<Place> => place({ timeScale: 5, ...options });
const run = (stack: Place, { scenario, job = {}, ...more }: Given): Promise<RunHandle> =>
  stack.start({ connection: stack.link, job: { appId: '7', ...(scenario && { scenario }), ...job }, ...more });
const runs = (stack: Place, count = 1): Promise<void> =>
  eventually('the jobs run', () => stack.simulator.infoLinkJobs().length === count);
const endOf = (handle: RunHandle): Promise<unknown> =>
  handle.result().catch(async () => (await failureOf(handle)) ?? 'Cancelled');
/** All that Temporal keeps of a run, Base64 undone. */
const keptOf = async (handle: RunHandle): Promise<string> => {
  const history = historyToJSON(await handle.fetchHistory());
  const texts = [...history.matchAll(/"([A-Za-z0-9+/=]{8,})"/g)].map(([, text]) => Buffer.from(text ?? '', 'base64'));
  return [history, ...texts.map(String)].join('\n');
};

const failed = (type: string, state: string): object => ({ type, details: [{ jobs: [{ state }] }] });
const successful = { outcome: 'Successful', jobs: [{ state: 'Successful' }] };
const sync = { isAsync: false };

/** By what runs: the input, how it must end, and how many jobs it makes (1 where nothing is said). */
const cases: Record<string, [given: Given, end: object, jobs?: number]> = {
  'a scenario': [
    { scenario: 'Echo', job: { parameters: { day: '1', n: 2 } } },
    {
      ...successful,
      output: [{ name: 'echo', result: { schema: [{ name: 'day' }, { name: 'n' }], records: [{ day: '1', n: '2' }] } }],
    },
  ],
  'an operation, without schema': [
    {
      job: {
        operation: { opName: 'RunScenario', opParams: { scenario: 'Table', parameters: { rows: 1 } } },
        noResultSchema: true,
      },
    },
    { ...successful, output: [{ name: 'table', result: { records: [{ id: '1', name: 'Row 1' }] } }] },
  ],
  'another operation': [{ job: { operation: { opName: 'Reload' } } }, successful],
  'a status that no document knows': [{ scenario: 'Odd' }, successful],
  'an error': [
    { scenario: 'Fails' },
    { ...failed('JobFaulted', 'Faulted'), message: expect.stringContaining("of 'Fails' faulted") as string },
  ],
  'a stop by somebody else': [{ scenario: 'Stops' }, failed('JobStopped', 'Stopped')],
  'a lost job': [{ scenario: 'Lost' }, failed('JobLost', 'Lost')],
  'a rerun': [
    { scenario: 'Fails', rerun: { maximumAttempts: 2, on: ['Unclassified'], delay: '100ms' } },
    failed('JobFaulted', 'Faulted'),
    2,
  ],
  'a large result': [
    { scenario: 'Table', job: { parameters: { rows: 20_000 } } },
    { ...successful, output: { $file: { destination: 'default', contentType: 'application/json' } } },
  ],
  'a job that never ends': [
    { scenario: 'Endless', deadlines: { run: '2s' } },
    { type: 'JobTimedOut', details: [{ phase: 'running' }] },
  ],
  'a refusal': [{ scenario: 'None' }, { type: 'RequestRefused' }, 0],
  'one call that waits': [{ scenario: 'Echo', job: sync }, successful],
  'one call that waits, and an error': [
    { scenario: 'Fails', job: sync },
    {
      ...failed('JobFaulted', 'Faulted'),
      message: expect.stringContaining('The job ended as completedWithError') as string,
    },
  ],
  'one call that waits for too short a time': [{ scenario: 'Echo', job: { ...sync, timeout: '50ms' } }, successful],
};

describe.concurrent('runJob on InfoLink', () => {
  it('ends as its job does', async () => {
    const stack = await start();
    const names = Object.keys(cases);
    const ends = await Promise.all(
      Object.values(cases).map(async ([given]) => {
        const handle = await run(stack, given);
        return endOf(handle);
      }),
    );
    expect(Object.fromEntries(names.map((name, index) => [name, ends[index]]))).toMatchObject(
      Object.fromEntries(Object.entries(cases).map(([name, [, end]]) => [name, end])),
    );
    const { output } = ends[names.indexOf('a large result')] as { output: { $file: { name: string } } };
    const kept: unknown = JSON.parse(readFileSync(join(stack.dataFolder, output.$file.name), 'utf8'));
    expect(kept).toMatchObject([{ name: 'table', result: { records: { length: 20_000 } } }]);
    const jobs = stack.simulator.infoLinkJobs();
    expect(jobs).toHaveLength(Object.values(cases).reduce((sum, [, , count = 1]) => sum + count, 0));
    expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(jobs.length);
    expect(jobs.find(({ scenario }) => scenario === 'Endless')?.status).toBe('stopped');
  });

  it.each(Object.entries(auths))('by %s, without the suffix; no secret is kept', async (_kind, auth) => {
    const stack = await start({ infoLink: { auth, suffix: '' } });
    const handle = await run(stack, { scenario: 'Echo' });
    expect(await handle.result()).toMatchObject(successful);
    const kept = await keptOf(handle);
    expect(kept.includes('Successful')).toBe(true);
    const { apiKey, clientSecret, password } = infoLinkCredentials;
    for (const secret of [apiKey, clientSecret, password]) expect(kept.includes(secret)).toBe(false);
    expect((await handle.describe()).historyLength).toBeLessThanOrEqual(60);
  });

  it('fails when its credentials are refused, and keeps them secret', async () => {
    const stack = await start({ infoLink: { auth: { kind: 'apiKey', apiKey: 'wrong-api-key' } } });
    const handle = await run(stack, { scenario: 'Echo' });
    expect(await failureOf(handle)).toMatchObject({ type: 'AuthenticationFailed' });
    const kept = await keptOf(handle);
    expect(kept.includes('AuthenticationFailed')).toBe(true);
    expect(kept.includes('wrong-api-key')).toBe(false);
  });

  it('stops its job when it is cancelled, and asks until InfoLink says that it has ended', async () => {
    const stack = await start({ timeScale: 1 });
    const handles = [
      await run(stack, { scenario: 'Endless' }),
      await run(stack, { scenario: 'Endless', job: sync }),
      await run(stack, { scenario: 'Stubborn', stop: { confirm: '2s' } }),
    ];
    await runs(stack, handles.length);
    await Promise.all(handles.map((handle) => handle.cancel()));
    const [async, waiting, stubborn] = await Promise.all(handles.map(endOf));
    expect([async, waiting]).toEqual(['Cancelled', 'Cancelled']);
    expect(stubborn).toMatchObject({ type: 'StopNotConfirmed' });
    const of = (scenario: string): unknown[] =>
      stack.simulator.infoLinkJobs().flatMap((job) => (job.scenario === scenario ? [job.status] : []));
    expect(of('Endless')).toEqual(['stopped', 'stopped']);
    expect(of('Stubborn')).toEqual(['running']);
    const stops = stack.simulator.calls().filter(({ operation }) => operation === 'InfoLink.stopJob');
    expect(stops.length).toBeGreaterThan(6);
  });
});

describe.concurrent('jobs and connections of different back ends', () => {
  it('a job on the wrong connection is refused, and so are the sweep and an export', async () => {
    const stack = await start();
    const { connection, link } = stack;
    const said = async (input: unknown): Promise<string> => {
      const failure = await failureOf(await stack.start(input));
      return `${failure?.type ?? ''}: ${failure?.message ?? ''}`;
    };
    expect(
      await Promise.all([
        said({ job: { appId: '7', scenario: 'Echo' } }),
        said({ connection: link, job: { folder: 'Shared', process: 'Echo' } }),
        said({ connection: link, job: { backend: 'prism', process: 'P' } }),
      ]),
    ).toEqual([
      `InvalidInput: job is one for infolink, but connection '${connection}' is of type orchestrator`,
      `InvalidInput: job is one for orchestrator, but connection '${link}' is of type infolink`,
      `InvalidInput: job is one for prism, but connection '${link}' is of type infolink`,
    ]);
    expect([...stack.simulator.jobs(), ...stack.simulator.infoLinkJobs()]).toEqual([]);
    const { client, taskQueue } = stack;
    for (const workflow of ['sweepOrphans', 'exportJobs']) {
      const options = { taskQueue, workflowId: `${workflow}-${taskQueue}`, args: [{ connection: link }] };
      await expect(client.workflow.execute(workflow, options)).rejects.toMatchObject({
        cause: { type: 'InvalidInput', message: expect.stringContaining('is of type infolink') as string },
      });
    }
  });
});
