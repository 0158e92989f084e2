import type { Backend } from '../../backends/backend.js';
import { BackendError } from '../../backends/backend-error.js';
import { hasPart, lacks } from '../../backends/backend-parts.js';
import type { JobLists } from '../../backends/job-lists.js';
import { connect } from '../../backends/registry.js';
import { TargetError } from '../../backends/target-error.js';
import { walkJobs } from '../../backends/walk-jobs.js';
import { FailureType } from '../../contract/failure-types.js';
import type { Folder } from '../../contract/jobs/target.js';
import { loadConfiguration } from '../../config/index.js';
import { type ListedJob, type ListJobsSpec, parseListJobsInput } from '../../contract/list-jobs.js';
import { didYouMean } from '../../shared/near-names.js';
import type { Command } from 'commander';
import type { CommandContext, Output } from '../command-context.js';
import { CommandError } from '../command-error.js';
import { ExitCode } from '../exit-code.js';
import { inFlags, readFlags, wrongUsage } from '../flags.js';
import { type Columns, table } from '../table.js';
import { listFlags } from './list-flags.js';

const timeOf = (time: string | undefined): string | undefined => time?.slice(0, 19).replace('T', ' ');

/** Times are in UTC. */
const columns: Columns<ListedJob> = [
  ['ID', ({ id }) => String(id)],
  ['STATE', ({ state }) => state],
  ['PROCESS', ({ process }) => process],
  ['FOLDER', ({ folder }) => folder],
  ['ROBOT', ({ robot }) => robot],
  ['CREATED', ({ creationTime }) => timeOf(creationTime)],
  ['STARTED', ({ startTime }) => timeOf(startTime)],
  ['ENDED', ({ endTime }) => timeOf(endTime)],
  ['INFO', ({ info }) => info],
];

/** Lists per minute: the part of the cloud's limit for a tenant that the worker leaves free. */
const listsPerMinute = 10;
/** How often a page is requested again after a 429; the client waits as long as each 429 asks. */
const patience = 5;

/** `temporal-rpa jobs list`. */
export async function list(command: Command, context: CommandContext): Promise<ExitCode> {
  const { stdout, stderr } = context;
  const { json, limit = 100, ...input } = readFlags(command, listFlags);
  const parsed = parseListJobsInput({ expand: ['Robot'], ...input });
  const faults = 'faults' in parsed ? parsed.faults : [];
  if (!Number.isInteger(limit) || Number(limit) < 1)
    faults.push({ path: 'limit', message: 'must be a whole number from 1' });
  if ('faults' in parsed || faults.length > 0) wrongUsage(command, inFlags(faults, listFlags));
  const found = await read(parsed.spec, Number(limit), context);
  if (json === true) stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.jobs.length === 0) stderr.write('No job matches.\n');
  else stdout.write(table(columns, found.jobs));
  if (json !== true && found.next !== undefined)
    stderr.write(`There may be more: raise --limit, or continue with --after '${found.next}'\n`);
  return ExitCode.success;
}

async function read(
  { connection, folder: wanted, ...query }: ListJobsSpec,
  limit: number,
  { environment, stderr }: CommandContext,
): Promise<{ jobs: ListedJob[]; more: boolean; next?: string }> {
  const { connections } = loadConfiguration(environment);
  const settings = Object.hasOwn(connections, connection) ? connections[connection] : undefined;
  if (!settings) {
    const names = Object.keys(connections);
    const hint = didYouMean(connection, names) || '.';
    throw new CommandError(`--connection '${connection}' is not configured${hint} Configured: ${names.join(', ')}`);
  }
  // Back ends without such a limit ignore it.
  const withLimit = { ...settings, listsPerMinute };
  const backend = connect(withLimit);
  try {
    if (!hasPart(backend, 'jobs')) throw new CommandError(`--connection '${connection}' ${lacks(backend, 'jobs')}`);
    const folder = await backend.jobs.folderFor(wanted);
    const jobs: ListedJob[] = [];
    let next: string | undefined;
    for await (const page of walkJobs(patient(backend.jobs, stderr), folder, { ...query, limit })) {
      jobs.push(...page.jobs);
      next = page.next;
    }
    if (jobs.length === 0) stderr.write(await missingProcesses(backend, connection, folder, query.filter.process));
    return { jobs, more: next !== undefined, ...(next !== undefined && { next }) };
  } finally {
    await backend.close();
  }
}

/** Sentences about named processes that the folder does not have: an empty list would look like success. */
async function missingProcesses(
  backend: Backend,
  connection: string,
  folder: Folder | undefined,
  names: string | readonly string[] = [],
): Promise<string> {
  const { id, key, path } = folder ?? {};
  const reference = key !== undefined ? { key } : id !== undefined ? { id } : path !== undefined ? { path } : undefined;
  if (!reference) return '';
  const said = [names].flat().map((name) =>
    backend.resolve({ connection, folder: reference, release: { name } }).then(
      () => '',
      // Any other failure says nothing about the process.
      (error: unknown) =>
        error instanceof TargetError && error.type === FailureType.ReleaseNotFound ? `${error.message}\n` : '',
    ),
  );
  return (await Promise.all(said)).join('');
}

/** Retries a page that was rejected by the rate limit; nothing else retries in this command. */
function patient(lists: JobLists, stderr: Output): Pick<JobLists, 'page'> {
  return {
    async page(folder, query) {
      for (let asked = 1; ; asked += 1)
        try {
          return await lists.page(folder, query);
        } catch (error) {
          if (!(error instanceof BackendError) || error.fields.status !== 429 || asked > patience) throw error;
          stderr.write('The server limits the rate of lists; waiting as long as it asks …\n');
        }
    },
  };
}
