import type { NativeConnection } from '@temporalio/worker';
import { searchAttributes } from '../contract/search-attributes.js';

export type SearchAttributeCheck =
  | { present: true }
  /** `command` creates what is missing or wrong; absent if the server does not list its search attributes. */
  | { present: false; reason: string; command?: string };

/** The number that Temporal's API has for each of our types (`IndexedValueType`). */
const numbersOfTypes = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/**
 * Whether the namespace has our search attributes with their types: a workflow that sets an unknown one, or a value of
 * another type, would hang.
 */
export async function checkSearchAttributes(
  connection: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<SearchAttributeCheck> {
  let known: Record<string, unknown>;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    known = customAttributes;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { present: false, reason: `the server does not list its search attributes: ${reason}` };
  }
  const entries = Object.entries(searchAttributes);
  const missing = entries.filter(([name]) => known[name] === undefined);
  const wrong = entries.filter(([name, type]) => known[name] !== undefined && known[name] !== numbersOfTypes[type]);
  if (missing.length + wrong.length === 0) return { present: true };
  const reasons = [
    ...(missing.length > 0 ? [`the namespace lacks ${missing.map(([name]) => name).join(', ')}`] : []),
    ...wrong.map(([name, type]) => `${name} has the type ${typeOf(known[name])} instead of ${type}`),
  ];
  const of = (given: typeof entries): string => given.map(([name, type]) => ` --name ${name} --type ${type}`).join('');
  const remove =
    wrong.length === 0
      ? ''
      : `temporal operator search-attribute remove --namespace ${namespace} --yes` +
        `${wrong.map(([name]) => ` --name ${name}`).join('')} && `;
  const create = `temporal operator search-attribute create --namespace ${namespace}${of([...missing, ...wrong])}`;
  return { present: false, reason: reasons.join('; '), command: `${remove}${create}` };
}

const typeOf = (number: unknown): string =>
  Object.entries(numbersOfTypes).find(([, known]) => known === number)?.[0] ?? String(number);
