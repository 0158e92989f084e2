import { CancellationScope, log, sleep } from '@temporalio/workflow';
import type { ApprovalDefinition, StepDefinition } from '../../contract/chain/definition.js';
import { FailureType } from '../../contract/failure-types.js';
import { approval } from '../steps/approval.js';
import { durationOf } from './duration-of.js';
import { chainFailure, describeError } from './failures.js';
import { laterParts } from './later-parts.js';
import { performAction } from './perform-action.js';
import type { Performed, StepPlace } from './place.js';

/** Asks a person and waits for the decision. A rejection fails the step unless `onRejected` says otherwise. */
export async function approve(
  { approval: given = {} }: Pick<StepDefinition, 'approval'>,
  place: StepPlace,
): Promise<Performed> {
  const { message, value = null, deadline, reminder, otherwise, onRejected } = given;
  place.asks(message === undefined ? '' : typeof message === 'string' ? message : JSON.stringify(message));
  const reminding = new CancellationScope();
  const reminded = reminder && reminding.run(() => remind(reminder, place));
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
  { after, ...action }: NonNullable<ApprovalDefinition['reminder']>,
  place: StepPlace,
): Promise<void> {
  try {
    await sleep(durationOf(after, 'reminder.after'), { summary: `Reminder of ${place.name}` });
    const values = await place.evaluate(action, { later: laterParts });
    await performAction(values, { ...place, workflowId: `${place.workflowId}/reminder` });
  } catch (error) {
    const { type, message } = describeError(error);
    if (type !== 'Cancelled') log.warn('A reminder failed', { step: place.name, type, message });
  }
}
