import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { workerBeside } from './worker-beside.mjs';

// Prints the peak memory (VmHWM) of a worker under endless, huge and deep replies to many runs at once, and under
// inputs that are wrong in 9,000 places. Needs `npm run build`.
const runs = Number(process.argv[2] ?? 10);
const seconds = Number(process.argv[3] ?? 10);
const { server, worker, workflow, stop } = await workerBeside('hostile-process.mjs', {
  RPA_LOG_LEVEL: 'error',
  UIPATH_ACCESS_TOKEN: 'token',
});
const peakMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'))?.[1]) / 1024;
const start = (name, number, job) =>
  workflow.start('runJob', {
    taskQueue: 'rpa',
    workflowId: `${name}-${number}`,
    args: [{ job, deadlines: { start: '1h' } }],
  });

try {
  await (await start('warm-up', 0, { process: 'a', wrong: 1 })).result().catch(() => undefined);
  console.log(`begins with ${peakMb().toFixed(0)} MB`);
  for (const mode of ['endless', 'huge', 'deep', 'quotes']) {
    server.send(mode);
    const job = { folder: 'Shared', process: 'Echo' };
    const handles = await Promise.all(Array.from({ length: runs }, (_, number) => start(mode, number, job)));
    await sleep(seconds * 1000);
    const { raw } = await handles[0].describe();
    const [{ attempt, lastFailure } = {}] = raw.pendingActivities ?? [];
    console.log(`${mode}: ${runs} runs, peak ${peakMb().toFixed(0)} MB; attempt ${attempt}: ${lastFailure?.message}`);
    await Promise.all(handles.map((handle) => handle.terminate()));
  }
  const wrong = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`field${index}`, 1]));
  const handles = await Promise.all(
    Array.from({ length: runs }, (_, number) => start('wrong', number, { process: 'a', ...wrong })),
  );
  const ended = await Promise.allSettled(handles.map((handle) => handle.result()));
  const failed = ended.filter(({ status }) => status === 'rejected').length;
  console.log(`9,000 wrong places: ${failed} of ${runs} runs refused, peak ${peakMb().toFixed(0)} MB`);
} finally {
  await stop();
}
