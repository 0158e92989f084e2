import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { FailureType } from '../../src/contract/failure-types.js';
import { startTemporal, startTestStack, type TestStack } from '../../src/testing/index.js';
import * as activities from './team/activities.js';
import type { greet, hangs } from './team/workflows.js';

const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
const workflowBundle = inject('workflowBundlePath');

describe('a test stack', () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({
      temporal,
      chains: 'team/chains',
      workflows: 'team/workflows.ts',
      activities,
      connections: { default: {}, 'master-data': { type: 'infolink' } },
    });
  });
  afterAll(() => stack.stop());

  it('runs a declared chain over both simulated back ends', async () => {
    const result: unknown = await stack.execute('runChain', { chain: 'greet', input: { name: 'Ann' } });
    expect(result).toMatchObject({ output: 'Ann' });
    expect(stack.simulator.jobs()).toMatchObject([{ ReleaseName: 'Echo' }]);
    expect(stack.simulator.infoLinkJobs()).toHaveLength(1);
  });

  it("runs the team's own workflow with the team's own activity", async () => {
    expect(await stack.execute<typeof greet>('greet', 'Bob')).toBe('HELLO BOB!');
  });

  it('is quiet, but says why a workflow task fails', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const run = await stack.start<typeof hangs>('hangs');
    await vi.waitFor(() => expect(write).toHaveBeenCalled(), { timeout: 30_000 });
    await run.terminate('the test has ended');
    const written = write.mock.calls.map(([text]) => text);
    write.mockRestore();
    expect(written).toEqual([expect.stringContaining('TypeError: this code is wrong')]);
  });

  it('leaves nothing behind, however often it is stopped', async () => {
    const other = await startTestStack({ temporal, configuration: { workflowBundle }, worker: false });
    const { environment, simulator } = other;
    expect(existsSync(environment.RPA_CONFIG ?? '')).toBe(true);
    await Promise.all([other.stop(), other.stop()]);
    expect(existsSync(environment.RPA_CONFIG ?? '')).toBe(false);
    await expect(fetch(simulator.url)).rejects.toThrow();
  });
});

it('starts a Temporal server of its own, with the search attributes, when none is named', async () => {
  await using stack = await startTestStack({ configuration: { workflowBundle } });
  expect(stack.temporal.address).not.toBe(temporal.address);
  const run = await stack.start('runJob', { job: { folder: 'Shared', process: 'Fails' } });
  await expect(run.result()).rejects.toMatchObject({ cause: { type: FailureType.JobFaulted } });
  const { searchAttributes } = (await run.describe()) as unknown as { searchAttributes: Record<string, unknown> };
  expect(searchAttributes.RpaProcess).toEqual(['Fails']);
});

it('takes a server that TEMPORAL_ADDRESS names, as for tests that share one', async () => {
  const server = await startTemporal({ environment: { TEMPORAL_ADDRESS: temporal.address } });
  expect(server.address).toBe(temporal.address);
});

it('ends what it has started when something is wrong, and says what', async () => {
  const faulty = startTestStack({ temporal, connections: { default: { auth: { kind: 'apiKey' } } } });
  await expect(faulty).rejects.toThrow('is not a known authentication kind');
  await expect(startTestStack({ temporal, chains: 'nowhere' })).rejects.toThrow(
    fileURLToPath(new URL('nowhere', import.meta.url)),
  );
});

it('refuses activities of a team that have names of ours', async () => {
  const activities = { pollJob: () => Promise.resolve(), fine: () => Promise.resolve() };
  await expect(startTestStack({ temporal, activities, configuration: { workflowBundle } })).rejects.toThrow(
    'The activities pollJob have names that temporal-rpa uses itself. Rename yours',
  );
});
