import { CancellationScope, log, sleep } from '@temporalio/workflow';
import type { ApprovalDefinition, StepDefinition } from '../../contract/chain/definition.js';
import { FailureType } from '../../contract/failure-types.js';
import { approval } from '../steps/approval.js';
import { durationOf } from './duration-of.js';
import { evaluate } from './evaluate.js';
import { chainFailure, describeError } from './failures.js';
import { performAction } from './perform-action.js';
import type { Performed, Scope, StepPlace } from './place.js';

/** Asks a person and waits for the decision. A rejection fails the step unless `onRejected` says otherwise. */
export async function approve(
  { approval: given = {} }: Pick<StepDefinition, 'approval'>,
  scope: Scope,
  place: StepPlace,
): Promise<Performed> {
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

/** A reminder that fails is logged; the approval keeps waiting. */
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
