import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

/** Everything that a run left on the Temporal server, payloads decoded. */
export async function rawHistory(run: Pick<WorkflowHandle, 'fetchHistory'>): Promise<{ text: string; events: number }> {
  const history = await run.fetchHistory();
  const json = historyToJSON(history);
  const payloads = [...json.matchAll(/"data": ?"([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
  return { text: [json, ...payloads].join('\n'), events: history.events?.length ?? 0 };
}
