import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { credentials } from '../dist/simulator/index.js';
import { workerBeside } from './worker-beside.mjs';

// Prints the memory (RSS) of a worker before, during and after an export of 200,000 jobs. Needs `npm run build`.
const rows = Number(process.argv[2] ?? 200_000);
const { folder, url, worker, workflow, stop } = await workerBeside('simulator-process.mjs', {
  RPA_LOG_LEVEL: 'warn',
  UIPATH_ACCESS_TOKEN: credentials.personalAccessToken,
});
const rssMb = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(worker.pid)]).toString()) / 1024;

async function startJobs(JobsCount) {
  const reply = await request(`${url}/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${credentials.personalAccessToken}`,
      'content-type': 'application/json',
      'x-uipath-folderpath': 'Shared',
    },
    body: JSON.stringify({ startInfo: { ReleaseName: 'Waits', JobsCount, Strategy: 'ModernJobsCount' } }),
  });
  await reply.body.dump();
  if (reply.statusCode !== 201) throw new Error(`StartJobs: ${reply.statusCode}`);
}

async function sha256Of(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

let number = 0;

/** One export, with the memory of the worker sampled all the while. */
async function run(label) {
  const samples = [];
  const began = performance.now();
  const before = rssMb();
  const handle = await workflow.start('exportJobs', {
    taskQueue: 'rpa',
    workflowId: `bench-${(number += 1)}`,
    args: [{ folder: 'Shared', filter: { process: 'Waits' } }],
  });
  const result = handle.result();
  let ended = false;
  const done = result.then(
    () => (ended = true),
    () => (ended = true),
  );
  while (!ended) {
    samples.push(rssMb());
    await Promise.race([done, sleep(20)]);
  }
  const { file, rows: counted } = await result;
  const after = rssMb();
  const right = (await sha256Of(join(folder, file.name))) === file.sha256;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${label}: ${counted} jobs, ${(file.bytes / 2 ** 20).toFixed(1)} MB in ${seconds} s; worker's memory (RSS) ` +
      `${before.toFixed(0)} MB before, at most ${Math.max(...samples).toFixed(0)} MB during, ${after.toFixed(0)} MB after; ` +
      `sha256 ${right ? 'right' : 'WRONG'}`,
  );
}

try {
  await startJobs(100);
  await run('Warming up');
  for (let left = rows - 100; left > 0; left -= 10_000) await startJobs(Math.min(left, 10_000));
  for (const label of ['First', 'Second', 'Third']) await run(label);
} finally {
  await stop();
}
