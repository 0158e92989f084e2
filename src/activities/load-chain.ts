import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../contract/activities.js';
import { FailureType } from '../contract/failure-types.js';
import { nearNames } from '../shared/near-names.js';
import type { ActivityDependencies } from './shared/dependencies.js';

/** Returns a chain from the worker's folder. The result is in the history, so a run keeps the chain it started with. */
export function createLoadChain({ chains, searchAttributes }: ActivityDependencies): Activities['loadChain'] {
  return ({ name }) => {
    const names = Object.keys(chains ?? {});
    const definition = name === undefined ? undefined : chains?.[name];
    if (name === undefined || definition)
      return Promise.resolve({ names, searchAttributes, ...(definition && { definition }) });
    const near = nearNames(name, names);
    const hint = near.length > 0 ? ` Near names: ${near.join(', ')}.` : '';
    const message = `names a chain that this worker does not have: '${name}'.${hint} It has ${names.length} (RPA_CHAINS).`;
    throw ApplicationFailure.nonRetryable(`chain ${message}`, FailureType.InvalidInput, {
      faults: [{ path: 'chain', message }],
    });
  };
}
