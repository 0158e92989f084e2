/** Orchestrator's limit on `Reference` (OpenAPI 20.0, maxLength). */
export const maximumReferenceLength = 128;

export interface ReferenceParts {
  workflowId: string;
  /** First run of the execution chain: the same after continue-as-new and workflow retries. */
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
export function jobReference({ workflowId, firstRunId, attempt, start }: ReferenceParts): string {
  const unique = `rpa:${firstRunId}:${attempt}.${start}:`;
  return (unique + workflowId.replace(/[^A-Za-z0-9._:-]/g, '_')).slice(0, maximumReferenceLength);
}
