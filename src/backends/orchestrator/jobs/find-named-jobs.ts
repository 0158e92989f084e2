import { defaultJobOrder } from '../../../contract/jobs/defaults.js';
import type { ListedJob } from '../../../contract/list-jobs.js';
import type { Folder } from '../../../contract/jobs/target.js';
import { BackendError } from '../../backend-error.js';
import { walkJobs } from '../../walk-jobs.js';
import { quoted } from '../odata.js';
import type { OrchestratorClient } from '../types.js';

/** Both official SDKs request 50 keys at a time, to keep URLs short. */
const inOneList = 50;
/** Servers without `in` accept about 25 alternatives. */
const inOneChain = 15;

type Client = Pick<OrchestratorClient, 'listJobPage'>;

/** Jobs with these keys or ids, in any order. */
export async function findNamedJobs(
  client: Client,
  folder: Folder | undefined,
  names: readonly (string | number)[],
): Promise<ListedJob[]> {
  const keys = names.filter((name) => typeof name === 'string');
  const ids = names.filter((name) => typeof name === 'number').map(String);
  const found: ListedJob[] = [];
  for (const some of chunks(keys, inOneList)) found.push(...(await listNamed(client, folder, 'Key', some)));
  for (const some of chunks(ids, inOneList)) found.push(...(await listNamed(client, folder, 'Id', some)));
  return found;
}

async function listNamed(
  client: Client,
  folder: Folder | undefined,
  property: 'Key' | 'Id',
  names: readonly string[],
): Promise<ListedJob[]> {
  const list = async (odata: string): Promise<ListedJob[]> => {
    const found: ListedJob[] = [];
    const query = { filter: { odata }, orderBy: defaultJobOrder, expand: [] };
    for await (const { jobs } of walkJobs({ page: client.listJobPage }, folder, query)) found.push(...jobs);
    return found;
  };
  try {
    return await list(`${property} in (${(property === 'Key' ? names.map(quoted) : names).join(',')})`);
  } catch (error) {
    // No public source shows `in` for jobs on servers before API 17.
    if (!(error instanceof BackendError) || error.fields.errorCode !== 1000) throw error;
    const chains = chunks(names, inOneChain).map((some) => some.map((name) => `${property} eq ${name}`).join(' or '));
    const lists: ListedJob[] = [];
    for (const chain of chains) lists.push(...(await list(chain)));
    return lists;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
