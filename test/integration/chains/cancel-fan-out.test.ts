import { expect, it } from 'vitest';
import type { Backend } from '../../../src/backends/backend.js';
import { orchestratorBackend } from '../../../src/backends/orchestrator/index.js';
import { failureOfChain } from '../../chains.js';
import { eventually } from '../../eventually.js';
import { Gate } from '../../workflows/kit/gate.js';
import { startChainStack } from './chain-stack.js';

const concurrency = 50;
const jobsBeforeCancel = 20;
const activitiesAtOnce = 5;

/** States of a pending activity (`temporal.api.enums.v1.PendingActivityState`). */
const state = { scheduled: 1, cancelRequested: 3 };

it('sends nothing and looks up nothing for the items of a cancelled step that had not sent their start', async () => {
  const gate = new Gate();
  let begun = 0;
  const backends: Backend[] = [];
  const stack = await startChainStack({
    environment: { RPA_MAXIMUM_ACTIVITIES: String(activitiesAtOnce) },
    dependencies: { connection: () => backends[0] },
  });
  const { simulator, client } = stack;
  const real = orchestratorBackend({
    name: 'default',
    url: simulator.cloudUrl,
    auth: { kind: 'clientCredentials', clientId: 'sim-client', clientSecret: 'sim-secret' },
    tenantName: 'DefaultTenant',
    visibilityWindowMs: 1_000,
    effectWindowMs: 0,
  });
  // From the 21st on, starts wait as if for a token, and all places of the worker are taken.
  backends.push({
    ...real,
    start: async (...given) => {
      if ((begun += 1) > jobsBeforeCancel) await gate.opened;
      return real.start(...given);
    },
  });
  const run = await stack.startChain({
    name: 'many',
    steps: {
      work: {
        forEach: { items: '{% [0..199] %}', concurrency },
        job: { folder: 'Shared', process: 'Works', input: { key: '{% item %}' } },
      },
    },
  });
  const items = Array.from({ length: concurrency }, (_, index) =>
    client.workflow.getHandle(`${run.workflowId}/work/${index}`),
  );
  /** How many runs have a start in such a state; closed ones have none. */
  const startsThat = async (wanted: (state: number) => boolean): Promise<number> => {
    const described = await Promise.all(items.map((item) => item.describe().catch(() => undefined)));
    const pending = described.flatMap((run) => run?.raw.pendingActivities ?? []);
    return pending.filter(({ activityType, state }) => activityType?.name === 'startJobs' && wanted(state ?? 0)).length;
  };
  await eventually(
    'all places are taken, and starts wait for one',
    async () =>
      begun === jobsBeforeCancel + activitiesAtOnce &&
      simulator.jobs().length === jobsBeforeCancel &&
      (await startsThat((found) => found === state.scheduled)) > 0,
    120_000,
  );
  await run.cancel();
  await eventually(
    'no start is without its cancel',
    async () =>
      (await startsThat((found) => found === state.cancelRequested)) === activitiesAtOnce &&
      (await startsThat((found) => found !== state.cancelRequested)) === 0,
    120_000,
  );
  gate.open();
  expect(await failureOfChain(run)).toBeUndefined();
  const calls = simulator.calls().map(({ operation }) => operation);
  expect(calls.filter((operation) => operation === 'StartJobs')).toHaveLength(jobsBeforeCancel);
  expect(calls.filter((operation) => operation === 'Jobs.list')).toEqual([]);
  expect(begun).toBe(jobsBeforeCancel + activitiesAtOnce);
  expect(simulator.jobs().map(({ State }) => State)).toEqual(Array(jobsBeforeCancel).fill('Stopped'));
  await real.close();
}, 300_000);
