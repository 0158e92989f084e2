import type { NativeConnection } from '@temporalio/worker';
import { searchAttributes } from '../contract/search-attributes.js';

export type SearchAttributeCheck =
  | { present: true }
  /** `command` creates what is missing; absent if the server does not list its search attributes. */
  | { present: false; reason: string; command?: string };

/** Whether the namespace has our search attributes: a workflow that sets an unknown one would hang. */
export async function checkSearchAttributes(
  connection: NativeConnection,
  namespace: string,
): Promise<SearchAttributeCheck> {
  let known: string[];
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    known = Object.keys(customAttributes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { present: false, reason: `the server does not list its search attributes: ${reason}` };
  }
  const missing = Object.entries(searchAttributes).filter(([name]) => !known.includes(name));
  if (missing.length === 0) return { present: true };
  const names = missing.map(([name, type]) => `--name ${name} --type ${type}`).join(' ');
  return {
    present: false,
    reason: `the namespace lacks ${missing.map(([name]) => name).join(', ')}`,
    command: `temporal operator search-attribute create --namespace ${namespace} ${names}`,
  };
}
