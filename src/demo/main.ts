import { Client, Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { loadConfiguration } from '../config/index.js';
import type { RunJobInput, RunJobResult } from '../contract/run-job.js';
import { searchAttributes } from '../contract/search-attributes.js';
import { startTemporal, type TemporalServer } from '../dev-server/index.js';
import { startSimulator } from '../simulator/index.js';
import { createLogger, installRuntime, startWorker } from '../worker/index.js';
import { describeKeptDemo } from './describe-kept-demo.js';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: process.stdin.isTTY } } });
const say = (line: string): void => console.log(line);
const input: RunJobInput = { job: { folder: 'Shared', process: 'Echo', input: { invoice: 'A-17', amount: 42 } } };

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

/** Runs one robot job through everything that production has, but for the robot. */
async function main(): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const temporal = await temporalServer();
    ends.unshift(() => temporal.stop());
    say(`Temporal server   ${temporal.address}`);
    const simulator = await startSimulator();
    ends.unshift(() => simulator.stop());
    say(`Simulator         ${simulator.cloudUrl}`);
    const configuration = loadConfiguration({
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_CLIENT_ID: 'sim-client',
      UIPATH_CLIENT_SECRET: 'sim-secret',
      RPA_HEALTH_ADDRESS: 'off',
      RPA_LOG_LEVEL: 'warn',
    });
    const logger = createLogger(configuration.logLevel);
    installRuntime(logger);
    const worker = await startWorker({ configuration, logger, temporal });
    ends.unshift(() => (worker.shutdown(), worker.ended));
    say(`Worker            task queue ${configuration.taskQueue}`);

    const connection = await Connection.connect({ address: temporal.address });
    ends.unshift(() => connection.close());
    const client = new Client({ connection, namespace: temporal.namespace });
    const run = await client.workflow.start<(input: RunJobInput) => Promise<RunJobResult>>('runJob', {
      taskQueue: configuration.taskQueue,
      workflowId: `demo-${randomUUID()}`,
      args: [input],
    });
    say(`Run               ${run.workflowId}`);
    const { outcome, output, jobs } = await run.result();
    say(`Outcome           ${outcome}: job ${jobs[0]?.id ?? ''} of '${jobs[0]?.process ?? ''}'`);
    say(`Output            ${JSON.stringify(output)}`);
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
