import { setSearchAttributes, showDetails } from '../shared/show.js';
import type { JobObservation } from '../../contract/activities.js';
import type { Capabilities } from '../../contract/capabilities.js';
import { type FinishedJob, phaseOf } from '../../contract/jobs/job.js';
import type { RunJobSpec } from '../../contract/run-job.js';
import type { Target } from '../../contract/jobs/target.js';
import { logJob } from '../shared/log-job.js';
import type { TrackedJob } from '../shared/tracked-job.js';
import { describeRun } from './describe-run.js';

/** The state of a run, shown in search attributes and in the current details of the UI. */
export class RunState {
  target: Target | undefined;
  readonly jobs: TrackedJob[] = [];
  /** What the run itself is doing, in a few words. */
  activity = 'Signing in';
  /** Whether the namespace has our search attributes. */
  searchable = false;
  capabilities?: Capabilities;
  private shownState = '';

  constructor(readonly spec: RunJobSpec) {}

  show(activity: string): void {
    this.activity = activity;
    showDetails(describeRun(this));
  }

  resolved(target: Target): void {
    this.target = target;
    if (!this.searchable) return;
    setSearchAttributes({
      RpaConnection: this.spec.connection,
      RpaFolder: target.folder.path ?? target.folder.key ?? String(target.folder.id),
      RpaProcess: target.release.name,
    });
  }

  started(jobs: FinishedJob[]): TrackedJob[] {
    const tracked = jobs
      .filter(({ id }) => !this.jobs.some(({ job }) => job.id === id))
      // Only a read of the single job confirms its end, because lists do not contain the output.
      .map((job) => ({
        job,
        phase: phaseOf(job) === 'final' ? 'running' : phaseOf(job),
        since: Date.now(),
      }));
    this.jobs.push(...tracked);
    const { target } = this;
    if (target) for (const job of tracked) logJob('Job started', this.spec.connection, target, job);
    if (this.searchable && tracked.length > 0) setSearchAttributes({ RpaJobKeys: this.jobs.map(({ job }) => job.key) });
    this.refresh();
    return tracked;
  }

  observed(tracked: TrackedJob, { job, phase, pendingReasons }: JobObservation): void {
    if (job.state !== tracked.job.state) tracked.since = Date.now();
    // A back end may return these only at the start.
    const { process, reference } = tracked.job;
    tracked.job = { ...(process !== undefined && { process }), ...(reference !== undefined && { reference }), ...job };
    tracked.phase = phase;
    if (pendingReasons) tracked.pendingReasons = pendingReasons;
    this.refresh();
  }

  /** Jobs that may still be running. */
  unfinished(): TrackedJob[] {
    return this.jobs.filter(({ phase }) => phase !== 'final');
  }

  private refresh(): void {
    const state = [...new Set(this.jobs.map(({ job }) => job.state))].join(' ');
    if (this.searchable && state !== this.shownState) setSearchAttributes({ RpaJobState: (this.shownState = state) });
    showDetails(describeRun(this));
  }
}
