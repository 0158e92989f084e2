import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backends/backend.js';
import { BackendError } from '../../src/backends/backend-error.js';
import { allJobs, listJobs, stopJobs } from '../../src/client/index.js';
import { type Job, phaseOf } from '../../src/contract/jobs/job.js';
import { readCursor, writeCursor } from '../../src/contract/jobs/job-cursor.js';
import type { SweepOrphansResult } from '../../src/contract/sweep-orphans.js';
import { eventually } from '../eventually.js';
import { failureOf, type Stack, startStack } from './stack.js';

type MemoryJob = Job & { input: unknown };

interface Memory {
  backend: Backend;
  started: Map<string, MemoryJob>;
  starts: () => number;
}

/** The smallest back end there can be: jobs in memory that end when they are told to. */
function memory({ loseFirstReply = false } = {}): Memory {
  const started = new Map<string, MemoryJob>();
  let starts = 0;
  return {
    started,
    starts: () => starts,
    backend: {
      type: 'memory',
      visibilityWindowMs: 100,
      effectWindowMs: 0,
      authenticate: () => Promise.resolve({ apiVersion: null }),
      resolve: ({ release }) =>
        Promise.resolve({ folder: {}, release: { name: 'name' in release ? release.name : '' } }),
      markOf: (reference) => `reference '${reference}'`,
      find: ({ reference }) => Promise.resolve([...started.values()].filter((job) => job.reference === reference)),
      start({ reference, target, fields }) {
        starts += 1;
        const job = { id: reference, key: reference, state: 'Running', process: target.release.name, reference };
        started.set(reference, { ...job, input: fields.input });
        const fields503 = { method: 'POST', url: 'memory:', progress: 'replied', status: 503 } as const;
        return loseFirstReply && starts === 1
          ? Promise.reject(new BackendError('lost', fields503))
          : Promise.resolve([job]);
      },
      getJob(_where, id) {
        const { input, ...job } = started.get(String(id)) ?? { id, key: '', state: 'Lost', input: undefined };
        return Promise.resolve({ ...job, output: input });
      },
      stop(_where, ids) {
        for (const id of ids) Object.assign(started.get(String(id)) ?? {}, { state: 'Stopped' });
        return Promise.resolve({});
      },
      close: () => Promise.resolve(),
    },
  };
}

/** The same with a list of its jobs, the newest first, by state and process. */
function listingMemory(): Memory {
  const made = memory();
  const among = (one: string | undefined, wanted: string | string[] | undefined): boolean =>
    wanted === undefined || [wanted].flat().includes(one ?? '');
  const jobs: Backend['jobs'] = {
    folderFor: () => Promise.resolve(undefined),
    folders: () => Promise.resolve([{}]),
    page(_folder, { filter, unfinished, referencePrefix = '', orderBy, top, after }) {
      const before = after === undefined ? made.started.size : (readCursor(after, orderBy)?.id ?? 0);
      const rows = [...made.started.values()]
        .map((job, place) => ({ job, place }))
        .reverse()
        .filter(({ place }) => place < before)
        .filter(({ job }) => among(job.state, filter.state) && among(job.process, filter.process))
        .filter(({ job }) => unfinished !== true || phaseOf(job) !== 'final')
        .filter(({ job }) => job.reference?.startsWith(referencePrefix))
        .map(({ job, place }) => ({
          job,
          cursor: writeCursor({ field: 'Id', descending: true, id: place, value: null }),
        }));
      const page = rows.slice(0, top);
      const next = rows.length > top ? page.at(-1)?.cursor : undefined;
      return Promise.resolve({ rows: page, ...(next !== undefined && { next }) });
    },
    named: (_folder, names) => Promise.resolve([...made.started.values()].filter(({ key }) => names.includes(key))),
  };
  return { ...made, backend: { ...made.backend, jobs } };
}

const stackWith = (backend: Backend): Promise<Stack> =>
  startStack({ dependencies: { connection: () => backend, connectionNames: () => ['default'] } });

const job = { backend: 'memory', process: 'Count', input: { a: 1 } };

/** Starts runs, one after the other. */
async function runsOf(stack: Stack, { started }: Memory, processes: string[]) {
  const runs = [];
  for (const process of processes) {
    runs.push(await stack.start({ job: { ...job, process } }));
    await eventually('its job runs', () => started.size === runs.length);
  }
  return runs;
}

function sweep({ client, taskQueue }: Stack, input: object = {}): Promise<SweepOrphansResult> {
  const options = { taskQueue, workflowId: `sweep-${randomUUID()}`, args: [input] };
  return client.workflow.execute('sweepOrphans', options) as Promise<SweepOrphansResult>;
}

