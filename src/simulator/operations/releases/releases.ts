import { releaseRow, releaseType } from '../../dto/release-dto.js';
import { ApiError } from '../../errors/api-error.js';
import type { Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import type { Release } from '../../model/release.js';
import { entityReply, listReply } from '../collection.js';

export function listReleases(call: Call): Reply {
  const { apiVersion } = call.simulation;
  const rows = releasesOf(call).map((release) => releaseRow(release));
  return listReply(call, 'Releases', releaseType(apiVersion), rows);
}

export function getRelease(call: Call): Reply {
  const { apiVersion } = call.simulation;
  const id = Number(call.parameters.id);
  const release = releasesOf(call).find((candidate) => candidate.id === id);
  if (release === undefined) throw new ApiError('NotFound', 'Release does not exist.');
  return entityReply(call, 'Releases', releaseType(apiVersion), releaseRow(release));
}

/** The releases of the call's own folder: subfolders and parents do not count. */
export function releasesOf({ simulation, folder }: Call): Release[] {
  return simulation.tenant.releases.filter((release) => release.folder === folder);
}
