import '../../quiet-runtime.js';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import type { Activities } from '../../../src/contract/activities.js';
import { searchAttributes } from '../../../src/contract/search-attributes.js';
import { evaluateBatch } from '../../../src/expressions/index.js';
import { eventually } from '../../eventually.js';

/** Every activity on the wire: a new one does not compile until it is named here. */
const activityNames = Object.keys({
  authenticate: true,
  resolveRelease: true,
  startJobs: true,
  pollJob: true,
  stopJobs: true,
  resumeJob: true,
  findOrphans: true,
  loadChain: true,
  evaluateExpressions: true,
  findJobs: true,
  listJobs: true,
  prepareExport: true,
  reserveExport: true,
  requestExport: true,
  pollExport: true,
  downloadExport: true,
  finishExport: true,
  followSharedExport: true,
} satisfies Record<keyof Activities, true>) as (keyof Activities)[];

/** Expressions have their values wherever they are evaluated; child processes have tests of their own. */
const usual: Partial<Activities> = { evaluateExpressions: evaluateBatch };

export type Run = WorkflowHandle<(...given: unknown[]) => Promise<unknown>>;

export interface TimeSkipping {
  /** What the activities do in this test; one that is missing fails its caller for good. */
  use(activities: Partial<Activities>): void;
  /** Starts a workflow under a fresh id; it is terminated after the test if it still runs. */
  start(type: string, input?: unknown, options?: { workflowId?: string }): Promise<Run>;
  /**
   * Waits until each of so many activities of a run waits for its next attempt. Cancel a run only then: the server
   * (1.40) drops the workflow task that cancels an activity which has just ended, and the run hangs.
   */
  rests(run: Pick<Run, 'describe'>, activities?: number): Promise<void>;
  client(): Client;
  taskQueue(): string;
  /** Time of the server, which runs ahead of the clock. */
  nowMs(): Promise<number>;
  /** Lets time pass, at once. Time also skips while a result is awaited, and never otherwise. */
  pass(milliseconds: number): Promise<void>;
}

export interface Failed {
  type: string;
  message: string;
  details: Record<string, unknown>;
  cause?: { type?: string };
}

/** The failure of a run; undefined when it was cancelled. */
export async function failureOf(run: Run): Promise<Failed | undefined> {
  try {
    await run.result();
  } catch (error) {
    const { cause } = error as { cause?: { name: string; details?: unknown[] } & Omit<Failed, 'details'> };
    if (!cause || cause.name === 'CancelledFailure') return undefined;
    const details = (cause.details?.[0] ?? {}) as Record<string, unknown>;
    return { type: cause.type, message: cause.message, details, ...(cause.cause && { cause: cause.cause }) };
  }
  throw new Error('the run was successful');
}

/** What a validator of an update says. */
export const refusalOf = (update: Promise<unknown>): Promise<string> =>
  update.then(
    () => 'taken',
    (error: unknown) => (error as { cause?: Error }).cause?.message ?? String(error),
  );

export interface TimeSkippingOptions {
  /** File with the workflows. Default: those of this package. */
  workflowsPath?: string;
}

/** A time-skipping server and one worker for all tests of a file, which must run one after the other. */
export function timeSkipping({ workflowsPath }: TimeSkippingOptions = {}): TimeSkipping {
  let environment: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;
  let current: Partial<Activities> = {};
  const taskQueue = `skipping-${randomUUID()}`;
  const begun: Run[] = [];

  const delegate = (name: keyof Activities) => (input: never) => {
    const activity = (current[name] ?? usual[name]) as ((input: never) => Promise<unknown>) | undefined;
    if (!activity) throw new Error(`this test has no activity ${name}`);
    return activity(input);
  };

  beforeAll(async () => {
    environment = await startEnvironment();
    worker = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue,
      ...(workflowsPath === undefined
        ? { workflowBundle: { codePath: inject('workflowBundlePath') } }
        : { workflowsPath }),
      activities: Object.fromEntries(activityNames.map((name) => [name, delegate(name)])),
      // A test that lets a step of the worker wait for another must not run out of places.
      maxConcurrentActivityTaskExecutions: 200,
      shutdownForceTime: '10s',
    });
    running = worker.run();
  });
  afterEach(async () => {
    await Promise.all(begun.splice(0).map((run) => run.terminate('the test has ended').catch(() => undefined)));
    current = {};
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await environment.teardown();
  });

  return {
    use: (activities) => void (current = activities),
    start: async (type, input, options = {}) => {
      const run = await environment.client.workflow.start(type, {
        taskQueue,
        workflowId: `${type}-${randomUUID()}`,
        args: input === undefined ? [] : [input],
        ...options,
      });
      begun.push(run as Run);
      return run as Run;
    },
    rests: (run, activities = 1) =>
      eventually(`${activities} activities wait for their next attempt`, async () => {
        const { pendingActivities } = (await run.describe()).raw;
        const waiting = pendingActivities?.filter(({ lastFailure }) => lastFailure);
        return waiting?.length === activities;
      }),
    client: () => environment.client,
    taskQueue: () => taskQueue,
    nowMs: () => environment.currentTimeMs(),
    pass: (milliseconds) => environment.sleep(milliseconds),
  };
}

const types = { Keyword: 2, KeywordList: 7 } as const;

/** An upsert of search attributes that the server does not know hangs a run, so they are added first. */
async function startEnvironment(): Promise<TestWorkflowEnvironment> {
  const server = { executable: { type: 'existing-path' as const, path: inject('testServerPath') } };
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.entries(searchAttributes).map(([name, type]) => [name, types[type]])),
  });
  return environment;
}
