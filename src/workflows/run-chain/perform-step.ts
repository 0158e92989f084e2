import { CancellationScope, log, sleep } from '@temporalio/workflow';
import { jobKeys } from '../../contract/chain/check-chain.js';
import { type ApprovalDefinition, kindOf, type StepDefinition } from '../../contract/chain/definition.js';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { FailureType } from '../../contract/failure-types.js';
import { approval } from '../steps/approval.js';
import { evaluate, shapeOf } from './evaluate.js';
import { chainFailure, describeError } from './failures.js';
import { whyNoMapping } from './output-in-file.js';
import { performAction, type Performed, type Place, type Scope } from './perform-action.js';

/** What one step does, or what it does for one of its items. */
export const workKeys = [...jobKeys, 'activity', 'workflow', 'chain', 'approval', 'wait', 'timeout', 'output'] as const;
export type Work = Pick<StepDefinition, (typeof workKeys)[number]>;

/** JSON of a step's output that the history keeps, in characters. */
export const maximumOutput = 262_144;

export interface StepPlace extends Place {
  /** What the update `approve` calls it. */
  name: string;
  maximumOutput: number;
  /** Tells what a person is asked, while somebody is. */
  asks: (message: string) => void;
}

/** Does a step once, within its timeout; gives its output as the step maps it. */
export async function performStep(work: Work, scope: Scope, place: StepPlace): Promise<Performed> {
  const timeoutMs = work.timeout === undefined ? undefined : durationOf(await evaluate(work.timeout, scope), 'timeout');
  const done = await within(timeoutMs, place.name, () => perform(work, scope, place));
  const omitted = done.omitted ?? whyNoMapping(work.output, done.output);
  const performed = { ...done, ...(omitted !== undefined && { omitted }) };
  const mapped =
    work.output === undefined || performed.omitted !== undefined
      ? performed.output
      : await evaluate(work.output, { ...scope, result: performed.output });
  const length = JSON.stringify(mapped ?? null).length;
  if (length <= place.maximumOutput) return { ...performed, output: mapped ?? null };
  return { ...performed, output: null, omitted: `it has ${length} characters of JSON; at most ${place.maximumOutput}` };
}

async function perform(work: Work, scope: Scope, place: StepPlace): Promise<Performed> {
  switch (kindOf(work)) {
    case 'approval':
      return approve(work.approval ?? {}, scope, place);
    case 'wait':
      await sleep(millisecondsUntil(await evaluate(work.wait, scope)), { summary: place.summary });
      return { output: null };
    default:
      return performAction(work, scope, place);
  }
}

/** Runs something; when it takes too long it is cancelled, seen to its end, and has failed. */
async function within<T>(timeoutMs: number | undefined, name: string, run: () => Promise<T>): Promise<T> {
  if (timeoutMs === undefined) return run();
  const scope = new CancellationScope({ cancellable: true, timeout: timeoutMs });
  const outside = CancellationScope.current();
  try {
    return await scope.run(run);
  } catch (error) {
    if (!scope.consideredCancelled || outside.consideredCancelled || describeError(error).type !== 'Cancelled')
      throw error;
    throw chainFailure(FailureType.StepTimedOut, `Step '${name}' did not end within ${timeoutMs / 1000} s`, {}, error);
  }
}

async function approve(given: ApprovalDefinition, scope: Scope, place: StepPlace): Promise<Performed> {
  const { reminder, otherwise, onRejected } = given;
  const {
    message,
    value = null,
    deadline,
  } = (await evaluate({ message: given.message, value: given.value, deadline: given.deadline }, scope)) as {
    message?: unknown;
    value?: unknown;
    deadline?: string;
  };
  place.asks(message === undefined ? '' : typeof message === 'string' ? message : JSON.stringify(message));
  const reminding = new CancellationScope();
  const reminded = reminder ? reminding.run(() => remind(reminder, scope, place)) : undefined;
  try {
    const { edit, decision, by, comment } = await approval(place.name, {
      ...(deadline !== undefined && { deadline }),
      ...(otherwise && { otherwise }),
    });
    if (decision === 'rejected' && onRejected !== 'continue')
      throw chainFailure(
        FailureType.ApprovalRejected,
        `'${place.name}' was rejected by ${by}${comment === undefined ? '' : `: ${comment}`}`,
        { decision, by, comment },
      );
    const output = {
      decision,
      by,
      ...(comment !== undefined && { comment }),
      value: edit === undefined ? value : edit,
    };
    return { output, decidedBy: by };
  } finally {
    place.asks('');
    reminding.cancel();
    await reminded;
  }
}

/** A reminder that fails is told and does no harm. */
async function remind(
  reminder: NonNullable<ApprovalDefinition['reminder']>,
  scope: Scope,
  place: StepPlace,
): Promise<void> {
  try {
    await sleep(durationOf(await evaluate(reminder.after, scope), 'reminder.after'), {
      summary: `Reminder of ${place.name}`,
    });
    await performAction(reminder, scope, { ...place, workflowId: `${place.workflowId}/reminder`, override: undefined });
  } catch (error) {
    const { type, message } = describeError(error);
    if (type !== 'Cancelled') log.warn('A reminder failed', { step: place.name, type, message });
  }
}

function durationOf(value: unknown, field: string): number {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (milliseconds !== undefined) return milliseconds;
  throw chainFailure(FailureType.InvalidInput, `${field} must be ${durationForm}, not ${shapeOf(value)}`, {});
}

function millisecondsUntil(value: unknown): number {
  const time = typeof value === 'string' && parseDuration(value) === undefined ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? durationOf(value, 'wait') : Math.max(0, time - Date.now());
}
