import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { searchAttributes } from '../contract/search-attributes.js';
import { startTemporal, type TemporalServer } from '../dev-server/index.js';
import { startTestStack } from '../testing/index.js';
import { describeKeptDemo } from './describe-kept-demo.js';
import { runChains } from './run-chains.js';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: process.stdin.isTTY } } });
const say = (line: string): void => console.log(line);
const example = (file: string): string =>
  fileURLToPath(new URL(`../../examples/pay-invoices/${file}`, import.meta.url));

/** Shows only the server's lines about downloads. */
function report(line: string): void {
  if (line.startsWith('Looking for')) say(line);
}

/** A Temporal server at its usual ports when they are free, so that `temporal` finds it without an address. */
async function temporalServer(): Promise<TemporalServer> {
  const options = { searchAttributes, log: report };
  try {
    return await startTemporal({ ...options, port: 7233, uiPort: 8233 });
  } catch (error) {
    if (error instanceof Error && /is taken|address already in use/i.test(error.message)) return startTemporal(options);
    throw error;
  }
}

/** Runs a chain of robot jobs through everything that production has, but for the robots. */
async function main(): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const temporal = await temporalServer();
    ends.unshift(() => temporal.stop());
    say(`Temporal server   ${temporal.address}`);
    const stack = await startTestStack({
      temporal,
      scenario: example('simulator.yaml'),
      chains: example('chains'),
      configuration: { taskQueue: 'rpa' },
    });
    ends.unshift(() => stack.stop());
    const { simulator, client, taskQueue } = stack;
    say(`Simulator         ${simulator.cloudUrl}`);
    say(`Worker            task queue ${taskQueue}`);
    const run = await runChains(client, taskQueue, say);
    const { uiUrl, namespace } = temporal;
    const page = `${uiUrl ?? ''}/namespaces/${namespace}/workflows/${run.workflowId}/${run.firstExecutionRunId}/history`;
    if (uiUrl !== undefined) say(`Temporal UI       ${page}${values.keep ? '' : '   (with --keep it stays up)'}`);
    if (values.keep) {
      say(describeKeptDemo(temporal, taskQueue, simulator.url));
      await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)));
    }
  } finally {
    for (const end of ends) await end();
  }
}

await main();
