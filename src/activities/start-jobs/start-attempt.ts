import { Context, heartbeat, sleep } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { Backend, StartFiles } from '../../backends/backend.js';
import { classifyFailure } from '../../backends/failure-table.js';
import type { StartJobsInput, StartJobsResult } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import type { Job } from '../../contract/jobs/job.js';
import { activityFailure, invalidInput, withDetails } from '../shared/failures.js';
import { type AttemptRecord, inputFileBefore, sentBefore } from './attempt-record.js';
import { decideStart } from './decide.js';
import { heartbeatMs } from '../../contract/limits.js';

const defaultVisibilityWindowMs = 15_000;
/** When to look within the visibility window; each look counts against the limit of the tenant's list. */
const looksAt = [0, 0.2, 1];
/** A start is not sent closer to its deadline than this. */
const leastTimeToSendMs = 500;
const longestTimerMs = 2 ** 31 - 1;

/** One attempt of the activity: it decides, looks and sends until there is a result or a failure. */
export class StartAttempt {
  private readonly began = Date.now();
  private readonly deadline: number;
  private readonly record: AttemptRecord;
  private readonly lookTimes: readonly number[];
  private looks = 0;
  private found: Job[] | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly input: StartJobsInput,
    private readonly contentOf: StartFiles['contentOf'],
  ) {
    const { info } = Context.current();
    const { attempt, scheduledTimestampMs, scheduleToCloseTimeoutMs } = info;
    const mayExist = attempt === 1 && input.lookUp === 'beforeSending';
    this.record = { attempt, sent: mayExist ? 'doubtful' : sentBefore(attempt, info.heartbeatDetails) };
    const inputFile = inputFileBefore(info.heartbeatDetails);
    if (inputFile !== undefined) this.record.inputFile = inputFile;
    // A caller that sets no deadline has none.
    this.deadline = scheduleToCloseTimeoutMs > 0 ? scheduledTimestampMs + scheduleToCloseTimeoutMs : Infinity;
    const windowMs = backend.visibilityWindowMs ?? defaultVisibilityWindowMs;
    this.lookTimes = input.lookUp === 'insteadOnce' ? [0] : looksAt.map((share) => share * windowMs);
  }

  async run(): Promise<StartJobsResult> {
    const timer = setInterval(() => heartbeat(this.record), heartbeatMs.interval);
    try {
      return await this.toTheEnd();
    } finally {
      clearInterval(timer);
    }
  }

  private async toTheEnd(): Promise<StartJobsResult> {
    const { input } = this;
    for (;;) {
      const { found } = this;
      const decision = decideStart({
        doubt: this.record.sent === 'doubtful',
        lookOnly: input.lookUp === 'instead' || input.lookUp === 'insteadOnce',
        wanted: input.count,
        divisible: this.backend.divisible?.(input) ?? false,
        lookUp: found && { found: found.length, windowPassed: this.looks === this.lookTimes.length },
        timeToSend: this.deadline - Date.now() > leastTimeToSendMs,
      });
      if (decision.step === 'look') await this.look();
      else if (decision.step === 'giveUp') throw this.unknownOutcome(decision.why);
      else {
        const sent = decision.step === 'send' ? await this.send(decision.count) : [];
        return { jobs: [...(found ?? []), ...sent], adopted: found !== undefined && found.length > 0 };
      }
    }
  }

  private async look(): Promise<void> {
    await sleep(Math.max(0, this.began + (this.lookTimes[this.looks] ?? 0) - Date.now()));
    this.looks += 1;
    const sinceMs = Context.current().info.scheduledTimestampMs;
    const last = this.looks === this.lookTimes.length;
    this.found = await this.backend.find(this.input, { sinceMs, last }).catch((error: unknown) => {
      throw this.failure(error, 'lookUp');
    });
  }

  private async send(count: number | undefined): Promise<Job[]> {
    const { backend, record } = this;
    const { cancellationSignal: cancelled } = Context.current();
    // The details may spare the workflow a look-up.
    if (cancelled.aborted) throw new CancelledFailure('Cancelled before it was sent', [{ sent: record.sent }]);
    const prepared = await this.prepared(cancelled);
    const leftMs = Math.min(Math.max(1, this.deadline - Date.now()), longestTimerMs);
    record.sent = 'doubtful';
    heartbeat(record);
    try {
      return await backend.start(prepared, count, { deadline: AbortSignal.timeout(leftMs), cancelled });
    } catch (error) {
      // What an earlier attempt left in doubt was settled by the look-up before.
      record.sent = (classifyFailure(error, 'start')?.doubtful ?? true) ? 'doubtful' : 'refused';
      heartbeat(record);
      throw this.failure(error, 'start');
    }
  }

  /** The start with its input in the form it is sent in; a file is sent first, which starts nothing. */
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
      throw invalidInput('job.input.$file', `is not for jobs of ${backend.type}: give the data itself`);
    } catch (error) {
      const { sent } = record;
      if (signal.aborted) throw new CancelledFailure('Cancelled before it was sent', [{ sent }]);
      throw withDetails(this.failure(error, 'prepare'), { sent });
    }
  }

  private failure(error: unknown, purpose: 'prepare' | 'start' | 'lookUp'): unknown {
    return activityFailure(error, purpose, { sent: this.record.sent, ...this.marks() });
  }

  private unknownOutcome(why: string): ApplicationFailure {
    return ApplicationFailure.nonRetryable(
      `Whether the start happened is not known, and ${why}`,
      FailureType.StartOutcomeUnknown,
      { sent: 'doubtful', ...this.marks() },
    );
  }

  /** By what people find the jobs. */
  private marks(): { reference: string; mark: string } {
    const { reference } = this.input;
    return { reference, mark: this.backend.markOf(reference) };
  }
}
