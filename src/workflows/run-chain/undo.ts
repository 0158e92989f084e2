import { CancellationScope, log, workflowInfo } from '@temporalio/workflow';
import type { ChainFailureDetails } from '../../contract/run-chain.js';
import type { ChainRun } from './chain-run.js';
import { describeError } from './failures.js';
import { performAction } from './perform-action.js';
import { readBy, runItems } from './run-step.js';
import { limits } from '../../contract/limits.js';

/** Undoes what was done or may have been, newest first, each once, whatever the others do. */
export async function undo(run: ChainRun): Promise<Pick<ChainFailureDetails, 'undone' | 'notUndone'>> {
  const undone: string[] = [];
  const notUndone: ChainFailureDetails['notUndone'] = [];
  await CancellationScope.nonCancellable(async () => {
    for (let name = run.plan.nextToUndo(); name !== undefined; name = run.plan.nextToUndo()) {
      run.does(`Undoing ${name}`);
      try {
        const failed = await undoStep(run, name);
        notUndone.push(...failed);
        if (failed.length === 0) undone.push(name);
        run.plan.undone(name, failed.length === 0);
        run.tell(name);
      } catch (error) {
        const { type, message } = describeError(error);
        log.error('A compensation failed', { step: name, type, message });
        notUndone.push({ name, reason: message });
        run.plan.undone(name, false);
        run.tell(name, {}, error);
      }
    }
  });
  return { undone, notUndone };
}

/** Gives the items that could not be undone. */
async function undoStep(run: ChainRun, name: string): Promise<ChainFailureDetails['notUndone']> {
  const { compensate, description, forEach } = run.definitionOf(name);
  if (!compensate) return [];
  const workflowId = `${workflowInfo().workflowId}/${name}/undo`;
  const { connection } = run.chain;
  run.refuseOmitted(compensate);
  const fanOut = run.items.get(name);
  if (!fanOut?.result) {
    const scope = run.scope({ result: run.outputOf(name) });
    await performAction(compensate, scope, { workflowId, summary: `Undo ${description ?? name}`, connection });
    return [];
  }
  const { letters, results } = fanOut.result;
  const undoing = await runItems(run, workflowId, {
    step: name,
    work: { ...compensate },
    items: fanOut.items,
    resultsToUndo: results,
    scope: run.scope({}, readBy(compensate)),
    ...(connection !== undefined && { connection }),
    concurrency: forEach?.concurrency ?? limits.defaultItemsAtOnce,
    tolerated: 'all',
    backwards: true,
    // What was never done counts as undone.
    from: {
      letters: letters.replace(/[-f]/g, 's').replace(/[du]/g, '-'),
      results: letters.split('').map(() => null),
      failures: [],
      omitted: 0,
    },
  });
  return undoing.failures.map(({ index, message }) => ({ name: `${name}[${index}]`, reason: message }));
}
