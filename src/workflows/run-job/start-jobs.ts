import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  workflowInfo,
} from '@temporalio/workflow';
import type { StartJobsInput } from '../../contract/activities.js';
import { FailureType } from '../../contract/failure-types.js';
import { jobReference } from '../../contract/references.js';
import type { Target } from '../../contract/target.js';
import { calling, starting } from './activities.js';
import { applicationFailureOf, asWorkflowFailure, deadlinePassed, failure } from './failures.js';
import type { RunState, TrackedJob } from './run-state.js';

/**
 * Starts jobs under a reference of their own. However it ends, the run knows afterwards which jobs exist:
 * a cancel or a passed deadline first looks for what the start may have created.
 */
export async function startJobs(run: RunState, target: Target, start: number, count?: number): Promise<TrackedJob[]> {
  const { spec } = run;
  const { workflowId, firstExecutionRunId: firstRunId, attempt } = workflowInfo();
  const input: StartJobsInput = {
    connection: spec.connection,
    target,
    fields: { ...spec.fields, ...strategyFields(run, count) },
    reference: jobReference({ workflowId, firstRunId, attempt, start }),
    ...(count !== undefined && { count }),
  };
  run.tell('Starting');
  try {
    const { jobs } = await starting(spec.deadlines.start, `Start ${target.release.name}`).startJobs(input);
    return run.started(jobs);
  } catch (error) {
    const cancelled = isCancellation(error);
    if (!cancelled && !deadlinePassed(error)) throw asWorkflowFailure(error, { reference: input.reference });
    const found = knownClean(error) ? [] : await CancellationScope.nonCancellable(() => settle(run, input));
    if (cancelled) throw error;
    if (found.length > 0) return found;
    throw asWorkflowFailure(error, { reference: input.reference });
  }
}

/** Whether the last attempt said that nothing it sent can have created a job. */
function knownClean(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure || cause instanceof CancelledFailure)) return false;
  const details = cause.details?.[0] as { doubtful?: boolean } | undefined;
  return details?.doubtful === false;
}

async function settle(run: RunState, input: StartJobsInput): Promise<TrackedJob[]> {
  run.tell('Looking for what the start created');
  try {
    const activities = calling(run.spec.stop.confirm, 'Look for jobs of the interrupted start');
    const { jobs } = await activities.startJobs({ ...input, lookUpOnly: true });
    return run.started(jobs);
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    throw failure(
      FailureType.StartOutcomeUnknown,
      `Nobody can tell whether the start happened: ${applicationFailureOf(error)?.message ?? error.message}. ` +
        `No second job was started. Look in Orchestrator for jobs with Reference '${input.reference}'.`,
      { reference: input.reference },
    );
  }
}

function strategyFields({ spec }: RunState, count: number | undefined): Record<string, unknown> {
  if (spec.strategy === 'All') return { Strategy: 'All' };
  if (spec.strategy === 'Specific') return { Strategy: 'Specific', RobotIds: spec.robotIds };
  // RobotCount is deprecated and the only strategy that reads NoOfRobots (OpenAPI 20.0).
  if (spec.strategy === 'RobotCount') return { Strategy: 'RobotCount', NoOfRobots: count };
  return { Strategy: spec.strategy, JobsCount: count };
}
