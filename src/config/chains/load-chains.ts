import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chainNamesIn } from '../../contract/chain/chain-names.js';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import { findCycle } from '../../contract/chain/graph.js';
import { didYouMean } from '../../shared/near-names.js';
import type { Faults, Given } from '../faults.js';
import { errorCode } from '../read-secret-file.js';
import { readChain } from './read-chain.js';

const remedy = 'See docs/chains.md; temporal-rpa chain validate checks a file.';

/** The chains of a folder by their names: every file in it that ends in yaml, yml or json. */
export function loadChains(given: Given<string> | undefined, faults: Faults): Record<string, ChainDefinition> {
  if (given?.value === undefined) return {};
  const folder = resolve(given.value);
  const chains: Record<string, ChainDefinition> = {};
  const places = new Map<string, string>();
  for (const path of filesOf(folder, given, faults)) {
    const read = readChain(path);
    if ('faults' in read) {
      for (const fault of read.faults)
        faults.add({ ...given.origin, place: fault.place }, `has a fault: ${fault.path} ${fault.message}`, remedy);
      continue;
    }
    const { name } = read.chain;
    const other = places.get(name);
    if (other === undefined) chains[name] = read.chain;
    else
      faults.add(
        { ...given.origin, place: path },
        `has two chains '${name}'; the other is ${other}`,
        'Rename one of them.',
      );
    places.set(name, other ?? path);
  }
  checkNames(chains, places, given, faults);
  return chains;
}

function filesOf(folder: string, given: Given<string>, faults: Faults): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    faults.add(
      given.origin,
      `names a folder that cannot be read (${errorCode(error)})`,
      'Name a folder with chains that this process may read.',
    );
    return [];
  }
}

/** Chains within chains must be there, and none may be within itself. */
function checkNames(
  chains: Record<string, ChainDefinition>,
  places: ReadonlyMap<string, string>,
  { origin }: Given<string>,
  faults: Faults,
): void {
  const known = Object.keys(chains);
  const needs = Object.fromEntries(
    Object.entries(chains).map(([name, chain]) => {
      const named = chainNamesIn(chain);
      for (const { path, name: wanted } of named)
        if (!places.has(wanted)) {
          const message = `has a fault: ${path} names a chain that is not there: '${wanted}'${didYouMean(wanted, known)}`;
          faults.add({ ...origin, place: places.get(name) ?? '' }, message, remedy);
        }
      return [name, { needs: named.map(({ name: wanted }) => wanted) }];
    }),
  );
  const cycle = findCycle(needs);
  if (cycle)
    faults.add(
      { ...origin, place: places.get(cycle[0] ?? '') ?? '' },
      `has chains within themselves: ${cycle.join(' runs ')}`,
      'Break the circle.',
    );
}
