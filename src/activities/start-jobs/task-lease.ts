import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import {
  ActivityCancelledError,
  ActivityNotFoundError,
  ActivityPausedError,
  ActivityResetError,
} from '@temporalio/client';
import type { Lease } from '../../backends/http/lease.js';
import { FailureType } from '../../contract/failure-types.js';
import { Moment } from '../../shared/moment.js';

/** A lease ends this long before the server gives the task to another attempt. */
const marginMs = 5_000;
/** Lease of an activity that was started without a heartbeat timeout. */
const usualLeaseMs = 15_000;
/** How long Temporal may take to answer. */
const answerWithinMs = 5_000;

/** Duration of a lease: the time that the server is certain to wait for the next heartbeat. */
export function leaseMsOf({ heartbeatTimeoutMs }: { heartbeatTimeoutMs?: number | undefined }): number {
  if (heartbeatTimeoutMs === undefined || heartbeatTimeoutMs === 0) return usualLeaseMs;
  return shortOf(heartbeatTimeoutMs);
}

/** A moment before a timeout of the server. */
const shortOf = (timeoutMs: number): number => Math.max(timeoutMs - marginMs, timeoutMs / 2);

/** The right of an attempt to send: the attempt holds its task, and Temporal knows that it may send. */
export class TaskLease implements Lease {
  private asked: Moment | undefined;

  constructor(
    private readonly began: Moment,
    private readonly lengthMs: number,
    private readonly attempt: Moment,
    private readonly attemptEndsMs: number,
  ) {}

  ended(): boolean {
    this.asked = new Moment();
    return this.began.atMostMs() > this.lengthMs || this.attempt.atMostMs() > this.attemptEndsMs;
  }

  /** Time since a request was written under this lease; 0 if that was not reported. Unit: milliseconds. */
  sinceWriteMs(): number {
    return this.asked?.atLeastMs() ?? 0;
  }
}

/** Asks Temporal for the task of an attempt with awaited calls, because the SDK delays its own heartbeats. */
export class TaskHolder {
  private readonly attempt = new Moment();

  constructor(private readonly context: Pick<Context, 'client' | 'info' | 'cancellationSignal'>) {}

  /** Returns a lease once the server has accepted `record`; without a lease nothing may be sent. */
  async take(record: unknown): Promise<TaskLease> {
    const began = new Moment();
    try {
      await this.heartbeat(record);
    } catch (error) {
      // The SDK aborts the calls of its client when the activity is cancelled.
      if (this.context.cancellationSignal.aborted) throw new CancelledFailure('Cancelled before it was sent');
      throw notHeld(error);
    }
    const { info } = this.context;
    const attemptEndsMs = info.startToCloseTimeoutMs > 0 ? shortOf(info.startToCloseTimeoutMs) : Infinity;
    return new TaskLease(began, leaseMsOf(info), this.attempt, attemptEndsMs);
  }

  /** Whether the server has given up on the task; also false if the server does not answer. */
  async lost(record: unknown): Promise<boolean> {
    try {
      await this.heartbeat(record);
      return false;
    } catch (error) {
      return error instanceof ActivityNotFoundError || error instanceof ActivityResetError;
    }
  }

  private async heartbeat(record: unknown): Promise<void> {
    const { client, info } = this.context;
    await client.withDeadline(Date.now() + answerWithinMs, () => client.activity.heartbeat(info.taskToken, record));
  }
}

/**
 * If only this call was told of the cancel, the SDK (1.24.0) does not know of it yet and would turn a CancelledFailure
 * into a failure without details. Temporal does not retry an activity whose cancel was requested.
 */
function notHeld(error: unknown): ApplicationFailure {
  const reason =
    error instanceof ActivityCancelledError
      ? 'the run was cancelled'
      : error instanceof ActivityNotFoundError || error instanceof ActivityResetError
        ? 'another attempt has taken over, or the run is closed'
        : error instanceof ActivityPausedError
          ? 'the activity is paused'
          : `Temporal did not answer (${error instanceof Error ? error.message : String(error)})`;
  return ApplicationFailure.create({
    type: FailureType.TaskNotHeld,
    message: `Nothing was sent: ${reason}`,
    details: [{}],
  });
}