describe('a third back end', () => {
  it('runs and stops jobs, and starts each once', async () => {
    const { backend, started, starts } = memory({ loseFirstReply: true });
    const stack = await stackWith(backend);
    const run = await stack.start({ job });
    await eventually('the job runs', () => started.size === 1);
    for (const each of started.values()) each.state = 'Successful';
    expect(await run.result()).toMatchObject({ output: { a: 1 }, jobs: [{ process: 'Count', state: 'Successful' }] });
    expect(starts()).toBe(1);

    const file = {
      destination: 'default',
      name: 'a.json',
      bytes: 2,
      sha256: '0'.repeat(64),
      contentType: 'application/json',
    };
    const refused = await stack.start({ job: { ...job, input: { $file: file } } });
    expect(await failureOf(refused)).toMatchObject({
      type: 'InvalidInput',
      message: 'job.input.$file is not supported for jobs of memory: give the data itself',
    });
    expect(starts()).toBe(1);

    const cancelled = await stack.start({ job });
    await eventually('the other job runs', () => started.size === 2);
    await cancelled.cancel();
    expect(await failureOf(cancelled)).toBeUndefined();
    expect([...started.values()].map(({ state }) => state)).toEqual(['Successful', 'Stopped']);
  });

  it('with the part `jobs` is listed, page by page', async () => {
    const made = listingMemory();
    const stack = await stackWith(made.backend);
    const { client, taskQueue } = stack;
    const runs = await runsOf(stack, made, ['Count', 'Weigh', 'Count', 'Count']);
    const counts = { filter: { process: 'Count' }, limit: 2 };
    const first = await listJobs(client, counts, { taskQueue });
    expect(first).toMatchObject({ jobs: [{ process: 'Count' }, { process: 'Count' }], more: true });
    const rest = await listJobs(client, { ...counts, after: first.next }, { taskQueue });
    expect(rest).toMatchObject({ jobs: [{ id: [...made.started.keys()][0] }], more: false });
    const all = [];
    for await (const each of allJobs(client, {}, { taskQueue })) all.push(each.id);
    expect(all).toEqual([...made.started.keys()].reverse());
    await Promise.all(runs.map((run) => run.terminate('test')));
  });

  it('with the part `jobs` is stopped by a filter, in the one strength that it has', async () => {
    const made = listingMemory();
    const stack = await stackWith(made.backend);
    const runs = await runsOf(stack, made, ['Count', 'Weigh', 'Count']);
    const report = await stopJobs(stack.client, { filter: { process: 'Count' } }, { taskQueue: stack.taskQueue });
    expect(report).toMatchObject({
      jobs: [
        { outcome: 'ended', by: 'Kill', state: 'Stopped', process: 'Count' },
        { outcome: 'ended', by: 'Kill', state: 'Stopped', process: 'Count' },
      ],
      more: false,
    });
    expect([...made.started.values()].map(({ state }) => state)).toEqual(['Stopped', 'Running', 'Stopped']);
    await runs[1]?.terminate('test');
  });

  it('with the part `jobs` is swept: jobs of closed runs are found and stopped', async () => {
    const made = listingMemory();
    const stack = await stackWith(made.backend);
    const [left, followed] = await runsOf(stack, made, ['Count', 'Weigh']);
    await left?.terminate('test');
    await eventually('the list of runs shows its end', async () => {
      const { orphans } = await sweep(stack);
      return orphans.length === 1;
    });
    const swept = await sweep(stack, { stop: { grace: '10m' } });
    expect(swept).toEqual({
      looked: 2,
      more: false,
      orphans: [
        expect.objectContaining({
          workflowId: left?.workflowId,
          run: 'Terminated',
          stopped: true,
          job: expect.objectContaining({ process: 'Count', state: 'Stopped' }) as Job,
        }),
      ],
    });
    expect([...made.started.values()].map(({ state }) => state)).toEqual(['Stopped', 'Running']);
    await followed?.cancel();
    expect(followed && (await failureOf(followed))).toBeUndefined();
  });

  it('without the part that a request needs is refused, and told which it is', async () => {
    const { client, taskQueue } = await stackWith(memory().backend);
    const refusals: [string, object, string][] = [
      ['listJobs', {}, 'list'],
      ['stopJobs', { filter: { state: 'Running' } }, 'list'],
      ['sweepOrphans', {}, 'list'],
      ['exportJobs', {}, 'export'],
    ];
    for (const [workflow, input, ability] of refusals) {
      const options = { taskQueue, workflowId: `${workflow}-${taskQueue}`, args: [input] };
      await expect(client.workflow.execute(workflow, options)).rejects.toMatchObject({
        cause: {
          type: 'InvalidInput',
          message: `connection 'default' is of type memory, which cannot ${ability} jobs`,
        },
      });
    }
  });
});
