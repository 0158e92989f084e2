import { Client } from '@temporalio/client';
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
import { CommandError, describeFlags, type Flags, inFlags, readFlags } from '../flags.js';
import { type Columns, table } from '../table.js';
import { filterFlags } from './filter-flags.js';

const flags: Flags = {
  connection: { field: 'connection', what: 'connection of the worker; default: default' },
  key: { field: 'keys', kind: 'words', what: 'key of a job; may be repeated' },
  id: { field: 'ids', kind: 'numbers', what: 'id of a job; may be repeated' },
  ...filterFlags,
  'dry-run': { field: 'dryRun', kind: 'switch', what: 'only tell what would be stopped' },
  grace: { field: 'stop.grace', what: 'from SoftStop to Kill; default: 2m' },
  confirm: { field: 'stop.confirm', what: 'how long the end is looked for after the Kill; default: 10m' },
  limit: { field: 'limit', kind: 'number', what: 'most jobs, the newest first; default: 1000' },
  json: { field: 'json', kind: 'switch', what: 'print the report as JSON' },
  help: { field: 'help', kind: 'switch', what: 'print this' },
};
const usage =
  'temporal-rpa jobs stop [OPTIONS]\n' +
  'Stops jobs by the workflow stopJobs; needs a running worker, and is configured as that is.\n' +
  `${describeFlags(flags)}\n`;

const columns: Columns<StoppedJob> = [
  ['ID', ({ id, key }) => (id === undefined ? key : String(id))],
  ['OUTCOME', ({ outcome }) => outcome],
  ['BY', ({ by }) => by],
  ['STATE', ({ state }) => state],
  ['PROCESS', ({ process }) => process],
  ['FOLDER', ({ folder }) => folder],
  ['REASON', ({ reason }) => reason],
];

/** `temporal-rpa jobs stop`. Ends with code 1 when the end of a job could not be confirmed. */
export async function stop(args: readonly string[]): Promise<void> {
  const { json, help, ...given } = readFlags(args, flags);
  if (help === true) return void process.stdout.write(usage);
  const input = withFolderOfNames(given);
  const parsed = parseStopJobsInput(input);
  if ('faults' in parsed) throw inFlags(parsed.faults, flags);
  const report = await run(input);
  if (json === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (report.jobs.length > 0) process.stdout.write(table(columns, report.jobs));
  else process.stderr.write('No job matches.\n');
  if (report.more) process.stderr.write('More jobs match: run it again for the rest.\n');
  if (report.counts.notConfirmed > 0) process.exitCode = 1;
}

/** The folder options stand in the filter; beside keys and ids, which have none, they stand alone. */
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

async function run(input: StopJobsRequest): Promise<StopJobsReport> {
  const { taskQueue } = loadConfiguration(process.env);
  const { connection, namespace } = await connectTemporal().catch((error: unknown) => {
    throw error instanceof Error ? new CommandError(error.message, { cause: error }) : error;
  });
  try {
    const workflowId = `stopJobs-${uuid()}`;
    process.stderr.write(`Run ${workflowId}; it goes on when this command is interrupted.\n`);
    return await stopJobs(new Client({ connection, namespace }), input, { taskQueue, workflowId });
  } finally {
    await connection.close();
  }
}
