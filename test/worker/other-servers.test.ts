import '../quiet-runtime.js';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Configuration } from '../../src/config/index.js';
import { startSimulator } from '../../src/simulator/index.js';
import { startTestStack, type TestStack } from '../../src/testing/index.js';
import { createLogger, startWorker } from '../../src/worker/index.js';
import { sharedByAll } from '../integration/stack.js';

interface Queue {
  stack: TestStack;
  /** Starts one more worker of the queue, with these addresses of its connections; returns what it logged. */
  join: (urls: Record<string, string>, more?: Partial<Configuration>) => Promise<string[]>;
}

/** A task queue whose worker has two connections to the tenant of the stack. */
async function startQueue({ onTestFinished }: TestContext): Promise<Queue> {
  const { temporal, workflowBundle } = sharedByAll();
  const stack = await startTestStack({
    temporal,
    configuration: { workflowBundle },
    connections: { default: {}, second: {} },
  });
  onTestFinished(() => stack.stop());
  const join: Queue['join'] = async (urls, more) => {
    const connections = Object.fromEntries(
      Object.entries(stack.configuration.connections).map(([name, settings]) => [
        name,
        { ...settings, url: urls[name] ?? settings.url },
      ]),
    ) as Configuration['connections'];
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    const worker = await startWorker({
      configuration: { ...stack.configuration, connections, ...more },
      logger,
      temporal: stack.temporal,
    });
    onTestFinished(async () => {
      worker.shutdown();
      await worker.ended;
    });
    return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  };
  return { stack, join };
}

async function otherTenant({ onTestFinished }: TestContext): Promise<string> {
  const simulator = await startSimulator({ tenantKey: 'other' });
  onTestFinished(() => simulator.stop());
  return simulator.cloudUrl;
}

const echo = { job: { folder: 'Shared', process: 'Echo' } };

describe.concurrent('a worker that joins a task queue', () => {
  it('does not start when a running worker of the queue reaches another tenant by the same name', async (context) => {
    const { stack, join } = await startQueue(context);
    const settled = new AbortController();
    const joining = join({ second: await otherTenant(context) }).finally(() => settled.abort());
    // A worker that works asks for tasks all the time, which shows that it is running.
    const working = (async () => {
      while (!settled.signal.aborted) await stack.execute('runJob', echo);
    })();
    await expect(joining).rejects.toThrow(
      /^Connection 'second' leads to another server than that of worker \d+@\S+ on the same task queue\. Task queue '\S+' would mix the two\./,
    );
    await working;
  });

  it('starts all the same if that is allowed', async (context) => {
    const { join } = await startQueue(context);
    expect(await join({ default: await otherTenant(context) }, { otherServers: 'allow' })).toEqual(['Worker runs']);
  });

  it('starts without a word when it reaches the same tenant, by whatever address', async (context) => {
    const { stack, join } = await startQueue(context);
    expect(await join({ default: stack.simulator.url })).toEqual(['Worker runs']);
  });

  it('starts without a word on a queue of its own, and when a server does not answer', async (context) => {
    const { stack, join } = await startQueue(context);
    expect(await join({ default: await otherTenant(context) }, { taskQueue: `${stack.taskQueue}-2` })).toEqual([
      'Worker runs',
    ]);
    expect(await join({ default: 'http://127.0.0.1:9' })).toEqual([
      expect.stringMatching(/^Connection 'default' could not be compared with those of other workers: /),
      'Worker runs',
    ]);
  });

  it('starts once the worker on the other tenant has ended', async (context) => {
    const { stack, join } = await startQueue(context);
    const url = await otherTenant(context);
    await stack.stop();
    expect((await join({ default: url, second: url })).at(-1)).toBe('Worker runs');
  });
});
