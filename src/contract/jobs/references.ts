import { limits } from '../limits.js';

/** The prefix of all our References. */
export const referencePrefix = 'rpa:';

export interface ReferenceParts {
  /** Namespace of the run, so that workers of several namespaces can share a tenant. */
  namespace: string;
  workflowId: string;
  /** First run of the execution chain: the same after continue-as-new, reset and workflow retries. */
  firstRunId: string;
  /** Attempt of the workflow itself, from 1: a workflow retry means to start anew. */
  attempt: number;
  /** 0 for the first StartJobs of a run, then one more for each rerun. */
  start: number;
}

/**
 * The text by which a job is found again: the same on every attempt of the same start, different for any other.
 * The run id and the number of the start make it unique; the workflow id is there for people and may be cut.
 * Only `[A-Za-z0-9._:-]` is used, so that it needs no quoting in an OData filter.
 */
export function jobReference({ namespace, workflowId, firstRunId, attempt, start }: ReferenceParts): string {
  const unique = `${referencePrefix}${namespaceMark(namespace)}:${firstRunId}:${attempt}.${start}:`;
  return (unique + workflowId.replace(/[^A-Za-z0-9._:-]/g, '_')).slice(0, limits.referenceCharacters);
}

/** The parts of a reference that can be read back; undefined if we did not create it. */
export function readReference(reference: string): { namespaceMark: string; firstRunId: string } | undefined {
  const [, mark, firstRunId] = /^rpa:([0-9a-f]{8}):([0-9a-f-]{36}):\d+\.\d+:/.exec(reference) ?? [];
  return mark === undefined || firstRunId === undefined ? undefined : { namespaceMark: mark, firstRunId };
}

/** Eight digits that distinguish namespaces: FNV-1a over UTF-16 code units (no secret depends on it). */
export function namespaceMark(namespace: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < namespace.length; index += 1)
    hash = Math.imul(hash ^ namespace.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
