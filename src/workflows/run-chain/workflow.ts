import {
  allHandlersFinished,
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
} from '@temporalio/workflow';
import type { ChainDefinition } from '../../contract/chain/definition.js';
import { chainNamesIn } from '../../contract/chain/chain-names.js';
import { lastSteps } from '../../contract/chain/graph.js';
import type { ReadingTable } from '../../contract/chain/readings.js';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { cut, jsonBytes } from '../../shared/cut.js';
import { FailureType } from '../../contract/failure-types.js';
import { didYouMean } from '../../shared/near-names.js';
import {
  type ChainFailureDetails,
  parseRunChainInput,
  type RunChainInput,
  type RunChainResult,
} from '../../contract/run-chain.js';
import { retriedActivities } from '../shared/activity-options.js';
import { asWorkflowFailure, invalidInput } from '../shared/failures.js';
import { setSearchAttributes } from '../shared/show.js';
import { ChainRun } from './chain-run.js';
import { chainFailure, describeError, outputTooLarge } from './failures.js';
import { handleMessages } from './messages.js';
import { runStep } from './run-step.js';
import { undo } from './undo.js';

/** Runs a declared chain: starts steps as their needs allow, waits for repairs, and undoes it on a failure or cancel. */
export async function runChain(given: RunChainInput): Promise<RunChainResult> {
  const parsed = parseRunChainInput(given);
  if ('faults' in parsed) throw invalidInput('runChain', parsed.faults);
  const { chain, input } = parsed;
  let run: ChainRun | undefined;
  handleMessages(nameOf(chain), () => run);
  try {
    const { definition, reads } = await load(chain);
    run = new ChainRun(definition, reads, input);
    run.does('Runs');
    await runSteps(run);
    const output = (run.failure ?? cancelled(run)) ? undefined : await outputOf(run);
    if (!run.failure && !cancelled(run)) {
      run.does('Finished');
      return { outcome: 'Successful', output, ...fitting({ steps: run.progressOfSteps() }) };
    }
    return await endUndone(run);
  } finally {
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished, '1m'));
  }
}

const cancelled = (run: ChainRun): boolean => run.work.consideredCancelled;

/** The name of a chain that was not checked yet. */
function nameOf(chain: unknown): string {
  const name = typeof chain === 'string' ? chain : (chain as { name?: unknown }).name;
  return typeof name === 'string' ? cut(name, 100) : 'Chain';
}

interface Loaded {
  definition: ChainDefinition;
  reads: ReadingTable;
}

/** The definition; fails if it has faults, or if the worker does not know a chain that it names. */
async function load(chain: unknown): Promise<Loaded> {
  const { definition, reads, faults, names, searchAttributes } = await retriedActivities(600_000, nameOf(chain))
    .loadChain({ chain })
    .catch((error: unknown) => Promise.reject(asWorkflowFailure(error, {}) as Error));
  if (faults) throw invalidInput('runChain', faults);
  // A given chain without faults is a definition.
  const found = definition ?? (chain as ChainDefinition);
  const unknown = chainNamesIn(found).filter(({ name: wanted }) => !names.includes(wanted));
  if (unknown.length > 0)
    throw invalidInput(
      'runChain',
      unknown.map(({ path, name: wanted }) => ({
        path,
        message: `names a chain that this worker has not loaded: '${wanted}'${didYouMean(wanted, names)}`,
      })),
    );
  if (searchAttributes) setSearchAttributes({ RpaChain: found.name });
  return { definition: found, reads };
}

/** Starts steps as they become ready, until all have ended, one has failed for good, or the chain is cancelled. */
async function runSteps(run: ChainRun): Promise<void> {
  const { plan, work } = run;
  const begun: Promise<void>[] = [];
  const mayBegin = (): boolean => !run.paused && plan.ready().length > 0;
  try {
    await work.run(async () => {
      while (!plan.ended) {
        if (mayBegin()) for (const name of plan.ready()) begun.push(runStep(run, name));
        await condition(() => mayBegin() || plan.ended);
      }
    });
  } catch (error) {
    if (!isCancellation(error)) throw error;
  }
  plan.stop();
  await Promise.all(begun);
}

/** The chain's output; undefined if its expression failed or it is too large, which fails the chain. */
async function outputOf(run: ChainRun): Promise<unknown> {
  const { output, steps } = run.chain;
  const last = lastSteps(steps);
  try {
    const notKept = run.notKept(output);
    if (notKept) throw notKept;
    const value =
      output !== undefined
        ? await run.value(output)
        : last.length === 1
          ? run.outputOf(last[0] ?? '')
          : Object.fromEntries(last.map((name) => [name, run.outputOf(name)]));
    const bytes = jsonBytes(value);
    if (bytes <= limits.chainOutputBytes) return value;
    throw outputTooLarge(run.chain.name, `it has ${bytes} bytes of JSON; at most ${limits.chainOutputBytes}`);
  } catch (error) {
    run.fail(error);
    return undefined;
  }
}

/** Undoes the finished steps unless the chain keeps them, and ends as failed or cancelled. */
async function endUndone(run: ChainRun): Promise<never> {
  const { failure, chain } = run;
  const keeps = !failure && chain.onCancel === 'keep';
  const done = run.plan.inState('done');
  const { undone, notUndone } = keeps ? { undone: [], notUndone: [] } : await undo(run);
  run.does(failure ? 'Failed' : 'Cancelled');
  const kept = done.filter((name) => keeps || !chain.steps[name]?.compensate);
  const first = failure && describeError(failure.error);
  const details: ChainFailureDetails = {
    ...(failure?.step !== undefined && { step: failure.step }),
    undone,
    notUndone,
    kept,
    steps: run.progressOfSteps(),
  };
  const what = first
    ? `${failure.step === undefined ? 'The output of the chain' : `Step '${failure.step}'`} failed: ${first.message}`
    : 'Cancelled';
  if (notUndone.length > 0) {
    const list = notUndone.map(({ name, reason }) => `${name} (${reason})`).join(', ');
    throw chainFailure(FailureType.CompensationIncomplete, `${what}; not undone: ${list}`, details, failure?.error);
  }
  if (!first) throw new CancelledFailure('Cancelled');
  throw chainFailure(first.type, what, details, failure.error);
}
