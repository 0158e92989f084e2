import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import type { Folder, Release, ReleaseReference } from '../../contract/jobs/target.js';
import { nearNames } from '../../shared/near-names.js';
import { BackendError } from '../backend-error.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { allFolders } from './find-folder.js';

/** Reads releases of a folder. */
export type ListReleases = (folder: Folder, query: Record<string, string | number>) => Promise<Release[]>;

export interface Wanted {
  reference: ReleaseReference;
  /** The condition of the search that found nothing. */
  filter: string;
  /** What was looked for, in words. */
  said: string;
}

/** In how many other folders the process is looked for. */
const searchedFolders = 20;
const namedFolders = 3;

/** The failure for a process that its folder does not have: what was probably meant, and where it is. */
export async function missingRelease(
  caller: ApiCaller,
  list: ListReleases,
  folder: Folder,
  { reference, filter, said }: Wanted,
): Promise<TargetError> {
  const releases = await list(folder, { $top: limits.pageRows, $orderby: 'Name asc' });
  const elsewhere = await foldersWith(caller, list, folder, filter);
  const advice = [
    otherKind(reference, releases),
    ...(elsewhere.length === 0 ? [] : [`It is in folder ${elsewhere.map((path) => `'${path}'`).join(', ')}`]),
  ].filter((sentence) => sentence !== undefined);
  return new TargetError(
    FailureType.ReleaseNotFound,
    `No process with ${said} in folder '${folder.path ?? folder.key ?? folder.id ?? ''}'. ` +
      (advice.length > 0 ? advice.join('. ') : similar(reference, releases)),
  );
}

/** The sentence for a package that was given as a process, and the reverse. */
function otherKind(reference: ReleaseReference, releases: readonly Release[]): string | undefined {
  const same = (given: string, held: string): boolean => given.toLowerCase() === held.toLowerCase();
  if ('name' in reference) {
    const found = releases.find(({ processKey }) => same(reference.name, processKey));
    return found && `This is the package of process '${found.name}': write process '${found.name}' or processKey`;
  }
  if (!('processKey' in reference)) return undefined;
  const found = releases.find(({ name }) => same(reference.processKey, name));
  return found && `This is the name of a process: write process '${found.name}' in place of processKey`;
}

function similar(reference: ReleaseReference, releases: readonly Release[]): string {
  const names = [...new Set(releases.map(({ name, processKey }) => ('processKey' in reference ? processKey : name)))];
  const near = nearNames(Object.values(reference)[0] ?? '', names);
  return near.length > 0
    ? `Near: ${near.join(', ')}`
    : `There are: ${names.slice(0, limits.listedNames).join(', ') || 'none'}`;
}

/** Other folders that have the process, as far as the account may see them: the search must not hide the failure. */
async function foldersWith(caller: ApiCaller, list: ListReleases, own: Folder, filter: string): Promise<string[]> {
  try {
    const others = (await allFolders(caller)).filter(({ id, key, path }) =>
      own.id !== undefined ? id !== own.id : own.key !== undefined ? key !== own.key : path !== own.path,
    );
    const found = await Promise.all(
      others.slice(0, searchedFolders).map(async (folder) => {
        const releases = await list(folder, { $filter: filter, $top: 1 });
        return releases.length > 0 ? [folder.path] : [];
      }),
    );
    return found.flat().slice(0, namedFolders);
  } catch (error) {
    if (error instanceof BackendError) return [];
    throw error;
  }
}
