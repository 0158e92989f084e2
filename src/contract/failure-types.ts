/**
 * Types of the failures that leave an activity or a workflow of ours (`ApplicationFailure.type`).
 * They are part of the public contract: docs/failures.md explains each, and a test holds the two together.
 */
export const FailureType = {
  /** The input or the configuration it names is wrong; details: [{ faults: InputFault[] }]. Nothing was started. */
  InvalidInput: 'InvalidInput',
  /** The input arguments exceed what the back end takes. Nothing was started. */
  InputTooLarge: 'InputTooLarge',
  /** The field needs a newer server than the one connected. Nothing was started. */
  NotSupportedByServer: 'NotSupportedByServer',
  /** The connection points to something that is not the back end (wrong URL, login page, proxy page). */
  ConnectionMisconfigured: 'ConnectionMisconfigured',
  AuthenticationFailed: 'AuthenticationFailed',
  PermissionDenied: 'PermissionDenied',
  FolderNotFound: 'FolderNotFound',
  ReleaseNotFound: 'ReleaseNotFound',
  /** Several releases match; the message lists them. */
  ReleaseAmbiguous: 'ReleaseAmbiguous',
  /** The back end refused the request for a reason of its own (errorCode in the message). */
  RequestRefused: 'RequestRefused',
  /** The job is no longer known to the back end (deleted, or its folder was). */
  JobNotFound: 'JobNotFound',
  JobFaulted: 'JobFaulted',
  /** The back end no longer runs the job, but never said how it ended. */
  JobLost: 'JobLost',
  /** Somebody stopped the job, or the `stop` update did. */
  JobStopped: 'JobStopped',
  /** A phase's deadline passed; the job was stopped and its end verified. */
  JobTimedOut: 'JobTimedOut',
  /** Nobody can tell whether the start happened. No second job was started; details name the reference to look for. */
  StartOutcomeUnknown: 'StartOutcomeUnknown',
  /** The job was told to stop, but its end could not be seen within `stop.confirm`. */
  StopNotConfirmed: 'StopNotConfirmed',
  /** A saga failed, and not all of its steps could be undone; the cause is the failure that began it. */
  CompensationIncomplete: 'CompensationIncomplete',
  /** Nobody decided on an approval before its deadline. */
  ApprovalExpired: 'ApprovalExpired',
  ApprovalRejected: 'ApprovalRejected',
  /** An expression of a chain gave no value; the message has its place and the shape of what it read. */
  ExpressionFailed: 'ExpressionFailed',
  /** An output that is wanted was too large to be kept in the history. */
  OutputTooLarge: 'OutputTooLarge',
  /** A step of a chain did not end within its `timeout`; what it ran was stopped. */
  StepTimedOut: 'StepTimedOut',
  /** The tenant's exports of the day are used up, and the input says not to wait. */
  ExportQuotaExceeded: 'ExportQuotaExceeded',
  /** Orchestrator could not make the export, or not in time. */
  ExportFailed: 'ExportFailed',
  /** A referenced file is not in its destination, or has another content. */
  DataNotFound: 'DataNotFound',
  /** Retried: a destination could not be written or read. */
  DestinationUnavailable: 'DestinationUnavailable',
  /** Retried: the back end limits our rate. */
  RateLimited: 'RateLimited',
  /** Retried: no reply, a gateway error or a server fault. */
  BackendUnavailable: 'BackendUnavailable',
  /** Retried and BENIGN: the job is not finished; what a waiting activity shows in the UI. */
  JobNotFinished: 'JobNotFinished',
} as const;
export type FailureType = (typeof FailureType)[keyof typeof FailureType];
