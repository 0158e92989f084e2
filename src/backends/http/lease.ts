import type { Dispatcher } from 'undici';

/** The right to send, confirmed a moment ago and valid for a while. */
export interface Lease {
  /** Whether it may no longer be used. */
  ended(): boolean;
}

/** A request that was not written because its lease had ended. */
export class LeaseEndedError extends Error {
  readonly code = 'LEASE_ENDED';

  constructor() {
    super('the right to send ended before the request was written (the worker was slow or paused)');
    this.name = 'LeaseEndedError';
  }
}

/** Where undici notifies a handler that its request is about to be written: the old and the new form of handlers. */
const beforeWriting: readonly (string | symbol)[] = ['onConnect', 'onRequestStart'];

/**
 * Checks the lease just before a request is written: after connecting, TLS and the wait for a free connection.
 * A request that is rejected here has not been sent.
 */
export function onlyWhile(lease: Lease): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const watched = new Proxy(handler, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          if (beforeWriting.includes(name) && lease.ended()) throw new LeaseEndedError();
          return Reflect.apply(value, target, given) as unknown;
        };
      },
    });
    return dispatch(options, watched);
  };
}
