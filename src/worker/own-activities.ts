import { pathToFileURL } from 'node:url';
import type { Configuration } from '../config/index.js';
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

/** What the module exports that the configuration names; undefined if it names none. */
export async function configuredActivities({
  activitiesPath: path,
}: Pick<Configuration, 'activitiesPath'>): Promise<object | undefined> {
  if (path === undefined) return undefined;
  let exported: object;
  try {
    exported = (await import(pathToFileURL(path).href)) as object;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = /\.[cm]?tsx?$/.test(path) ? ' Compile it to JavaScript, and name the result.' : '';
    throw new Error(`The activities ${path} cannot be loaded: ${reason}.${remedy}`, { cause: error });
  }
  if (!Object.values(exported).some((value) => typeof value === 'function'))
    throw new Error(`The activities ${path} export no function. Export each activity as a function by its name.`);
  return exported;
}
