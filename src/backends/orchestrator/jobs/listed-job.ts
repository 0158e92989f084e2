import { z } from 'zod';
import type { ListedJob } from '../../../contract/list-jobs.js';
import type { Folder } from '../../../contract/jobs/target.js';
import { jobOf, jobRow } from '../parse-job.js';

const text = z.string().nullish();
/** Of an enum, whatever it holds and however the server writes it. */
const word = z.union([z.string(), z.number()]).nullish();

/** A row of a list with what may be expanded. */
export const listedRow = jobRow.extend({
  OrganizationUnitFullyQualifiedName: text,
  SourceType: word,
  JobPriority: word,
  Robot: z.object({ Id: z.number().nullish(), Name: text, Username: text, Type: word }).nullish(),
  Release: z
    .object({
      Id: z.number(),
      Key: text,
      Name: text,
      ProcessKey: text,
      ProcessVersion: text,
      EnvironmentId: z.number().nullish(),
      EnvironmentName: text,
    })
    .nullish(),
  Machine: z.object({ Id: z.number(), Name: text, Type: word }).nullish(),
});
export type ListedRow = z.infer<typeof listedRow>;

/** A listed job in the form of our contract. */
export function listedJobOf(row: ListedRow, base: string, folder: Folder | undefined): ListedJob {
  const { Robot: robot, Release: release, Machine: machine } = row;
  const expanded = set({
    robot: robot && set({ id: robot.Id, name: robot.Name, user: robot.Username, type: wordOf(robot.Type) }),
    release:
      release &&
      set({
        id: release.Id,
        key: release.Key,
        name: release.Name,
        processKey: release.ProcessKey,
        processVersion: release.ProcessVersion,
        environmentId: release.EnvironmentId,
        environment: release.EnvironmentName,
      }),
    machine: machine && set({ id: machine.Id, name: machine.Name, type: wordOf(machine.Type) }),
  });
  return {
    ...jobOf(row, base, folder ?? {}),
    ...set({
      folder: row.OrganizationUnitFullyQualifiedName ?? folder?.path,
      folderId: row.OrganizationUnitId ?? folder?.id,
      source: wordOf(row.SourceType),
      priority: wordOf(row.JobPriority),
      expanded: Object.keys(expanded).length === 0 ? undefined : expanded,
    }),
  };
}

const wordOf = (given: string | number | null | undefined): string | undefined =>
  given === null || given === undefined ? undefined : String(given);

/** Omits what is null, absent or empty. */
const set = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
