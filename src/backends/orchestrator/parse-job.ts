import { z } from 'zod';
import { shortInfo } from '../../contract/jobs/fault.js';
import { type FinishedJob, type Job, type JobError, jobStates } from '../../contract/jobs/job.js';
import type { Folder } from '../../contract/jobs/target.js';
import { limits } from '../../contract/limits.js';
import { cut } from '../../shared/cut.js';
import { parseJson } from '../../shared/json.js';
import { jobLink } from './addresses.js';

const text = z.string().nullish();

/** The fields of JobDto that we read; the rest is let through unseen, and servers of any age may lack most. */
export const jobRow = z.object({
  Id: z.number(),
  Key: z.string().max(limits.nameCharacters),
  State: z.union([z.string(), z.number()]),
  ReleaseName: text,
  Reference: text,
  BatchExecutionKey: text,
  CreationTime: text,
  StartTime: text,
  EndTime: text,
  Robot: z.object({ Name: text }).nullish(),
  HostMachineName: text,
  Info: text,
  ErrorCode: text,
  JobError: z.record(z.string(), z.unknown()).nullish(),
  OutputArguments: text,
  OutputFile: text,
  OrganizationUnitId: z.number().nullish(),
});
export type JobRow = z.infer<typeof jobRow>;

/** A job in the form of our contract. Omits nulls and empty strings. */
export function jobOf(row: JobRow, base: string, folder: Folder): Job {
  const { Id, Key, State } = row;
  const optional = {
    process: row.ReleaseName,
    reference: row.Reference,
    batchExecutionKey: row.BatchExecutionKey,
    creationTime: timeOf(row.CreationTime),
    startTime: timeOf(row.StartTime),
    endTime: timeOf(row.EndTime),
    robot: row.Robot?.Name,
    machine: row.HostMachineName,
    info: row.Info && shortInfo(row.Info, limits.messageCharacters),
    errorCode: row.ErrorCode,
  };
  const error = jobErrorOf(row.JobError ?? {});
  return {
    id: Id,
    key: Key,
    state: typeof State === 'number' ? (jobStates[State] ?? String(State)) : State,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => typeof value === 'string' && value !== '')),
    ...(Object.keys(error).length > 0 && { error }),
    link: jobLink(base, Key, row.OrganizationUnitId ?? folder.id),
  };
}

/** A single job with its output, which lists do not carry. */
export function finishedJobOf(row: JobRow, base: string, folder: Folder): FinishedJob {
  const job: FinishedJob = jobOf(row, base, folder);
  const { OutputArguments: output, OutputFile: file } = row;
  if (typeof output === 'string' && output !== '') job.output = jsonOrText(output);
  else if (typeof file === 'string' && file !== '') job.outputOmitted = { reason: 'inFile', file };
  return job;
}

/** Orchestrator writes seven digits of a second; ISO 8601 as JavaScript has it is kept by all languages. */
function timeOf(time: string | null | undefined): string | undefined {
  if (typeof time !== 'string') return undefined;
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? time : parsed.toISOString();
}

/** The contract writes its fields in lower case, UiPath's Python SDK reads them in Pascal case: both are taken. */
function jobErrorOf(fields: Record<string, unknown>): JobError {
  const given = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    ['code', 'title', 'detail', 'category'].flatMap((name) => {
      const value = given[name];
      return typeof value === 'string' && value !== '' ? [[name, cut(value, limits.messageCharacters)]] : [];
    }),
  );
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text, limits.jsonDepth);
  } catch {
    return text;
  }
}
