import { Context, heartbeat, log, sleep } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Backend, StartFiles } from '../../backends/backend.js';
import { BackendError } from '../../backends/backend-error.js';
import { classifyFailure } from '../../backends/failure-table.js';
import type { StartJobsInput, StartJobsResult } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import type { Job, JobId } from '../../contract/jobs/job.js';
import { Moment } from '../../shared/moment.js';
import { activityFailure, invalidInput, withDetails } from '../shared/failures.js';
import { refuseOtherServer } from '../shared/same-job.js';
import { type AttemptRecord, inputFileBefore, type Past, pastOf } from './attempt-record.js';
import { decideStart } from './decide.js';
import { failureOfAttempt } from './failure-of-attempt.js';
import { defaultWindowMs, heartbeatMs } from '../../contract/limits.js';
import { lookUpTimes } from './look-up-times.js';
import { runIsClosed } from './run-is-closed.js';
import { leaseMsOf, TaskHolder, type TaskLease } from './task-lease.js';

/** A start is not sent if less time than this is left before its deadline. */
const leastTimeToSendMs = 500;
const longestTimerMs = 2 ** 31 - 1;

/** A search for jobs of earlier requests: its start and the times of its look-ups. */
interface Search {
  began: Moment;
  times: readonly number[];
  lookUps: number;
}

/** One attempt of the activity: it decides, looks up and sends until there is a result or a failure. */
export class StartAttempt {
  private readonly task: TaskHolder;
  private readonly past: Past;
  private readonly began = new Moment();
  private readonly deadline: number;
  private readonly record: AttemptRecord;
  private readonly known = new Map<JobId, Job>();
  private readonly found = new Set<JobId>();
  private search: Search;
  private lease: TaskLease | undefined;
  /** Why requests were sent again after a refusal; once for each reason. */
  private readonly resent = new Set<string>();

  constructor(
    private readonly backend: Backend,
    private readonly input: StartJobsInput,
    private readonly contentOf: StartFiles['contentOf'],
  ) {
    const context = Context.current();
    const { info } = context;
    this.task = new TaskHolder(context);
    const past = this.pastOfCaller();
    this.past = past;
    this.record = { attempt: info.attempt, sent: past.sent };
    const inputFile = inputFileBefore(info.heartbeatDetails);
    if (inputFile !== undefined) this.record.inputFile = inputFile;
    // Without a scheduleToClose timeout there is no deadline.
    const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = info;
    this.deadline = scheduleToCloseTimeoutMs > 0 ? scheduledTimestampMs + scheduleToCloseTimeoutMs : Infinity;
    this.search = this.searchFor(input.lookUp === 'insteadOnce' ? 0 : this.windowAfter(past));
  }

  /** What was sent before this attempt, by earlier attempts or, as the caller knows, by another activity. */
  private pastOfCaller(): Past {
    const { info } = Context.current();
    const past = pastOf(info);
    const { lookUp, inFlight = false } = this.input;
    const mayExist = lookUp === 'beforeSending' && info.attempt === 1;
    return { ...past, ...(mayExist && { sent: 'doubtful' }), inFlight: past.inFlight || inFlight };
  }

  /** How long from now the jobs of an earlier request may still appear. Unit: milliseconds. */
  private windowAfter({ inFlight, sinceWriteMs }: Pick<Past, 'inFlight' | 'sinceWriteMs'>): number {
    const { effectWindowMs = defaultWindowMs.effect, visibilityWindowMs = defaultWindowMs.visibility } = this.backend;
    const leaseMs = inFlight ? leaseMsOf(Context.current().info) : 0;
    return Math.max(0, leaseMs + effectWindowMs - sinceWriteMs) + visibilityWindowMs;
  }

  /** Time since the last request was written, by this attempt or an earlier one. Unit: milliseconds. */
  private sinceWriteMs(): number {
    if (this.lease) return this.lease.sinceWriteMs();
    const leaseMs = this.past.inFlight ? leaseMsOf(Context.current().info) : 0;
    return Math.max(0, this.past.sinceWriteMs + this.began.atLeastMs() - leaseMs);
  }

