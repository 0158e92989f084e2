import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';

/** Writes the history of a run beside this file, when it has ended. */
export async function record(name: string, run: Pick<WorkflowHandle, 'result' | 'fetchHistory'>): Promise<void> {
  await run.result().catch(() => undefined);
  const history: unknown = JSON.parse(historyToJSON(await run.fetchHistory()), withoutMachine);
  writeFileSync(join(import.meta.dirname, `${name}.json`), `${JSON.stringify(history, null, 1)}\n`);
}

/** Where a history was recorded does not matter to a replay. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'data' && typeof value === 'string') {
    const text = Buffer.from(value, 'base64').toString('utf8');
    return Buffer.from(text.replace(/file:\/\/[^"]*\/temporal-rpa-data-\w+/g, 'file:///data')).toString('base64');
  }
  return key === 'stackTrace' || key === 'identity' ? '' : value;
}
