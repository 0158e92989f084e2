import { failuresThatAre, FailureType } from '../contract/failure-types.js';
import { BackendError, type BackendErrorFields } from './backend-error.js';
import { TargetError } from './target-error.js';

/** What the caller was doing; once a job exists, configuration can be repaired while the robot works. */
export type CallPurpose = 'prepare' | 'start' | 'lookUp' | 'follow' | 'stop';

export interface Outcome {
  type: FailureType;
  retryable: boolean;
  /** The effect may have happened although the call failed. */
  doubtful: boolean;
  /** What to wait before the next attempt; absent: the retry policy decides. */
  delayMs?: number;
}

export interface FailureRow {
  /** What the row is about, as docs/failures.md shows it. */
  when: string;
  matches: (error: BackendErrorFields) => boolean;
  type: FailureType | ((purpose: CallPurpose) => FailureType);
  retryable: boolean;
  doubtful?: boolean;
  delayMs?: number;
}

const status =
  (...codes: number[]) =>
  (error: BackendErrorFields): boolean =>
    codes.includes(error.status ?? 0);
const code =
  (...codes: number[]) =>
  (error: BackendErrorFields): boolean =>
    codes.includes(error.errorCode ?? -1);

/** How long to wait before asking again where a person must act first. */
const repairDelayMs = 30_000;

/** The one place that says what a failed call means; the first row that matches decides. */
export const failureTable: readonly FailureRow[] = [
  {
    when: 'no connection (refused, name unknown, TLS)',
    matches: (error) => error.progress === 'notSent',
    type: FailureType.BackendUnavailable,
    retryable: true,
  },
  {
    when: 'no complete reply',
    matches: (error) => error.progress === 'noReply',
    type: FailureType.BackendUnavailable,
    retryable: true,
    doubtful: true,
  },
  {
    when: 'a reply beyond a limit (its size, the depth of its JSON, its headers)',
    matches: (error) => error.exceeds !== undefined,
    type: FailureType.BackendUnavailable,
    retryable: true,
    doubtful: true,
    delayMs: repairDelayMs,
  },
  {
    when: 'errorCode 4502 (no exports are left today)',
    matches: code(4502),
    type: FailureType.ExportQuotaExceeded,
    retryable: false,
  },
  { when: '429', matches: status(429), type: FailureType.RateLimited, retryable: true, delayMs: 10_000 },
  {
    when: '408 or 5xx',
    matches: (error) => error.status === 408 || (error.status ?? 0) >= 500,
    type: FailureType.BackendUnavailable,
    retryable: true,
    doubtful: true,
  },
  {
    when: 'credentials refused, or 401 after a fresh token',
    matches: (error) => error.authentication === true || error.status === 401,
    type: FailureType.AuthenticationFailed,
    retryable: false,
  },
  {
    when: '2xx, 3xx or 404 that is not the API (HTML, redirect)',
    matches: (error) => error.notTheApi === true,
    type: FailureType.ConnectionMisconfigured,
    retryable: false,
    doubtful: true,
  },
  { when: '403', matches: status(403), type: FailureType.PermissionDenied, retryable: false },
  {
    when: 'errorCode 1100 or 1101 (folder)',
    matches: code(1100, 1101),
    type: FailureType.FolderNotFound,
    retryable: false,
  },
  {
    when: 'errorCode 1002 or 404',
    matches: (error) => code(1002)(error) || error.status === 404,
    type: (purpose) =>
      purpose === 'follow' || purpose === 'stop' ? FailureType.JobNotFound : FailureType.ReleaseNotFound,
    retryable: false,
  },
  {
    when: 'errorCode 1670 (the robots already have pending jobs)',
    matches: code(1670),
    type: FailureType.RequestRefused,
    retryable: true,
    delayMs: 30_000,
  },
  {
    when: 'any other 4xx, or a 2xx whose body says error (InfoLink)',
    matches: (error) => (error.status ?? 0) >= 400 || error.refused === true,
    type: FailureType.RequestRefused,
    retryable: false,
  },
];

const repairable = failuresThatAre('repairable');

/** What a failed call means for its purpose; undefined for an error that is not from a call (a defect: rethrow it). */
export function classifyFailure(error: unknown, purpose: CallPurpose): Outcome | undefined {
  if (error instanceof TargetError) return { type: error.type, retryable: false, doubtful: false };
  if (!(error instanceof BackendError)) return undefined;
  const row = failureTable.find(({ matches }) => matches(error.fields));
  if (!row) return { type: FailureType.BackendUnavailable, retryable: true, doubtful: true };
  const type = typeof row.type === 'function' ? row.type(purpose) : row.type;
  const doubtful = purpose === 'start' && row.doubtful === true;
  const afterStart = purpose === 'follow' || purpose === 'stop' || purpose === 'lookUp';
  const repair = afterStart && repairable.includes(type);
  const delayMs = error.fields.retryAfterMs ?? (repair ? repairDelayMs : row.delayMs);
  // If something other than the API answered a start, it may still have passed through: look it up.
  const retryable = row.retryable || repair || doubtful;
  return { type, retryable, doubtful, ...(delayMs !== undefined && { delayMs }) };
}