  private searchFor(windowMs: number): Search {
    return { began: new Moment(), times: lookUpTimes(windowMs), lookUps: 0 };
  }

  async run(): Promise<StartJobsResult> {
    const { record } = this;
    const timer = setInterval(() => heartbeat(record), heartbeatMs.interval);
    try {
      const result = await this.toTheEnd().catch(async (error: unknown) => {
        if (this.lease && record.sent === 'doubtful') await this.abandonIfLost();
        throw error;
      });
      if (this.lease) await this.abandonIfLost();
      return result;
    } catch (error) {
      record.sinceWriteMs = this.sinceWriteMs();
      // This heartbeat is part of the failure, so the next attempt can rely on what it says about this one.
      heartbeat({ ...record, ended: true });
      const { endInDoubt = false } = this.input;
      const cancelRequested = Context.current().cancellationDetails?.cancelRequested === true;
      throw failureOfAttempt(error, { sent: record.sent, endInDoubt, cancelRequested });
    } finally {
      clearInterval(timer);
    }
  }

  private async toTheEnd(): Promise<StartJobsResult> {
    const { input, known, found } = this;
    await this.refuseOtherServer();
    for (;;) {
      const { lookUps, times } = this.search;
      const decision = decideStart({
        doubt: this.record.sent === 'doubtful',
        lookUpOnly: input.lookUp === 'instead' || input.lookUp === 'insteadOnce',
        wanted: input.count,
        divisible: this.backend.divisible?.(input) ?? false,
        lookUp: lookUps === 0 ? undefined : { found: known.size, windowPassed: lookUps === times.length },
        timeToSend: this.deadline - Date.now() > leastTimeToSendMs,
      });
      if (decision.step === 'lookUp') await this.lookUp();
      else if (decision.step === 'giveUp') throw this.unknownOutcome(decision.why);
      else {
        const named = decision.step === 'send' ? await this.send(decision.count) : [];
        for (const job of named) known.set(job.id, job);
        if (decision.step === 'adopt' || (input.count === undefined ? named.length > 0 : known.size >= input.count))
          return { jobs: [...known.values()], adopted: found.size > 0 };
        // The reply names fewer jobs than requested, or cannot be trusted: jobs may exist that it does not name.
        this.search = this.searchFor(this.windowAfter({ inFlight: false, sinceWriteMs: 0 }));
      }
    }
  }

  /** On another server a look-up would find nothing, and a second job would be started. */
  private async refuseOtherServer(): Promise<void> {
    const { backend, input, record } = this;
    const { sent } = record;
    try {
      await refuseOtherServer(backend, input.connection, input.target);
    } catch (error) {
      const failure = this.failure(error, sent === 'doubtful' ? 'lookUp' : 'prepare');
      throw withDetails(failure, { sent, ...this.identifiers() });
    }
  }

  private async lookUp(): Promise<void> {
    const { search } = this;
    await sleep(Math.max(0, (search.times[search.lookUps] ?? 0) - search.began.atLeastMs()));
    search.lookUps += 1;
    const { sinceMs = Context.current().info.scheduledTimestampMs } = this.input;
    const last = search.lookUps === search.times.length;
    const jobs = await this.backend.find(this.input, { sinceMs, last }).catch((error: unknown) => {
      throw this.failure(error, 'lookUp');
    });
    for (const job of jobs) {
      if (!this.known.has(job.id)) this.found.add(job.id);
      this.known.set(job.id, job);
    }
  }

