import { expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { startStack } from '../integration/stack.js';
import { startWorkerProcess } from './worker-process.js';

it('the log tells the life of each job, and of a failure its type without a stack', async () => {
  const stack = await startStack({ worker: false });
  const worker = startWorkerProcess(stack.environment);
  await worker.runs();
  const job = { folder: 'Shared', process: 'Echo' };
  const successful = await stack.start({ job });
  const faulted = await stack.start({ job: { ...job, process: 'Fails', input: { category: 'User' } } });
  const cancelled = await stack.start({ job: { ...job, process: 'Slow' }, stop: { grace: '1s', confirm: '1m' } });
  const stopped = await stack.start({ job: { ...job, process: 'Slow' }, stop: { grace: '1s', confirm: '1m' } });
  const misspelt = await stack.start({ job: { ...job, process: 'Ecco' } });
  const linesOf = ({ workflowId }: { workflowId: string }): Record<string, unknown>[] =>
    worker.log().filter((line) => line.workflowId === workflowId);
  const messagesOf = (run: { workflowId: string }): unknown[] => linesOf(run).map(({ msg }) => msg);
  await eventually('both slow jobs are there', () =>
    [cancelled, stopped].every((run) => messagesOf(run).includes('Job started')),
  );
  await cancelled.cancel();
  await stopped.executeUpdate('stop', { args: [{ reason: 'order withdrawn' }] });
  await Promise.allSettled([successful, faulted, cancelled, stopped, misspelt].map((run) => run.result()));

  const [row] = stack.simulator.jobs().filter(({ ReleaseName }) => ReleaseName === 'Echo');
  const place = { level: 'info', connection: 'default', folder: 'Shared', process: 'Echo', workflowType: 'runJob' };
  const whole = { ...place, jobId: row?.Id, key: row?.Key, link: expect.stringContaining(row?.Key ?? '-') as string };
  await eventually('all lines are there', () => messagesOf(stopped).includes('Job ended'));
  expect(linesOf(successful)).toMatchObject([
    { ...whole, msg: 'Job started', state: 'Pending' },
    { ...whole, msg: 'Job ended', state: 'Successful' },
  ]);
  expect(linesOf(faulted)).toMatchObject([
    { msg: 'Job started' },
    { msg: 'Job ended', state: 'Faulted' },
    { msg: 'Workflow failed', error: { type: 'JobFaulted' } },
  ]);
  expect(linesOf(cancelled)).toMatchObject([
    { msg: 'Job started' },
    { msg: 'Stopping the job', because: 'the run was cancelled' },
    { msg: 'Job ended', state: 'Stopped' },
  ]);
  expect(linesOf(stopped)).toMatchObject([
    { msg: 'Job started' },
    { msg: 'Stopping the job', because: 'the stop update (order withdrawn)' },
    { msg: 'Job ended', state: 'Stopped' },
    { msg: 'Workflow failed', error: { type: 'JobStopped' } },
  ]);
  expect(linesOf(misspelt)).toMatchObject([
    { msg: 'Activity failed', activityType: 'resolveRelease', error: { type: 'ReleaseNotFound' } },
    { msg: 'Workflow failed', error: { type: 'ReleaseNotFound' } },
  ]);
  expect(worker.output()).not.toMatch(/"stack"|taskToken|Nexus/);
});
