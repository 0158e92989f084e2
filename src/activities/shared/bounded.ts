import { ApplicationFailure } from '@temporalio/common';
import { fitting, withCutTexts, withShortTexts } from '../../contract/bounded.js';
import { detailsOf } from '../../contract/failure-details.js';
import { limits } from '../../contract/limits.js';
import { cut, cutBytes } from '../../shared/cut.js';
import { copyOf } from './failures.js';

type Activity<I, O> = (input: I) => Promise<O>;

/** An activity whose result and failures have bounded texts, whatever a back end answered. */
export function bounded<I, O>(activity: Activity<I, O>): Activity<I, O> {
  return async (input) => {
    try {
      return withShortTexts(withCutTexts(await activity(input)), limits.payloadBytes);
    } catch (error) {
      throw error instanceof ApplicationFailure ? boundedFailure(error) : error;
    }
  };
}

/** The server forgets the details of a larger failure that it retries, and the run then knows nothing of its job. */
export function boundedFailure(failure: ApplicationFailure): ApplicationFailure {
  const stack = failure.stack ?? '';
  const message =
    failure.nonRetryable === true ? cut(failure.message, limits.messageCharacters) : briefly(failure.message);
  const most = failure.nonRetryable === true ? limits.failureDetailsBytes : limits.retriedFailureBytes / 2;
  const copy = copyOf(failure, { message, details: [fitting(detailsOf(failure), most)] });
  copy.stack = stack.includes('\n    at ')
    ? `${failure.name}: ${message}${framesOf(stack)}`
    : stack.replace(failure.message, () => message);
  return copy;
}

/** The message stands in the stack too. */
const briefly = (message: string): string => cutBytes(message, limits.retriedFailureBytes / 6);

const framesOf = (stack: string): string =>
  cut(stack.slice(stack.indexOf('\n    at ')), limits.retriedFailureBytes / 6);
