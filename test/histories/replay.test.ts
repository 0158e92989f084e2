import '../quiet-runtime.js';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { workflowIdOf } from '../../src/worker/replay-histories.js';
import { eventually } from '../eventually.js';
import { type RunHandle, type Stack, startStack } from '../integration/stack.js';
import { startDirectly } from '../integration/start-directly.js';
import { record } from './record.js';

const folder = import.meta.dirname;
const stored = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('workflow code of today replays', () => {
  it('of every stored history', async () => {
    const names = new Map<string, string>();
    const histories = stored.map((name) => {
      const json: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const workflowId = workflowIdOf(json) ?? name;
      names.set(workflowId, name);
      return { workflowId, history: historyFromJSON(json) };
    });
    const code = { workflowBundle: { codePath: inject('workflowBundlePath') } };
    const faults: string[] = [];
    let replayed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories(code, histories)) {
      replayed += 1;
      if (error) faults.push(`${names.get(workflowId) ?? workflowId}: ${error.message}`);
    }
    expect(faults).toEqual([]);
    expect(replayed).toBe(stored.length);
  });

  it('has histories of a success, a fault, a cancel, a deadline, a sweep, a list, a stop, exports and their quota', () => {
    const runs = ['success', 'fault-and-rerun', 'cancel', 'deadline', 'infolink-cancel'].map(
      (name) => `run-job-${name}.json`,
    );
    const exports = ['made', 'shared', 'over-quota'].map((name) => `export-jobs-${name}.json`);
    const others = ['sweep-orphans-stop.json', 'list-jobs.json', 'stop-jobs.json', 'export-quota-day.json'];
    const wanted = [...runs, ...exports, ...others];
    expect(stored).toEqual(expect.arrayContaining(wanted));
  });
});

/** `RECORD_HISTORIES=1 npx vitest run test/histories` writes them anew; needed only for a change that is not compatible. */
const recording = process.env.RECORD_HISTORIES === '1' ? describe : undefined;
recording?.('recording', () => {
  const scenes: Record<string, (stack: Stack) => Promise<RunHandle>> = {
    'run-job-success': (stack) => stack.start({ job: { folder: 'Shared', process: 'Echo', input: { a: 1 } } }),
    'run-job-fault-and-rerun': (stack) =>
      stack.start({
        job: { folder: 'Shared', process: 'Fails', input: { category: 'System' } },
        rerun: { maximumAttempts: 2, on: ['System'], delay: '100ms' },
      }),
    'run-job-cancel': async (stack) => {
      const run = await stack.start({
        job: { folder: 'Shared', process: 'Stubborn' },
        stop: { grace: '1s', confirm: '30s' },
      });
      await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
      await run.cancel();
      return run;
    },
    'run-job-infolink-cancel': async (stack) => {
      const run = await stack.start({
        connection: 'link',
        job: { appId: '7', scenario: 'Endless', noResultSchema: true },
      });
      await eventually('the job runs', () => stack.simulator.infoLinkJobs().length === 1);
      await run.cancel();
      return run;
    },
    'run-job-deadline': (stack) =>
      stack.start({
        job: { folder: 'Shared', process: 'Waits', count: 2 },
        deadlines: { pending: '3s' },
        stop: { grace: '1s', confirm: '30s' },
      }),
    'sweep-orphans-stop': async (stack) => {
      const run = await stack.start({ job: { folder: 'Shared', process: 'Slow' } });
      await eventually('the job runs', () => stack.simulator.jobs()[0]?.State === 'Running');
      await run.terminate('test');
      const options = { taskQueue: stack.taskQueue, workflowId: 'sweep', args: [{ stop: { grace: '10s' } }] };
      return await stack.client.workflow.start('sweepOrphans', options);
    },
    'list-jobs': async ({ simulator, taskQueue, client }) => {
      await startDirectly(simulator, 'Echo', 2);
      const args = [{ filter: { process: 'Echo' }, expand: ['Robot'] }];
      return await client.workflow.start('listJobs', { taskQueue, workflowId: 'list', args });
    },
    'stop-jobs': async ({ simulator, taskQueue, client }) => {
      for (const release of ['Slow', 'Stubborn', 'Waits']) await startDirectly(simulator, release);
      await eventually('the job runs', () => simulator.jobs()[0]?.State === 'Running');
      const args = [{ filter: { folder: 'Shared' }, stop: { grace: '2s', confirm: '30s' } }];
      return await client.workflow.start('stopJobs', { taskQueue, workflowId: 'stop', args });
    },
  };
  /** Two exports of the same jobs; gives the runs and that of the quota. */
  const exports = async (stack: Stack): Promise<[RunHandle, RunHandle, RunHandle]> => {
    const begin = (): Promise<RunHandle> => {
      const workflowId = `export-${randomUUID()}`;
      const options = { taskQueue: stack.taskQueue, workflowId, args: [{ folder: 'Shared' }] };
      return stack.client.workflow.start('exportJobs', options);
    };
    const id = `rpa-export-quota/${stack.simulator.cloudUrl.replace('http://', '')}`;
    const first = await begin();
    await eventually('it is requested', () => stack.simulator.calls().some((call) => call.operation === 'Jobs.export'));
    const second = await begin();
    await Promise.all([first.result(), second.result()]);
    return [first, second, stack.client.workflow.getHandle(id)];
  };
  Object.assign(scenes, {
    'export-jobs-made': async (stack) => (await exports(stack))[0],
    'export-jobs-shared': async (stack) => (await exports(stack))[1],
    'export-jobs-over-quota': async (stack) => {
      const body = { message: 'The daily limit of exports has been reached.', errorCode: 4502 };
      stack.simulator.addFault({ operation: 'Jobs.export', fault: 'status', status: 400, body });
      const options = {
        taskQueue: stack.taskQueue,
        workflowId: 'over',
        args: [{ folder: 'Shared', overQuota: 'wait' }],
      };
      const run: RunHandle = await stack.client.workflow.start('exportJobs', options);
      await eventually('it waits', async () =>
        ((await run.fetchHistory()).events ?? []).some((event) => event.timerStartedEventAttributes),
      );
      await run.cancel();
      return run;
    },
    'export-quota-day': async (stack) => {
      const quota = (await exports(stack))[2];
      await quota.terminate('end of the recording');
      return quota;
    },
  } satisfies typeof scenes);
  it.each(Object.keys(scenes))('%s', async (name) => {
    const run = await scenes[name]?.(await startStack());
    if (run) await record(name, run);
  });
});