  /** Sends once and returns the jobs that the answer names; none if a look-up must settle the outcome. */
  private async send(count: number | undefined): Promise<Job[]> {
    const { backend, record } = this;
    const { cancellationSignal: cancelled } = Context.current();
    if (cancelled.aborted) throw new CancelledFailure('Cancelled before it was sent');
    const prepared = await this.prepared(cancelled);
    const leftMs = Math.min(Math.max(1, this.deadline - Date.now()), longestTimerMs);
    const sentBefore = record.sent;
    const lease = async (): Promise<TaskLease> => {
      record.sent = 'doubtful';
      try {
        this.lease = await this.task.take(record);
        return this.lease;
      } catch (error) {
        record.sent = sentBefore;
        throw error;
      }
    };
    try {
      return await backend.start(prepared, count, { deadline: AbortSignal.timeout(leftMs), cancelled, lease });
    } catch (error) {
      if (error instanceof CancelledFailure) throw error;
      if (error instanceof ApplicationFailure) throw withDetails(error, { sent: record.sent, ...this.identifiers() });
      const remedy = remedyOf(error);
      if (remedy !== undefined && !this.resent.has(remedy)) {
        // A gateway may refuse a request although an earlier copy went through: look up once before sending again.
        this.resent.add(remedy);
        this.search = this.searchFor(0);
        return [];
      }
      // The look-up before this request settled what earlier attempts left in doubt.
      record.sent = (classifyFailure(error, 'start')?.doubtful ?? true) ? 'doubtful' : 'refused';
      throw this.failure(error, 'start');
    }
  }

  /** The start with its input as it will be sent. A file is uploaded first, which starts nothing. */
  private async prepared(signal: AbortSignal): Promise<StartJobsInput> {
    const { backend, input, record, contentOf } = this;
    const sentOnce: StartFiles['sentOnce'] = async (send) => {
      if (record.inputFile === undefined) {
        record.inputFile = await send();
        heartbeat(record);
      }
      return record.inputFile;
    };
    try {
      if (backend.prepare) return await backend.prepare(input, { contentOf, sentOnce, signal });
      if (!input.inputFile) return input;
      throw invalidInput('job.input.$file', `is not supported for jobs of ${backend.type}: give the data itself`);
    } catch (error) {
      if (signal.aborted) throw new CancelledFailure('Cancelled before it was sent');
      throw withDetails(this.failure(error, 'prepare'), { sent: record.sent });
    }
  }

  /**
   * After a request was sent: if the run is open, the attempt that took over adopts the jobs. If the run is closed,
   * no attempt will, so this one stops the jobs it created.
   */
  private async abandonIfLost(): Promise<void> {
    const context = Context.current();
    if (!(await this.task.lost(this.record))) return;
    if (await runIsClosed(context.client, this.input.reference, context.info)) await this.stopAll();
    throw ApplicationFailure.create({ type: FailureType.TaskNotHeld, message: 'Another attempt has taken over' });
  }

  private async stopAll(): Promise<void> {
    const { backend, input, known } = this;
    this.search = this.searchFor(this.windowAfter({ inFlight: false, sinceWriteMs: 0 }));
    while (known.size < (input.count ?? 1) && this.search.lookUps < this.search.times.length) await this.lookUp();
    log.warn('The run was closed while its jobs were being started; stopping them', { jobs: [...known.keys()] });
    if (known.size > 0) await backend.stop(input.target, [...known.keys()]);
  }

  private failure(error: unknown, purpose: 'prepare' | 'start' | 'lookUp'): unknown {
    return activityFailure(error, purpose, { sent: this.record.sent, ...this.identifiers() });
  }

  private unknownOutcome(why: string): ApplicationFailure {
    return ApplicationFailure.nonRetryable(
      `It is unknown whether the start happened, and ${why}`,
      FailureType.StartOutcomeUnknown,
      { sent: 'doubtful', ...this.identifiers() },
    );
  }

  /** Identifiers by which people can find the jobs. */
  private identifiers(): { reference: string; mark: string } {
    const { reference } = this.input;
    return { reference, mark: this.backend.markOf(reference) };
  }
}

/** What the back end has changed since it refused a request, so that the next one may pass. */
function remedyOf(error: unknown): string | undefined {
  if (!(error instanceof BackendError)) return undefined;
  const { tokenRenewed, leftOut } = error.fields;
  return tokenRenewed === true ? 'token' : leftOut;
}
