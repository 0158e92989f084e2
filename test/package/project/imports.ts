// Uses each entry point of the package, so that its types are resolved and checked.
import { FailureType as ClientFailure, type Job, listJobs } from 'temporal-rpa/client';
import { DestinationError } from 'temporal-rpa/destinations';
import chainSchema from 'temporal-rpa/schemas/chain.json' with { type: 'json' };
import { type Simulator, startSimulator } from 'temporal-rpa/simulator';
import { replayHistories, startTemporal, startTestStack, type TestStack } from 'temporal-rpa/testing';
import { type Configuration, loadConfiguration, startWorker } from 'temporal-rpa/worker';
import { executeJob, type FailureType, saga } from 'temporal-rpa/workflow';

export const functions = { listJobs, startSimulator, replayHistories, startTemporal, startTestStack, startWorker };
export const inWorkflows = { executeJob, saga };
export const title: string = chainSchema.$schema;
export const failure: FailureType = ClientFailure.JobFaulted;
export const isLost = (error: unknown): boolean => error instanceof DestinationError;
export const configuration: Configuration | undefined = process.env.UIPATH_URL ? loadConfiguration({}) : undefined;
export const stateOf = (job: Job): string => job.state;
export const jobsOf = async (stack: TestStack): Promise<number> => {
  const simulator: Simulator = stack.simulator;
  const { jobs } = await stack.execute('runJob', { job: { folder: 'Finance', process: 'Post' } });
  return Math.max(jobs.length, simulator.jobs().length);
};
