import '../../quiet-runtime.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStartJobs } from '../../../src/activities/start-jobs/start-jobs.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/backend.js';
import type { OrchestratorSettings } from '../../../src/backends/orchestrator/index.js';
import type { StartJobsInput, StartJobsResult } from '../../../src/contract/activities.js';
import { environmentOf } from '../../activities/start-jobs/attempt-environment.js';
import { simulate } from '../../simulator/simulator-client.js';
import { accessToken } from './settings.js';

/** A server whose version header says something that no known server said. */
async function unknown(header: string | null, apiVersion: number, settings: Partial<OrchestratorSettings> = {}) {
  const { simulator } = await simulate({ apiVersion });
  simulator.setVersionHeader(header);
  const windows = { visibilityWindowMs: 20, effectWindowMs: 20 };
  const connection = { name: 'default', url: simulator.cloudUrl, auth: accessToken };
  const backend = orchestratorBackend({ ...connection, ...windows, ...settings });
  onTestFinished(() => backend.close());
  const activity = createStartJobs({
    connection: () => backend,
    connectionNames: () => ['default'],
    searchAttributes: false,
  });
  const inputOf = async (reference: string, fields: object = {}): Promise<StartJobsInput> => ({
    connection: 'default',
    target: await backend.resolve({ connection: 'default', folder: { path: 'Shared' }, release: { name: 'Echo' } }),
    fields: { Strategy: 'ModernJobsCount', JobsCount: 1, ...fields },
    reference,
    count: 1,
  });
  const start = async (reference: string, fields: object = {}): Promise<StartJobsResult> =>
    environmentOf().run(activity, await inputOf(reference, fields));
  const callsOf = (operation: string): number =>
    simulator.calls().filter((call) => call.operation === operation).length;
  return { simulator, backend, inputOf, start, callsOf };
}

const safetyNet = { stopAfterMs: 60_000, killAfterMs: 60_000 };
const largeInput = { InputArguments: JSON.stringify({ text: 'x'.repeat(20_000) }) };

describe.each(['1.0', '3.0', '99.0', null])('on a server that announces %s', (header) => {
  it('nothing is withheld: neither the safety net nor a large input', async () => {
    const { start, simulator, callsOf } = await unknown(header, 20, { safetyNet });
    const { jobs } = await start('rpa:run:1.0:w', largeInput);
    expect(jobs).toHaveLength(1);
    expect(callsOf('Attachments.create')).toBe(1);
    expect(simulator.jobs()[0]?.BatchExecutionKey).toEqual(jobs[0]?.batchExecutionKey);
  });
});

describe('on a server that is older than its header says', () => {
  it('a start that is refused for our key is looked up and sent again without it, and later ones leave it out', async () => {
    const { start, simulator, callsOf } = await unknown('3.0', 14);
    expect((await start('rpa:run:1.0:w')).jobs).toHaveLength(1);
    const operations = simulator.calls().map(({ operation }) => operation);
    const [first, second] = [operations.indexOf('StartJobs'), operations.lastIndexOf('StartJobs')];
    expect(new Set(operations.slice(first + 1, second))).toEqual(new Set(['Jobs.list']));
    expect(callsOf('StartJobs')).toBe(2);
    await start('rpa:run:1.1:w');
    expect(callsOf('StartJobs')).toBe(3);
    expect(simulator.jobs()).toHaveLength(2);
  });

  it('a field that the run asked for is never left out: the refusal is the answer', async () => {
    const { start, simulator } = await unknown('3.0', 14, { safetyNet });
    await expect(start('rpa:run:1.0:w')).rejects.toMatchObject({
      type: 'RequestRefused',
      message: expect.stringMatching(/StopProcessExpression|StopStrategy/) as string,
    });
    expect(simulator.jobs()).toEqual([]);
  });

  it('its missing calls say what is not supported', async () => {
    const { backend, start, simulator } = await unknown('3.0', 16);
    const { jobs: lists, exports } = backend;
    await exports?.prepare({ path: 'Shared' });
    const folder = (await lists?.folders(['Shared']))?.[0];
    const { id } = (await exports?.request(folder, { filter: {}, orderBy: 'Id desc', expand: [] })) ?? { id: 0 };
    await expect(exports?.get(id)).rejects.toMatchObject({ type: 'NotSupportedByServer' });
    await expect(start('rpa:run:1.0:w', largeInput)).rejects.toMatchObject({ type: 'InputTooLarge' });
    expect(simulator.jobs()).toEqual([]);
  });

  it('a folder is found by its key in the list', async () => {
    const { backend } = await unknown('3.0', 13);
    const folder = (await backend.jobs?.folders(['Shared']))?.[0];
    expect(await backend.jobs?.folderFor({ key: folder?.key ?? '' })).toMatchObject({ path: 'Shared' });
  });
});
