import { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { v4 as uuid } from 'uuid';
import { stopJobs } from '../../client/stop-jobs.js';
import { loadConfiguration } from '../../config/index.js';
import {
  parseStopJobsInput,
  type StoppedJob,
  type StopJobsReport,
  type StopJobsRequest,
} from '../../contract/stop-jobs.js';
import { connectTemporal } from '../../worker/connect-temporal.js';
import type { CommandContext } from '../command-context.js';
import { CommandError } from '../command-error.js';
import { ExitCode } from '../exit-code.js';
import { inFlags, readFlags, wrongUsage } from '../flags.js';
import { type Columns, table } from '../table.js';
import { stopFlags } from './stop-flags.js';

const columns: Columns<StoppedJob> = [
  ['ID', ({ id, key }) => (id === undefined ? key : String(id))],
  ['OUTCOME', ({ outcome }) => outcome],
  ['BY', ({ by }) => by],
  ['STATE', ({ state }) => state],
  ['PROCESS', ({ process }) => process],
  ['FOLDER', ({ folder }) => folder],
  ['REASON', ({ reason }) => reason],
];

/** `temporal-rpa jobs stop`. Fails if the end of a job could not be confirmed. */
export async function stop(command: Command, context: CommandContext): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const { json, ...given } = readFlags(command, stopFlags);
  const input = withFolderOfNames(given);
  const parsed = parseStopJobsInput(input);
  if ('faults' in parsed) return wrongUsage(command, inFlags(parsed.faults, stopFlags));
  const report = await run(input, context);
  if (json === true) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (report.jobs.length > 0) stdout.write(table(columns, report.jobs));
  else stderr.write('No job matches.\n');
  if (report.more) stderr.write('More jobs match: run it again for the rest.\n');
  return report.counts.notConfirmed > 0 ? ExitCode.failure : ExitCode.success;
}

/** Moves the folder options out of the filter if keys or IDs are given, which do not take a filter. */
function withFolderOfNames({ filter, ...rest }: Record<string, unknown>): Record<string, unknown> {
  if (filter === undefined || (rest.keys === undefined && rest.ids === undefined))
    return { ...rest, ...(filter !== undefined && { filter }) };
  const { folder, folderKey, folderId, ...conditions } = filter as Record<string, unknown>;
  return {
    ...rest,
    ...Object.fromEntries(Object.entries({ folder, folderKey, folderId }).filter(([, value]) => value !== undefined)),
    ...(Object.keys(conditions).length > 0 && { filter: conditions }),
  };
}

async function run(input: StopJobsRequest, { environment, stderr }: CommandContext): Promise<StopJobsReport> {
  const { taskQueue } = loadConfiguration(environment);
  const { connection, namespace } = await connectTemporal({ environment }).catch((error: unknown) => {
    throw error instanceof Error ? new CommandError(error.message, { cause: error }) : error;
  });
  try {
    const workflowId = `stopJobs-${uuid()}`;
    stderr.write(`Run ${workflowId}; it continues if you interrupt this command.\n`);
    return await stopJobs(new Client({ connection, namespace }), input, { taskQueue, workflowId });
  } finally {
    await connection.close();
  }
}
