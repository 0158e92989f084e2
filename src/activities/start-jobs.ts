import { ApplicationFailure } from '@temporalio/common';
import type { Activities, StartJobsInput } from '../contract/activities.js';
import { FailureType } from '../contract/failure-types.js';
import { maximumInputLength } from '../contract/run-job.js';
import { backendOf } from './backend-of.js';
import type { ActivityDependencies } from './context.js';
import { StartAttempt } from './starting/start-attempt.js';

/** Starts jobs once: after a doubtful attempt it looks for them before it sends again. */
export function createStartJobs(dependencies: ActivityDependencies): Activities['startJobs'] {
  return (input) => {
    refuseLongInput(input);
    return new StartAttempt(backendOf(dependencies, input.connection), input).run();
  };
}

function refuseLongInput({ fields }: StartJobsInput): void {
  const text = fields.InputArguments;
  if (typeof text !== 'string' || text.length <= maximumInputLength) return;
  throw ApplicationFailure.nonRetryable(
    `job.input is ${text.length} characters of JSON; Orchestrator takes at most ${maximumInputLength}`,
    FailureType.InputTooLarge,
    { length: text.length, limit: maximumInputLength, sent: 'nothing' },
  );
}
