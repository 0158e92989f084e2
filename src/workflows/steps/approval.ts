import { ApplicationFailure, condition, defineUpdate, setHandler } from '@temporalio/workflow';
import { FailureType } from '../../contract/failure-types.js';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { refuseUnlessWaiting, refuseUpdate } from './refuse-update.js';

/** Input of the update `approve`. */
export interface Decision {
  /** Name of the approval. */
  step: string;
  decision: 'approved' | 'rejected';
  /** Who decided. */
  by: string;
  comment?: string;
  /** The value to use instead of the one that was shown. */
  edit?: unknown;
}

export interface ApprovalOptions {
  /** How long it waits, for example `2d`. Default: forever. */
  deadline?: string;
  /** The decision taken at the deadline. Default: the workflow fails as `ApprovalExpired`. */
  otherwise?: 'approved' | 'rejected';
}

export const approve = defineUpdate<{ step: string; waiting: string[] }, [Decision]>('approve');

/** Approvals of this run; each run has its own module state. */
const waiting = new Map<string, (decision: Decision) => void>();
let handling = false;

/** Waits for a decision in the update `approve`. A second decision, or one for another step, is rejected. */
export async function approval(name: string, { deadline, otherwise }: ApprovalOptions = {}): Promise<Decision> {
  const deadlineMs = deadline === undefined ? undefined : parseDuration(deadline);
  if (deadline !== undefined && deadlineMs === undefined)
    throw ApplicationFailure.nonRetryable(
      `The deadline of '${name}' must be ${durationForm}`,
      FailureType.InvalidInput,
    );
  if (waiting.has(name))
    throw ApplicationFailure.nonRetryable(`An approval '${name}' is already waiting`, FailureType.InvalidInput);
  handleDecisions();
  let decided: Decision | undefined;
  waiting.set(name, (decision) => (decided = decision));
  try {
    const inTime =
      deadlineMs === undefined
        ? (await condition(() => decided !== undefined), true)
        : await condition(() => decided !== undefined, deadlineMs);
    if (inTime && decided) return decided;
  } finally {
    waiting.delete(name);
  }
  if (otherwise) return { step: name, decision: otherwise, by: 'deadline' };
  throw ApplicationFailure.nonRetryable(
    `Nobody decided on '${name}' within ${deadline ?? ''}`,
    FailureType.ApprovalExpired,
    { step: name },
  );
}

/** Names of the approvals that are waiting now. */
export const waitingApprovals = (): string[] => [...waiting.keys()];

/** Handles `approve` from now on; {@link approval} calls it itself. */
export function handleDecisions(decidedOn: () => void = () => undefined): void {
  if (handling) return;
  handling = true;
  setHandler(
    approve,
    (decision) => {
      decidedOn();
      waiting.get(decision.step)?.(decision);
      waiting.delete(decision.step);
      return { step: decision.step, waiting: waitingApprovals() };
    },
    { validator: refuseFaulty, description: 'Decides on a step that waits for approval' },
  );
}

function refuseFaulty(given: Decision): void {
  const { step, decision, by } = given as Partial<Decision>;
  refuseUnlessWaiting(step, waitingApprovals(), 'a decision');
  if (decision !== 'approved' && decision !== 'rejected') refuseUpdate('decision', 'must be one of approved, rejected');
  if (typeof by !== 'string' || by === '') refuseUpdate('by', 'must name the person who decides');
}
