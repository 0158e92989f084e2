import { isRecord } from '../json.js';
import type { Job } from './job.js';

/** Writes the results of a run that came to its own end, and tells the state it ends in. */
export function finishJob(job: Job, at: number): 'Successful' | 'Faulted' | 'Suspended' {
  const { outcome } = job.release.behaviour;
  if (outcome === 'Faulted' && !succeedsAtLast(job)) return fault(job, at);
  if (outcome === 'Suspended' && job.resumeVersion === 0) return 'Suspended';
  job.info = 'Job completed';
  job.outputArguments = job.resumeInput ?? job.inputArguments ?? '{}';
  return 'Successful';
}

/** What Orchestrator reports when the robot's process died under a Kill. */
export function killedByExitCode(job: Job): void {
  job.info = 'Job stopped with an unexpected exit code: 0x40010004';
  job.errorCode = 'Robot';
}

/** The input may ask for it: `{"succeedOnAttempt": 3}`. */
function succeedsAtLast(job: Job): boolean {
  const wanted = inputOf(job).succeedOnAttempt;
  return typeof wanted === 'number' && job.attempt >= wanted;
}

function fault(job: Job, at: number): 'Faulted' {
  const wanted = inputOf(job).category;
  const category = typeof wanted === 'string' ? wanted : 'System';
  const detail = 'The simulated process failed, as its release is meant to.';
  job.error = {
    code: `${category}.SimulatedFailure`,
    title: 'Simulated failure',
    detail,
    category,
    status: 500,
    timestamp: at,
  };
  job.errorCode = 'Robot';
  job.outputArguments = '{}';
  job.info = [
    `Main.xaml: ${detail}`,
    '',
    `System.InvalidOperationException: ${detail}`,
    `   at ${job.release.processKey}.Main.Execute(NativeActivityContext context)`,
    '   at System.Activities.NativeActivity.InternalExecute(ActivityInstance instance)',
  ].join('\r\n');
  return 'Faulted';
}

function inputOf(job: Job): Record<string, unknown> {
  const input: unknown = JSON.parse(job.inputArguments ?? '{}');
  return isRecord(input) ? input : {};
}
