import type { FailureDetails } from './failure-details.js';

/** What there is to know of a type of failure. */
interface FailureFacts {
  meaning: string;
  /** What its details carry. */
  details: readonly (keyof FailureDetails)[];
  /** A workflow's retry policy never retries it: that could start a second job, or could not help. */
  neverRetried?: true;
  /** A step that failed with it may have had its effect, or a part of it, so it is undone. */
  mayHaveHappened?: true;
  /** A person can repair the cause while a robot works: once a job exists, it is retried until the deadline. */
  repairable?: true;
}

/**
 * Types of the failures that leave an activity or a workflow of ours (`ApplicationFailure.type`). They are part of the
 * public contract: docs/failures.md shows this table, and a test holds the two together. What reply of a back end
 * means which type is said in src/backends/failure-table.ts.
 */
export const failures = {
  InvalidInput: {
    meaning: 'The input, or a connection it names, is wrong. Nothing was started.',
    details: ['faults'],
    neverRetried: true,
  },
  InputTooLarge: {
    meaning:
      'The input arguments exceed the 10,000 characters of JSON that Orchestrator takes, and it is too old for files (API version below 20). Nothing was started.',
    details: ['length', 'limit'],
  },
  NotSupportedByServer: {
    meaning: 'A field needs a newer Orchestrator than the connected one. Nothing was started.',
    details: [],
  },
  ConnectionMisconfigured: {
    meaning: 'Something other than the back end answered: a login page, a proxy, a wrong address.',
    details: ['status'],
    repairable: true,
  },
  AuthenticationFailed: {
    meaning: 'The back end refused the credentials, or a token that was just issued.',
    details: ['status', 'errorCode'],
    repairable: true,
  },
  PermissionDenied: {
    meaning: 'The account lacks a permission or a scope.',
    details: ['status', 'errorCode'],
    repairable: true,
  },
  FolderNotFound: {
    meaning: 'The folder does not exist, or the account has no access to it. The message lists similar names.',
    details: [],
    repairable: true,
  },
  ReleaseNotFound: { meaning: 'The folder has no such process. The message lists similar names.', details: [] },
  ReleaseAmbiguous: { meaning: 'Several processes run the named package. The message lists them.', details: [] },
  RequestRefused: {
    meaning: 'The back end refused the request for a reason of its own. The message gives it, with its errorCode.',
    details: ['status', 'errorCode'],
  },
  JobNotFound: {
    meaning: 'The back end no longer knows the job: it was deleted, or its folder was.',
    details: ['jobs'],
    mayHaveHappened: true,
  },
  JobFaulted: { meaning: 'The job ended with an error of the robot or of the business process.', details: ['jobs'] },
  JobLost: {
    meaning: 'The back end no longer runs the job, but never said how it ended (InfoLink).',
    details: ['jobs'],
    neverRetried: true,
    mayHaveHappened: true,
  },
  JobStopped: {
    meaning: 'Somebody stopped the job, or the `stop` update did.',
    details: ['jobs'],
    mayHaveHappened: true,
  },
  JobTimedOut: {
    meaning: 'A phase exceeded its deadline. The job was stopped, and its end was seen.',
    details: ['phase', 'jobs', 'pendingReasons'],
    mayHaveHappened: true,
  },
  StartOutcomeUnknown: {
    meaning: 'It is unknown whether the start happened. No second job was started.',
    details: ['reference'],
    neverRetried: true,
    mayHaveHappened: true,
  },
  StopNotConfirmed: {
    meaning: 'A stop was sent, but the end of the job was not seen within `stop.confirm`.',
    details: ['jobs'],
    neverRetried: true,
    mayHaveHappened: true,
  },
  CompensationIncomplete: {
    meaning: 'A saga failed, and not all of its steps could be undone. Its cause is the failure that began it.',
    details: ['undone', 'notUndone'],
    mayHaveHappened: true,
  },
  ApprovalExpired: { meaning: 'Nobody decided on an approval before its deadline.', details: ['step'] },
  ApprovalRejected: { meaning: 'Somebody rejected an approval of a chain.', details: ['decision', 'by', 'comment'] },
  ExpressionFailed: {
    meaning: 'An expression of a chain has no result, or needs too much time or memory.',
    details: [],
  },
  OutputTooLarge: {
    meaning: 'A required output was too large for the history. The step that made it is undone as if it had completed.',
    details: [],
    mayHaveHappened: true,
  },
  StepTimedOut: {
    meaning: 'A step of a chain did not end within its `timeout`. What it ran was stopped.',
    details: [],
    mayHaveHappened: true,
  },
  ExportQuotaExceeded: {
    meaning: "The tenant's exports of the day are used up, and `overQuota` is `fail`.",
    details: ['limit', 'until'],
  },
  ExportFailed: {
    meaning: 'Orchestrator could not make the export, lost it, or did not finish it in time.',
    details: ['exportId'],
  },
  DataNotFound: { meaning: 'A referenced file is not in its destination, or its content is different.', details: [] },
  DestinationUnavailable: { meaning: 'Retried: a destination could not be written or read.', details: [] },
  RateLimited: { meaning: 'Retried: the back end limits the rate of calls.', details: ['status'] },
  BackendUnavailable: {
    meaning: "Retried: no reply, a gateway's error or a fault of the server.",
    details: ['status'],
  },
  ConnectionChanged: {
    meaning:
      'Retried: the worker reaches another server than the one on which the run began. It touches nothing there; the run goes on when a worker reaches the right one.',
    details: [],
  },
  TaskNotHeld: {
    meaning: 'Retried: Temporal did not confirm that the attempt still holds its task, so nothing was sent.',
    details: [],
  },
  JobNotFinished: {
    meaning: 'Retried, category BENIGN: the job is not finished. What a waiting activity shows in the UI.',
    details: ['job', 'phase'],
  },
} as const satisfies Record<string, FailureFacts>;

export type FailureType = keyof typeof failures;

/** The type of each failure, by its own name. */
export const FailureType = Object.fromEntries(Object.keys(failures).map((type) => [type, type])) as {
  readonly [Type in FailureType]: Type;
};

/** The types for which a fact holds. */
export const failuresThatAre = (fact: 'neverRetried' | 'mayHaveHappened' | 'repairable'): readonly string[] =>
  Object.entries<FailureFacts>(failures).flatMap(([type, facts]) => (facts[fact] ? [type] : []));
