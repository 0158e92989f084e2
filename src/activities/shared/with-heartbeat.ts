import { heartbeat } from '@temporalio/activity';
import { heartbeatMs } from '../../contract/limits.js';

/**
 * Sends heartbeats while an activity runs, so that Temporal notices within seconds if its worker dies or its answer is
 * lost. An activity that ends at once does not send any.
 */
export function withHeartbeat<I, O>(activity: (input: I) => Promise<O>): (input: I) => Promise<O> {
  return async (input) => {
    const timer = setInterval(() => heartbeat(), heartbeatMs.interval);
    try {
      return await activity(input);
    } finally {
      clearInterval(timer);
    }
  };
}
