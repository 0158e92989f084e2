import type { InputFault } from '../shared/input-fault.js';
import type { JobObservation, Sent } from './activities.js';
import type { FinishedJob } from './jobs/job.js';
import type { ChainFailureDetails } from './run-chain.js';

/** What `details[0]` of a failure of ours may carry; docs/failures.md says which type carries what. */
export interface FailureDetails extends Partial<JobObservation>, Partial<ChainFailureDetails> {
  faults?: InputFault[];
  length?: number;
  limit?: number;
  /** HTTP status of a reply, or the status of an export that is not finished. */
  status?: number | string | undefined;
  errorCode?: number | undefined;
  traceId?: string | undefined;
  /** `X-Correlation-ID` of the reply: names the call in the logs of the server. */
  correlationId?: string | undefined;
  jobs?: FinishedJob[];
  reference?: string;
  /** The identifier of the jobs of a start on the back end, in words. */
  mark?: string;
  /** What a start had sent when it failed. */
  sent?: Sent;
  /** The start may be tried again, after this time and a look-up: see `StartJobsInput.endInDoubt`. */
  againAfterMs?: number;
  decision?: string;
  by?: string;
  comment?: string | undefined;
  /** When Orchestrator counts exports anew. */
  until?: string;
  exportId?: number;
  /** Items of a step with forEach that failed. */
  failures?: { index: number; type: string; message: string }[];
  /** The run that makes the same export. */
  workflowId?: string;
  runId?: string;
}

/** The one reader of a failure's details; empty when it has none, as a failure that is not ours. */
export function detailsOf(failure: { readonly details?: unknown[] | null | undefined } | undefined): FailureDetails {
  const first = failure?.details?.[0];
  return typeof first === 'object' && first !== null ? first : {};
}

/** The last observation of a job when a poll failed. */
export function observationOf(failure: Parameters<typeof detailsOf>[0]): JobObservation | undefined {
  const details = detailsOf(failure);
  return details.job && (details as JobObservation);
}
