import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { credentials } from '../dist/simulator/index.js';

// Prints what the simulator costs: the share of a core, the memory, the time of a list. Needs `npm run build`.
const entry = fileURLToPath(new URL('simulator-process.mjs', import.meta.url));
const child = fork(entry, { execArgv: ['--expose-gc'] });
const [{ url }] = await once(child, 'message');
const dispatcher = new Agent({ connections: 20 });
const headers = {
  authorization: `Bearer ${credentials.personalAccessToken}`,
  'content-type': 'application/json',
  'x-uipath-folderpath': 'Shared',
};

async function send(method, path, body) {
  const reply = await request(url + path, { method, headers, dispatcher, ...(body && { body: JSON.stringify(body) }) });
  const answer = await reply.body.json();
  if (reply.statusCode >= 300) throw new Error(`${method} ${path}: ${reply.statusCode} ${JSON.stringify(answer)}`);
  return answer;
}

async function start(ReleaseName, JobsCount) {
  const startInfo = { ReleaseName, JobsCount, Strategy: 'ModernJobsCount', InputArguments: '{"day":"2026-11-23"}' };
  return (await send('POST', '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs', { startInfo })).value;
}

async function usage() {
  child.send('usage');
  const [figures] = await once(child, 'message');
  return figures;
}

async function pollForTenSeconds(jobs) {
  const [before, startedAt] = [await usage(), performance.now()];
  let calls = 0;
  const pollOne = async ({ Id }, index) => {
    await sleep((index * 1000) / jobs.length);
    for (let round = 0; round < 10; round += 1) {
      await send('GET', `/odata/Jobs(${Id})`);
      calls += 1;
      await sleep(1000);
    }
  };
  await Promise.all(jobs.map(pollOne));
  const wallMs = performance.now() - startedAt;
  const share = ((await usage()).cpuMs - before.cpuMs) / wallMs;
  console.log(`200 jobs, each polled once a second: ${(share * 100).toFixed(1)} % of a core (${calls} calls)`);
}

async function timeList(name, query) {
  const times = [];
  for (let round = 0; round < 30; round += 1) {
    const startedAt = performance.now();
    await send('GET', `/odata/Jobs?${query}`);
    times.push(performance.now() - startedAt);
  }
  times.sort((left, right) => left - right);
  console.log(`  ${name}: median ${times[15].toFixed(1)} ms, longest ${times[29].toFixed(1)} ms`);
}

try {
  await pollForTenSeconds(await start('Slow', 200));
  const many = await start('Echo', 9_800);
  await sleep(1_500);
  await send('GET', '/odata/Jobs?$top=1');
  console.log(`10,000 jobs: ${(await usage()).rssMb.toFixed(0)} MB of memory (RSS)`);
  console.log('A list over 10,000 jobs, seen by the caller:');
  await timeList("State eq 'Running', 100 rows", "$filter=State eq 'Running'&$top=100");
  const keys = many.slice(0, 50).map(({ Key }) => `'${Key}'`);
  await timeList('50 keys', `$filter=Key in (${keys.join(',')})&$select=Id,Key,State`);
  await timeList('the newest 100', '$orderby=CreationTime desc&$top=100');
  await timeList('1000 whole rows', '$top=1000');
} finally {
  child.disconnect();
  await dispatcher.close();
}
