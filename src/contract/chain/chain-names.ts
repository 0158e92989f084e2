import type { ActionDefinition, ChainDefinition } from './definition.js';

/** Chains that a definition names, with the paths where; those of inline definitions too. */
export function chainNamesIn(chain: ChainDefinition, path = 'chain'): { path: string; name: string }[] {
  return Object.entries(chain.steps).flatMap(([step, { compensate, approval, ...action }]) => {
    const at = `${path}.steps.${step}`;
    return [
      ...namesOf(action, at),
      ...(compensate ? namesOf(compensate, `${at}.compensate`) : []),
      ...(approval?.reminder ? namesOf(approval.reminder, `${at}.approval.reminder`) : []),
    ];
  });
}

function namesOf({ chain }: ActionDefinition, path: string): { path: string; name: string }[] {
  if (chain?.name !== undefined) return [{ path: `${path}.chain.name`, name: chain.name }];
  return chain?.definition ? chainNamesIn(chain.definition, `${path}.chain.definition`) : [];
}
