import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chainNamesIn } from '../../contract/chain/chain-names.js';
import { checkChain } from '../../contract/chain/check-chain.js';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import { findCycle } from '../../contract/chain/graph.js';
import { didYouMean } from '../../shared/near-names.js';
import type { Faults, Origin } from '../faults.js';
import { errorCode } from '../../shared/error-code.js';
import { type LocatedFault, readChain } from './read-chain.js';

const remedy = 'See docs/chains.md; temporal-rpa chain validate checks a file.';

/** Where chains come from, and the option that sets it. */
export type ChainSource = { origin: Origin } & ({ folder: string } | { chains: readonly ChainDefinition[] });

/** One chain as read; `place` is the file, or the index of a chain given in code. */
interface ReadChain {
  place: string;
  read: { chain: ChainDefinition } | { faults: LocatedFault[] };
}

/** Chains by name: those in a folder (one in each yaml, yml or json file), or those given in code. */
export function loadChains(source: ChainSource | undefined, faults: Faults): Record<string, ChainDefinition> {
  if (source === undefined) return {};
  const chains: Record<string, ChainDefinition> = {};
  const places = new Map<string, string>();
  for (const { place, read } of 'folder' in source ? chainsOfFolder(source, faults) : source.chains.map(givenChain)) {
    if ('faults' in read) {
      for (const fault of read.faults)
        faults.add({ ...source.origin, place: fault.place }, `has a fault: ${fault.path} ${fault.message}`, remedy);
      continue;
    }
    const { name } = read.chain;
    const other = places.get(name);
    if (other === undefined) chains[name] = read.chain;
    else
      faults.add({ ...source.origin, place }, `has two chains '${name}'; the other is ${other}`, 'Rename one of them.');
    places.set(name, other ?? place);
  }
  checkNames(chains, places, source.origin, faults);
  return chains;
}

function givenChain(given: ChainDefinition, index: number): ReadChain {
  const place = `chains[${index}]`;
  const read = checkChain(given);
  return { place, read: 'chain' in read ? read : { faults: read.faults.map((fault) => ({ ...fault, place })) } };
}

function chainsOfFolder({ folder, origin }: { folder: string; origin: Origin }, faults: Faults): ReadChain[] {
  const path = resolve(folder);
  try {
    return readdirSync(path)
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .sort()
      .map((name) => join(path, name))
      .map((place) => ({ place, read: readChain(place) }));
  } catch (error) {
    faults.add(
      origin,
      `names a folder that cannot be read (${errorCode(error)})`,
      'Name a folder with chains that this process may read.',
    );
    return [];
  }
}

/** Chains within chains must exist, and none may contain itself. */
function checkNames(
  chains: Record<string, ChainDefinition>,
  places: ReadonlyMap<string, string>,
  origin: Origin,
  faults: Faults,
): void {
  const known = Object.keys(chains);
  const needs = Object.fromEntries(
    Object.entries(chains).map(([name, chain]) => {
      const named = chainNamesIn(chain);
      for (const { path, name: wanted } of named)
        if (!places.has(wanted)) {
          const message = `has a fault: ${path} names an unknown chain: '${wanted}'${didYouMean(wanted, known)}`;
          faults.add({ ...origin, place: places.get(name) ?? '' }, message, remedy);
        }
      return [name, { needs: named.map(({ name: wanted }) => wanted) }];
    }),
  );
  const cycle = findCycle(needs);
  if (cycle)
    faults.add(
      { ...origin, place: places.get(cycle[0] ?? '') ?? '' },
      `has a cycle of chains: ${cycle.join(' runs ')}`,
      'Break the cycle.',
    );
}
