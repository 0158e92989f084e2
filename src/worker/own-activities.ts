import type { Activities } from '../contract/activities.js';

/** Our activities and the team's own in one object; rejects a name that both have, because one would hide the other. */
export function withOwnActivities(ours: Activities, own: object = {}): object {
  const functions = Object.entries(own).filter(([, value]) => typeof value === 'function');
  const taken = functions.map(([name]) => name).filter((name) => Object.hasOwn(ours, name));
  if (taken.length > 0)
    throw new Error(
      `The activities ${taken.join(', ')} have names that temporal-rpa uses itself. Rename yours; these names are ` +
        `taken: ${Object.keys(ours).sort().join(', ')}.`,
    );
  return { ...ours, ...Object.fromEntries(functions) };
}
