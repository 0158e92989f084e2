// Runs a chain with one step for each of many items, and prints what it costs: npm run bench:chain -- 10000
import { startTestStack } from 'temporal-rpa/testing';

const count = Number(process.argv[2] ?? 1000);
const concurrency = Number(process.argv[3] ?? 100);
const limits = { events: 10_000, bytes: 10_000_000 };

const behaviour = { pending: '20ms', running: '100ms' };
const stack = await startTestStack({
  scenario: {
    folders: ['Shared'],
    robots: [{ name: 'robot-a', capacity: 1000 }],
    releases: [{ name: 'Post', folder: 'Shared', behaviour }],
  },
});
const { client, simulator, taskQueue } = stack;

const chain = {
  name: 'many items',
  steps: {
    post: {
      forEach: { items: '{% input.numbers %}', concurrency },
      job: { folder: 'Shared', process: 'Post', input: { number: '{% item %}' } },
      output: '{% result.number %}',
    },
  },
};
const input = { numbers: Array.from({ length: count }, (_, index) => index) };
const began = performance.now();
const run = await client.workflow.start('runChain', {
  taskQueue,
  workflowId: 'bench',
  args: [{ chain, input }],
});
const { output } = await run.result();
const seconds = (performance.now() - began) / 1000;
const inOrder = output.results.every((value, index) => value === index);

/** Events and bytes of a run's history. */
async function sizeOf(workflowId, runId) {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const { historyLength, historySizeBytes } = raw.workflowExecutionInfo;
  return { events: Number(historyLength), bytes: Number(historySizeBytes) };
}

const chainSize = await sizeOf('bench', run.firstExecutionRunId);
const itemRuns = [];
for (
  let runId = (await client.workflow.getHandle('bench/post').describe()).raw.workflowExecutionInfo.firstRunId;
  runId;
) {
  itemRuns.push(await sizeOf('bench/post', runId));
  const history = await client.workflow.getHandle('bench/post', runId).fetchHistory();
  runId = history.events.at(-1).workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
}
const jobSizes = await Promise.all([0, Math.floor(count / 2), count - 1].map((index) => sizeOf(`bench/post/${index}`)));
const largest = (field) =>
  Math.max(chainSize[field], ...itemRuns.map((size) => size[field]), ...jobSizes.map((size) => size[field]));

console.log(`items              ${count}, ${concurrency} at once`);
console.log(`jobs started       ${simulator.jobs().length}, results in order: ${inOrder}`);
console.log(`items per second   ${(count / seconds).toFixed(1)} (${seconds.toFixed(0)} s)`);
console.log(`chain              ${chainSize.events} events, ${chainSize.bytes} bytes`);
console.log(
  `runs of the items  ${itemRuns.length}: ${itemRuns.map(({ events, bytes }) => `${events} events ${bytes} bytes`).join('; ')}`,
);
console.log(`one job            ${jobSizes[0].events} events, ${jobSizes[0].bytes} bytes`);
console.log(
  `largest            ${largest('events')} events, ${largest('bytes')} bytes; limits ${limits.events} and ${limits.bytes}`,
);

await stack.stop();
if (
  !inOrder ||
  simulator.jobs().length !== count ||
  largest('events') >= limits.events ||
  largest('bytes') >= limits.bytes
)
  process.exitCode = 1;
