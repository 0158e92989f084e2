import type { Job } from './job.js';
import { finishJob, killedByExitCode } from './job-outcome.js';
import { isFinal, type JobState, type StopStrategy } from './job-state.js';

interface Transition {
  readonly at: number;
  readonly apply: () => void;
}

/** Applies every transition that is due by `now`, each at its own time; nothing runs in between calls. */
export function advanceJob(job: Job, now: number): void {
  for (let next = nextTransition(job); next !== undefined && next.at <= now; next = nextTransition(job)) next.apply();
}

/** SoftStop or Kill, as of `now`. Asking again, or more softly, changes nothing. The job must not be final. */
export function stopJob(job: Job, strategy: StopStrategy, now: number): void {
  if (job.state === 'Terminating' || (job.state === 'Stopping' && strategy === 'SoftStop')) return;
  job.stopStrategy = strategy;
  const onRobot = job.state === 'Running' || job.state === 'Stopping';
  if (!onRobot) enter(job, 'Stopped', now);
  else enter(job, strategy === 'Kill' ? 'Terminating' : 'Stopping', now);
}

/** Takes a Suspended job back to work, with new input if there is any. */
export function resumeJob(job: Job, inputArguments: string | null, now: number): void {
  job.resumeVersion += 1;
  job.resumedAt = now;
  job.resumeInput = inputArguments;
  enter(job, 'Resumed', now);
}

function nextTransition(job: Job): Transition | undefined {
  const { pendingMs, runMs, softStop, kill } = job.release.behaviour;
  switch (job.state) {
    case 'Pending':
    case 'Resumed': {
      const at = job.stateSince + pendingMs;
      return { at, apply: () => run(job, at, runMs) };
    }
    case 'Running':
      return outcome(job);
    case 'Stopping': {
      if (softStop === 'ignored') return outcome(job);
      const at = job.stateSince + softStop.afterMs;
      return { at, apply: () => (softStop.end === 'Successful' ? finish(job, at) : enter(job, 'Stopped', at)) };
    }
    case 'Terminating': {
      const at = job.stateSince + kill.afterMs;
      return { at, apply: () => killed(job, kill.end, at) };
    }
    case 'Suspended':
    case 'Faulted':
    case 'Successful':
    case 'Stopped':
      return undefined;
  }
}

function outcome(job: Job): Transition {
  return { at: job.runEndsAt, apply: () => finish(job, job.runEndsAt) };
}

function run(job: Job, at: number, runMs: number): void {
  job.startedAt ??= at;
  job.runEndsAt = at + runMs;
  enter(job, 'Running', at);
}

function finish(job: Job, at: number): void {
  enter(job, finishJob(job, at), at);
}

function killed(job: Job, end: 'Stopped' | 'Faulted', at: number): void {
  if (end === 'Faulted') killedByExitCode(job);
  enter(job, end, at);
}

function enter(job: Job, state: JobState, at: number): void {
  job.state = state;
  job.stateSince = at;
  if (isFinal(state)) job.endedAt = at;
}
