import { FOREVER } from '../model/behaviour.js';
import type { Job } from '../model/job.js';
import { hasEnded, isFinal, type StopStrategy } from '../model/job-state.js';

/** What happens next to a job without a call. `run` needs a robot. */
export interface Step {
  readonly at: number;
  readonly action: 'run' | 'end' | 'softStopped' | 'killed' | 'cleanedUp' | 'resume' | 'stop' | 'kill';
}

const hourMs = 3_600_000;

export function nextStep(job: Job): Step | undefined {
  if (hasEnded(job)) return undefined;
  const { pendingMs, softStop, kill, suspensionsMs } = job.release.behaviour;
  switch (job.state) {
    case 'Pending':
    case 'Resumed':
      return job.waitsForRobot ? undefined : { at: job.stateSince + pendingMs, action: 'run' };
    case 'Running':
      return earlier(stopByExpression(job), { at: job.runEndsAt, action: 'end' });
    case 'Stopping': {
      const own: Step =
        softStop === 'ignored'
          ? { at: job.runEndsAt, action: 'end' }
          : { at: job.stateSince + softStop.afterMs, action: 'softStopped' };
      return earlier(killByExpression(job), own);
    }
    case 'Terminating':
      return earlier({ at: job.stateSince + kill.afterMs, action: 'killed' }, cleanUp(job));
    case 'Suspended':
      return { at: job.stateSince + (suspensionsMs[job.resumeVersion] ?? FOREVER), action: 'resume' };
    default:
      return undefined;
  }
}

/** Where a job gets to when SoftStop or Kill reaches it; undefined if that changes nothing. */
export function stateAfterStop(state: string, strategy: StopStrategy): string | undefined {
  if (isFinal(state)) return undefined;
  if (state === 'Terminating' || (state === 'Stopping' && strategy === 'SoftStop')) return undefined;
  if (!isOnRobot(state)) return 'Stopped';
  return strategy === 'Kill' ? 'Terminating' : 'Stopping';
}

export function isOnRobot(state: string): boolean {
  return state === 'Running' || state === 'Stopping' || state === 'Terminating';
}

export function enter(job: Job, state: string, at: number): void {
  job.state = state;
  job.stateSince = at;
  job.history.push({ state, at, stopStrategy: job.stopStrategy });
  if (isFinal(state)) job.endedAt = at;
}

/** StopProcessExpression of StartJobs: seconds that the job may run. */
function stopByExpression(job: Job): Step | undefined {
  const seconds = secondsOf(job.echoed.StopProcessExpression);
  return seconds === undefined || job.startedAt === null
    ? undefined
    : { at: Math.max(job.startedAt + seconds * 1000, job.stateSince), action: 'stop' };
}

/** KillProcessExpression: seconds that it may then take to stop. */
function killByExpression(job: Job): Step | undefined {
  const seconds = secondsOf(job.echoed.KillProcessExpression);
  return seconds === undefined ? undefined : { at: job.stateSince + seconds * 1000, action: 'kill' };
}

function secondsOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** Documented: every three hours jobs that have been Terminating for a day are moved to Faulted. */
function cleanUp({ stateSince }: Job): Step {
  return { at: Math.ceil((stateSince + 24 * hourMs) / (3 * hourMs)) * 3 * hourMs, action: 'cleanedUp' };
}

function earlier(left: Step | undefined, right: Step): Step {
  return left !== undefined && left.at <= right.at ? left : right;
}
