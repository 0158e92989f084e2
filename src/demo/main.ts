import { Client, Connection } from '@temporalio/client';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfiguration } from '../config/index.js';
import { searchAttributes } from '../contract/search-attributes.js';
import { startTemporal, type TemporalServer } from '../dev-server/index.js';
import { startSimulator } from '../simulator/index.js';
import { createLogger, installRuntime, startWorker } from '../worker/index.js';
import { describeKeptDemo } from './describe-kept-demo.js';
import { runChains } from './run-chains.js';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: process.stdin.isTTY } } });
const say = (line: string): void => console.log(line);
const example = (file: string): string =>
  fileURLToPath(new URL(`../../examples/pay-invoices/${file}`, import.meta.url));

/** Of the server's own lines only those that tell of a download matter here. */
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
    const simulator = await startSimulator({ scenario: example('simulator.yaml') });
    ends.unshift(() => simulator.stop());
    say(`Simulator         ${simulator.cloudUrl}`);
    const configuration = loadConfiguration({
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_CLIENT_ID: 'sim-client',
      UIPATH_CLIENT_SECRET: 'sim-secret',
      RPA_CHAINS: example('chains'),
      RPA_HEALTH_ADDRESS: 'off',
      RPA_LOG_LEVEL: 'error',
    });
    const logger = createLogger(configuration.logLevel);
    installRuntime(logger);
    const worker = await startWorker({ configuration, logger, temporal });
    ends.unshift(() => (worker.shutdown(), worker.ended));
    say(`Worker            task queue ${configuration.taskQueue}`);

    const connection = await Connection.connect({ address: temporal.address });
    ends.unshift(() => connection.close());
    const client = new Client({ connection, namespace: temporal.namespace });
    const run = await runChains(client, configuration.taskQueue, say);
    const { uiUrl, namespace } = temporal;
    const page = `${uiUrl ?? ''}/namespaces/${namespace}/workflows/${run.workflowId}/${run.firstExecutionRunId}/history`;
    if (uiUrl !== undefined) say(`Temporal UI       ${page}${values.keep ? '' : '   (with --keep it stays up)'}`);
    if (values.keep) {
      say(describeKeptDemo(temporal, configuration.taskQueue, simulator.url));
      await new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, resolve)));
    }
  } finally {
    for (const end of ends) await end();
  }
}

await main();
