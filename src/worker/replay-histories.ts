import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowCode } from './workflow-code.js';

export interface ReplayHistoriesOptions {
  /** Path of the team's own workflow code, as in `RPA_WORKFLOWS`. Default: none. */
  workflows?: string;
  /** Folder with histories: `*.json`, each as `temporal workflow show --output json` prints it. */
  folder: string;
}

/**
 * Replays stored histories against the workflow code of today: what fails here would hang a run that is in flight.
 * Resolves with the names of the files; rejects with every history that does not replay, or when there is none.
 */
export async function replayHistories({ workflows, folder }: ReplayHistoriesOptions): Promise<string[]> {
  const code = await workflowCode({ workflowBundlePath: undefined, workflowsPath: workflows });
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new Error(`There is no history (*.json) in ${folder}`);
  const faults: string[] = [];
  for (const name of names) {
    try {
      const history: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      await Worker.runReplayHistory(code, history, workflowIdOf(history));
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0) throw new Error(['These histories do not replay:', ...faults].join('\n'));
  return names;
}

interface StoredHistory {
  events?: { workflowExecutionStartedEventAttributes?: { workflowId?: string } }[];
}

/** The id under which a history was recorded: ids of children are made of it. */
export function workflowIdOf(history: unknown): string | undefined {
  return (history as StoredHistory).events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId;
}
