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
  return key === 'stackTrace' || key === 'identity' ? '' : value;
}
