// Prints what expressions cost, and what hostile ones cost the good runs beside them: npm run bench:expressions
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createEvaluator } from '../dist/expressions/index.js';

const hostile = JSON.parse(readFileSync(new URL('hostile-expressions.json', import.meta.url), 'utf8'));

const round = (value, digits = 2) => value.toFixed(digits);
const rowsOf = (count) =>
  Array.from({ length: count }, (_, id) => ({ id, amount: (id * 7919) % 10_007, name: `invoice ${id}` }));

/** The seconds that something takes. */
async function secondsOf(run) {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
}

// 1. Processes.
{
  const evaluator = createEvaluator();
  const evaluate = async (expression, scope) => {
    const request = { expressions: [`{% ${expression} %}`] };
    const input = { scope: JSON.stringify(scope), nowMs: Date.now(), requests: [request] };
    const [{ values, failed }] = (await evaluator.evaluate(input)).evaluations;
    if (!values) throw new Error(failed);
  };
  const start = await secondsOf(() => evaluate('1', {}));
  const [pid] = execFileSync('pgrep', ['--parent', String(process.pid), '--full', 'child'])
    .toString()
    .split('\n');
  const idleMb = Number(execFileSync('ps', ['-o', 'rss=', '-p', pid]).toString()) / 1024;
  console.log(`a process          starts in ${round(start)} s, ${round(idleMb, 0)} MB when idle`);
  const many = { input: { rows: rowsOf(20_000) } };
  const few = { input: { rows: rowsOf(10_000) } };
  const bytes = JSON.stringify(many).length;
  const filter = await secondsOf(() => evaluate('input.rows[amount > 5000]', many));
  console.log(`filter of 20,000   ${round(filter)} s (${round(bytes / 1e6)} MB)`);
  const sort = await secondsOf(() => evaluate('$sort(input.rows, function($a, $b) { $a.amount > $b.amount }).id', few));
  const order = await secondsOf(() => evaluate('input.rows^(amount).id', few));
  console.log(`sort of 10,000     ${round(sort)} s by $sort, ${round(order)} s by ^( )`);
  evaluator.close();
}

// The threads in which the SDK runs workflows, to read their processor time (Linux) or their busy time.
const threads = [];
const tasks = '/proc/self/task';
const taskIds = () => (existsSync(tasks) ? readdirSync(tasks) : []);
const workerThreads = createRequire(import.meta.url)('node:worker_threads');
const Thread = workerThreads.Worker;
workerThreads.Worker = class extends Thread {
  constructor(...given) {
    const before = taskIds();
    super(...given);
    threads.push({ thread: this, task: taskIds().find((id) => !before.includes(id)) });
  }
};
syncBuiltinESMExports();

function timeOf({ thread, task }) {
  if (task === undefined) return thread.performance.eventLoopUtilization().active;
  const fields = readFileSync(`${tasks}/${task}/stat`, 'utf8').split(') ')[1].split(' ');
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
const threadMs = () => threads.reduce((sum, each) => sum + timeOf(each), 0);

const { startTestStack } = await import('temporal-rpa/testing');
const stack = await startTestStack({
  scenario: {
    folders: ['Shared'],
    robots: [{ name: 'robot-a', capacity: 100 }],
    releases: [{ name: 'Post', folder: 'Shared', behaviour: { pending: '20ms', running: '100ms' } }],
  },
  worker: false,
});

// 2. The workflow thread.
{
  const worker = await stack.startWorker();
  const input = { rows: rowsOf(20_000) };
  const megabytes = JSON.stringify(input).length / 1e6;
  const run = async (output) => {
    const before = threadMs();
    await stack.execute('runChain', { chain: { name: 'large', steps: { wait: { wait: '1ms' } }, output }, input });
    return threadMs() - before;
  };
  const rounds = 20;
  const total = { without: 0, reading: 0 };
  await run('{% 1 %}');
  for (let count = 0; count < rounds; count += 1) {
    total.without += await run('{% 1 %}');
    total.reading += await run('{% $count(input.rows[amount > 5000]) %}');
  }
  const perMegabyte = (total.reading - total.without) / rounds / megabytes;
  console.log(
    `workflow thread    ${round(perMegabyte, 1)} ms per MB that an expression reads, at most 50 ` +
      `(a run has ${round(total.reading / rounds, 0)} ms with it, ${round(total.without / rounds, 0)} ms without)`,
  );
  if (perMegabyte > 50) process.exitCode = 1;
  worker.shutdown();
  await worker.ended;
}

// 3. Hostile chains beside good ones.
{
  let ends = 0;
  const worker = spawn(process.execPath, [fileURLToPath(new URL('../dist/worker.js', import.meta.url))], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...stack.environment, RPA_LOG_LEVEL: 'error' },
    stdio: 'inherit',
  });
  worker.once('exit', () => (ends += 1));
  const job = (number) => ({ job: { folder: 'Shared', process: 'Post', input: { number } } });
  const good = {
    name: 'good',
    steps: {
      first: { when: '{% input.number >= 0 %}', ...job('{% input.number %}'), output: '{% result.number + 1 %}' },
      second: { needs: ['first'], ...job('{% steps.first.output %}') },
    },
    output: '{% steps.second.output.number %}',
  };
  const goodRuns = () =>
    Promise.all(
      Array.from({ length: 50 }, async (_, number) => {
        const { output } = await stack.execute('runChain', { chain: good, input: { number } });
        if (output !== number + 1) throw new Error(`a good run gave ${output}`);
      }),
    );
  await goodRuns();
  const alone = await secondsOf(goodRuns);
  const failures = Object.entries(hostile).map(async ([name, expression]) => {
    const chain = { name: 'hostile', steps: { one: job(`{% ${expression} %}`) } };
    const began = performance.now();
    const type = await stack.execute('runChain', { chain }).then(
      () => 'no failure',
      ({ cause }) => cause?.type,
    );
    return { name, type, seconds: (performance.now() - began) / 1000 };
  });
  const beside = await secondsOf(goodRuns);
  const failed = await Promise.all(failures);
  console.log(`50 good runs       ${round(alone)} s alone, ${round(beside)} s beside 10 hostile ones`);
  console.log(`ratio              ${round(beside / alone)}, at most 2`);
  for (const { name, type, seconds } of failed) console.log(`  ${name}: ${type} after ${round(seconds, 1)} s`);
  console.log(`worker processes   ${ends} ended`);
  const wrong = failed.filter(({ type }) => type !== 'ExpressionFailed').length;
  if (ends > 0 || wrong > 0 || beside > 2 * alone) process.exitCode = 1;
  const exited = once(worker, 'exit');
  worker.kill('SIGTERM');
  await exited;
}

await stack.stop();
