import { showDetails } from '../shared/show.js';
import { jobLine } from '../shared/job-line.js';
import type { TrackedJob } from '../shared/tracked-job.js';
import { type ActivityFailure } from '@temporalio/workflow';
import type { FindJobsResult, JobObservation, StopJobsInput, StopJobsResult } from '../../contract/activities.js';
import type { Capabilities } from '../../contract/capabilities.js';
import { observationOf } from '../../contract/failure-details.js';
import { phaseOf } from '../../contract/jobs/job.js';
import { StopOutcome, type StopJobsReport, type StopJobsSpec, type StoppedJob } from '../../contract/stop-jobs.js';
import { cut } from '../../shared/cut.js';
import { limits } from '../../contract/limits.js';
import type { Folder } from '../../contract/jobs/target.js';
import { lastAttemptOf } from '../shared/failures.js';
import type { Stopping } from '../shared/stop-escalation.js';
import type { PlacedJob } from '../shared/stop-by-folder.js';

/** A job of a bulk stop, with the stop that was sent and what is known about its end. */
interface BulkJob extends PlacedJob {
  /** It had ended before the stop. */
  endedBefore: boolean;
  sent?: StopJobsInput['strategy'];
  refusal?: string;
  unseen?: string;
}

/** The state of a bulk stop, shown in the current details of the UI and in the report at the end. */
export class BulkStop implements Stopping {
  readonly spec: { connection: string; stop: { grace: number; confirm: number } };
  readonly capabilities?: Capabilities;
  readonly jobs: TrackedJob[];
  private readonly all: BulkJob[];
  private readonly byTracked = new Map<TrackedJob, BulkJob>();
  private activity = '';

  constructor(
    private readonly request: StopJobsSpec,
    private readonly found: FindJobsResult,
  ) {
    this.spec = request;
    if (found.capabilities) this.capabilities = found.capabilities;
    this.all = found.jobs.map(({ folder, job }) => {
      const phase = phaseOf(job);
      const tracked: TrackedJob = { job, phase, since: Date.now() };
      const bulkJob: BulkJob = { folder, tracked, endedBefore: phase === 'final' };
      this.byTracked.set(tracked, bulkJob);
      return bulkJob;
    });
    this.jobs = this.all.map(({ tracked }) => tracked);
  }

  /** Jobs that have not ended. */
  open(): PlacedJob[] {
    return this.all.filter(({ tracked }) => tracked.phase !== 'final');
  }

  show(activity: string): void {
    this.activity = activity;
    const open = this.open();
    const lines = open.slice(0, limits.shownJobs).map(({ tracked }) => jobLine(tracked));
    const counts = `${this.all.length} found, ${this.all.length - open.length} ended`;
    showDetails(
      [
        `**Stop of jobs** (${counts}): ${activity}`,
        '',
        ...lines,
        ...(open.length > limits.shownJobs ? ['- …'] : []),
      ].join('\n'),
    );
  }

  observed(tracked: TrackedJob, { job, phase }: JobObservation): void {
    if (job.state !== tracked.job.state) tracked.since = Date.now();
    tracked.job = job;
    tracked.phase = phase;
    delete this.byTracked.get(tracked)?.unseen;
    this.show(this.activity);
  }

  answered(jobs: readonly TrackedJob[], strategy: StopJobsInput['strategy'], answer: StopJobsResult): void {
    for (const tracked of jobs) {
      const job = this.byTracked.get(tracked);
      if (!job) continue;
      const refusal = answer.accepted ? answer.refused?.find(({ id }) => id === tracked.job.id)?.reason : answer.reason;
      if (refusal === undefined) {
        job.sent = strategy;
        delete job.refusal;
      } else job.refusal = refusal;
    }
  }

  unseen(tracked: TrackedJob, error: ActivityFailure): void {
    const last = lastAttemptOf(error);
    const seen = observationOf(last);
    const job = this.byTracked.get(tracked);
    if (seen) this.observed(tracked, seen);
    else if (job) job.unseen = last?.message ?? error.cause?.message ?? error.message;
  }

  report(): StopJobsReport {
    const missing = this.found.notFound.map((name): StoppedJob => ({ outcome: 'notFound', ...name }));
    const jobs = [...this.all.map((job) => this.reportOf(job)), ...missing];
    const counts = Object.fromEntries(
      Object.values(StopOutcome).map((outcome) => [outcome, jobs.filter((job) => job.outcome === outcome).length]),
    ) as StopJobsReport['counts'];
    return { jobs, counts, more: this.found.more };
  }

  private reportOf(bulkJob: BulkJob): StoppedJob {
    const { tracked, folder, sent } = bulkJob;
    const { id, key, state, process, link } = tracked.job;
    const outcome = this.outcomeOf(bulkJob);
    return {
      outcome,
      ...(outcome === 'ended' && sent && { by: sent }),
      id,
      key,
      state,
      ...(process !== undefined && { process }),
      folder: nameOf(folder),
      ...(link !== undefined && { link }),
      ...(outcome === 'notConfirmed' && { reason: reasonOf(bulkJob) }),
    };
  }

  private outcomeOf({ tracked, endedBefore }: BulkJob): StopOutcome {
    if (endedBefore) return 'alreadyEnded';
    if (tracked.phase === 'final') return 'ended';
    return this.request.dryRun ? 'wouldStop' : 'notConfirmed';
  }
}

const nameOf = ({ path, key, id }: Folder): string => path ?? key ?? String(id ?? '');
function reasonOf({ tracked, sent, refusal, unseen }: BulkJob): string {
  const was = sent === undefined ? 'No stop was accepted' : `It is ${tracked.job.state} after ${sent}`;
  const reasons = [
    refusal === undefined ? '' : `refused: ${refusal}`,
    unseen === undefined ? '' : `not seen: ${unseen}`,
  ];
  // A thousand of them fit into one result.
  return cut([was, ...reasons.filter((reason) => reason !== '')].join('; '), limits.reasonCharacters);
}
