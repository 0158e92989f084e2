import { expect, it } from 'vitest';
import { failureOfChain, job } from '../../chains.js';
import { hostile } from '../../expressions/hostile.js';
import { startWorkerProcess } from '../../worker/worker-process.js';
import { startChainStack } from './chain-stack.js';

const bad = [
  hostile['a regular expression with nested repetition'],
  hostile['a text of 500 MB'],
  hostile['a value that is nested ever deeper'],
  hostile['a range of ten million'],
];

it('expressions that would end a worker fail, and neither end its process nor the runs beside them', async () => {
  const { startChain, environment } = await startChainStack({ worker: false });
  const worker = startWorkerProcess(environment);
  let ends = 0;
  void worker.ended.then(() => (ends += 1));
  await worker.runs();
  const failing = await Promise.all(
    bad.map((expression) => startChain({ name: 'hostile', steps: { a: { when: expression, ...job('Post') } } })),
  );
  const good = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      startChain(
        { name: 'good', steps: { a: job('Post', '{% input.number %}') }, output: '{% steps.a.output.key + 1 %}' },
        { number },
      ),
    ),
  );
  const outputs = await Promise.all(good.map(async (run) => (await run.result()).output));
  expect(outputs).toEqual(Array.from({ length: 10 }, (_, number) => number + 1));
  const failures = await Promise.all(failing.map(failureOfChain));
  expect(failures.map((failure) => failure?.type)).toEqual(bad.map(() => 'ExpressionFailed'));
  expect(ends).toBe(0);
  worker.signal('SIGTERM');
  await worker.ended;
}, 300_000);
