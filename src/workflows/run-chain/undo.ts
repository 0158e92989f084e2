import { CancellationScope, log, workflowInfo } from '@temporalio/workflow';
import { boundedId } from '../../contract/bounded-id.js';
import { decodeItemStates, encodeItemStates } from '../../contract/chain/item-states.js';
import { ownPartOfAction } from '../../contract/chain/own-part.js';
import type { ChainFailureDetails } from '../../contract/run-chain.js';
import type { ChainRun } from './chain-run.js';
import { describeError } from './failures.js';
import { performAction } from './perform-action.js';
import { laterParts } from './later-parts.js';
import { runItems } from './run-step.js';
import { limits } from '../../contract/limits.js';

/** Undoes every step that was or may have been done: newest first, each once, even if others cannot be undone. */
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
        run.report(name);
      } catch (error) {
        const { type, message } = describeError(error);
        log.error('A compensation failed', { step: name, type, message });
        notUndone.push({ name, reason: message });
        run.plan.undone(name, false);
        run.report(name, {}, error);
      }
    }
  });
  return { undone, notUndone };
}

/** Returns the items that could not be undone. */
async function undoStep(run: ChainRun, name: string): Promise<ChainFailureDetails['notUndone']> {
  const { compensate, description, forEach } = run.definitionOf(name);
  if (!compensate) return [];
  const workflowId = boundedId(`${workflowInfo().workflowId}/${name}/undo`);
  const { connection } = run.chain;
  const notKept = run.notKept(ownPartOfAction(compensate));
  if (notKept) throw notKept;
  const fanOut = run.items.get(name);
  if (!fanOut?.result) {
    const values = await run.value(compensate, { more: { result: run.outputOf(name) }, later: laterParts });
    await performAction(values, { workflowId, summary: `Undo ${description ?? name}`, connection });
    return [];
  }
  const { letters, results } = fanOut.result;
  const states = decodeItemStates(letters);
  const undoing = await runItems(run, workflowId, {
    step: name,
    work: { ...compensate },
    items: fanOut.items,
    resultsToUndo: results,
    scope: run.scopeOf(ownPartOfAction(compensate)),
    reads: {},
    ...(connection !== undefined && { connection }),
    concurrency: forEach?.concurrency ?? limits.defaultItemsAtOnce,
    tolerated: 'all',
    backwards: true,
    // Only items that may have had an effect need undoing.
    from: {
      letters: encodeItemStates(
        states.map((state) => (state === 'done' || state === 'uncertain' ? 'waiting' : 'excluded')),
      ),
      results: states.map(() => null),
      failures: [],
      omitted: 0,
    },
  });
  return undoing.failures.map(({ index, message }) => ({ name: `${name}[${index}]`, reason: message }));
}
