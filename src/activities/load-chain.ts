import { ApplicationFailure } from '@temporalio/common';
import type { Activities, LoadChainResult } from '../contract/activities.js';
import { checkChain } from '../contract/chain/check-chain.js';
import type { ChainDefinition } from '../contract/chain/definition.js';
import type { ReadingTable } from '../contract/chain/readings.js';
import { FailureType } from '../contract/failure-types.js';
import type { InputFault } from '../shared/input-fault.js';
import { nearNames } from '../shared/near-names.js';
import { cut } from '../shared/cut.js';
import type { ActivityDependencies } from './shared/dependencies.js';

/** Returns a chain from the worker's folder. The result is in the history, so a run keeps the chain it started with. */
export function createLoadChain({
  chains = {},
  searchAttributes,
}: Pick<ActivityDependencies, 'chains' | 'searchAttributes'>): Activities['loadChain'] {
  const names = Object.keys(chains);
  const readsOfKnown = new Map<string, ReadingTable>();
  return ({ chain }) => {
    if (typeof chain !== 'string') return Promise.resolve({ names, searchAttributes, ...checked(chain) });
    const definition = Object.hasOwn(chains, chain) ? chains[chain] : undefined;
    if (!definition) throw unknownChain(chain, names);
    const reads = readsOfKnown.get(chain) ?? readsOf(definition);
    readsOfKnown.set(chain, reads);
    return Promise.resolve({ names, searchAttributes, definition, reads });
  };
}

function checked(chain: unknown): Pick<LoadChainResult, 'reads' | 'faults'> {
  const found = checkChain(chain);
  if ('chain' in found) return { reads: found.reads };
  const faults = found.faults.map(({ path, message }) => ({ path: `chain.${path}`, message }));
  return { reads: {}, faults };
}

/** A chain of the worker was checked when it was loaded. */
function readsOf(definition: ChainDefinition): ReadingTable {
  const found = checkChain(definition);
  return 'chain' in found ? found.reads : {};
}

function unknownChain(name: string, names: string[]): ApplicationFailure {
  const near = nearNames(name, names);
  const hint = near.length > 0 ? ` Near names: ${near.join(', ')}.` : '';
  const message = `names a chain that this worker does not have: '${cut(name, 100)}'.${hint} It has ${names.length} (RPA_CHAINS).`;
  const faults: InputFault[] = [{ path: 'chain', message }];
  return ApplicationFailure.nonRetryable(`chain ${message}`, FailureType.InvalidInput, { faults });
}
