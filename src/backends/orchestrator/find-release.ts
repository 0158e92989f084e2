import { z } from 'zod';
import { FailureType } from '../../contract/failure-types.js';
import { limits } from '../../contract/limits.js';
import type { Folder, Release, ReleaseReference } from '../../contract/jobs/target.js';
import { TargetError } from '../target-error.js';
import type { ApiCaller } from './api-caller.js';
import { type ListReleases, missingRelease } from './missing-release.js';
import { collection, quoted } from './odata.js';

const releaseRow = z
  .object({
    Id: z.number(),
    Key: z.string(),
    Name: z.string(),
    ProcessKey: z.string().nullish(),
    ProcessVersion: z.string().nullish(),
  })
  .transform(({ Id, Key, Name, ProcessKey, ProcessVersion }): Release => ({
    id: Id,
    key: Key,
    name: Name,
    processKey: ProcessKey ?? '',
    processVersion: ProcessVersion ?? '',
  }));
const releases = collection(releaseRow);
const select = 'Id,Key,Name,ProcessKey,ProcessVersion';

/** Finds the release: names are unique in a folder, packages are not. */
export async function findRelease(caller: ApiCaller, folder: Folder, reference: ReleaseReference): Promise<Release> {
  const { filter, said, same } = wanted(reference);
  const list: ListReleases = async (where, query) =>
    (
      await caller.read(
        { method: 'GET', path: '/odata/Releases', folder: where, query: { $select: select, ...query } },
        releases,
      )
    ).value;
  const found = await list(folder, { $filter: filter, $top: 25 });
  const exact = found.filter(same);
  const candidates = exact.length > 0 ? exact : found;
  if (candidates.length === 1 && candidates[0]) return candidates[0];
  if (candidates.length > 1)
    throw new TargetError(
      FailureType.ReleaseAmbiguous,
      `${candidates.length} processes with ${said} in folder '${folder.path ?? folder.key ?? folder.id ?? ''}': ${candidates
        .slice(0, limits.listedNames)
        .map(({ name, processVersion, key }) => `'${name}' (${processVersion}, key ${key})`)
        .join(', ')}. Name one by process or releaseKey.`,
    );
  throw await missingRelease(caller, list, folder, { reference, filter, said });
}

function wanted(reference: ReleaseReference): {
  filter: string;
  said: string;
  same: (release: Release) => boolean;
} {
  if ('key' in reference) {
    const { key } = reference;
    // Key is a text in ReleaseDto, so its literal is quoted.
    return { filter: `Key eq ${quoted(key)}`, said: `key ${key}`, same: (release) => release.key === key };
  }
  if ('name' in reference) {
    const { name } = reference;
    return { filter: `Name eq ${quoted(name)}`, said: `name '${name}'`, same: (release) => release.name === name };
  }
  const { processKey } = reference;
  return {
    filter: `ProcessKey eq ${quoted(processKey)}`,
    said: `package '${processKey}'`,
    same: (release) => release.processKey === processKey,
  };
}
