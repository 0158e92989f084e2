import { heartbeat } from '@temporalio/activity';
import { heartbeatMs } from '../../contract/limits.js';

/**
 * Lets an activity heartbeat while it runs, so that Temporal notices within seconds when its worker died or its
 * answer was lost. An activity that ends at once sends none.
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
