import { CancellationScope, condition, workflowInfo } from '@temporalio/workflow';
import { kindOf, type StepDefinition, stepKinds } from '../../contract/chain/definition.js';
import { boundedId } from '../../contract/bounded-id.js';
import { jsonBytes } from '../../shared/cut.js';
import { pick } from '../../shared/pick.js';
import { shapeOf } from '../../shared/shape-of.js';
import { countItems, decodeItemStates, encodeItemStates } from '../../contract/chain/item-states.js';
import type { ItemsOutput, RunItemsInput, RunItemsResult } from '../../contract/chain/items.js';
import { ownPart } from '../../contract/chain/own-part.js';
import type { RepairRequest } from '../../contract/chain/progress.js';
import { readingTableOf } from '../../contract/chain/readings.js';
import { FailureType } from '../../contract/failure-types.js';
import { mayHaveHappened } from '../steps/may-have-happened.js';
import { startOwnChild } from '../steps/start-child.js';
import type { ChainRun } from './chain-run.js';
import { chainFailure, outputTooLarge } from './failures.js';
import { laterParts } from './later-parts.js';
import type { Performed } from './place.js';
import { performStep, type Work, workKeys } from './perform-step.js';
import type { StepEnd } from './plan.js';
import { limits } from '../../contract/limits.js';

type Override = { input: unknown } | undefined;

interface Ended {
  end: StepEnd;
  error?: unknown;
}

/** Runs a step to its end, repairs included. Never rejects: the plan holds the outcome. */
export async function runStep(run: ChainRun, name: string): Promise<void> {
  const { plan } = run;
  plan.begin(name);
  let override: Override;
  for (let attempt = 1; ; attempt += 1) {
    run.report(name, { startedAt: now(), attempts: attempt });
    const { end, error } = await attemptStep(run, name, attempt, override);
    const next = plan.end(name, end);
    run.report(name, { endedAt: now() }, error);
    if (next === 'stop') run.fail(error, name);
    if (next !== 'repair') return;
    const request = await repairOf(run, name);
    if (!request) return;
    const { action, by } = request;
    const then = plan.repair(name, action);
    if (action === 'skip' || action === 'complete')
      run.keep(name, { output: action === 'complete' ? request.output : null });
    run.report(name, { ...(by !== undefined && { decidedBy: by }) });
    if (then === 'stop') run.fail(error, name);
    if (action !== 'retry' && action !== 'retryWith') return;
    override = action === 'retryWith' ? { input: request.input } : undefined;
  }
}

const now = (): string => new Date().toISOString();

/** Undefined if the chain ended instead. */
async function repairOf(run: ChainRun, name: string): Promise<RepairRequest | undefined> {
  try {
    await condition(() => run.repairs.has(name));
  } catch {
    return undefined;
  }
  const request = run.repairs.get(name);
  run.repairs.delete(name);
  return request;
}

async function attemptStep(run: ChainRun, name: string, attempt: number, override: Override): Promise<Ended> {
  const step = run.definitionOf(name);
  const id = boundedId(`${workflowInfo().workflowId}/${name}${attempt > 1 ? `-${attempt}` : ''}`);
  const effect = { happened: false };
  try {
    const when = attempt === 1 ? step.when : undefined;
    const values = await valuesOf(run, step, { when, given: givenTo(run, name, step, override) });
    if (!values) {
      run.keep(name, { output: null });
      return { end: { kind: 'skipped' } };
    }
    const { output, omitted, jobs, decidedBy } =
      'items' in values
        ? await runForEach(run, name, step, id, values.items)
        : await runOnce(run, name, step, {
            workflowId: id,
            work: override ? withInput(values.work, override.input) : values.work,
            hasHappened: () => void (effect.happened = true),
          });
    if (omitted !== undefined && step.output !== undefined) throw outputTooLarge(name, omitted);
    run.keep(name, { output, ...(omitted !== undefined && { omitted }) });
    run.report(name, { ...(jobs && { jobs }), ...(decidedBy !== undefined && { decidedBy }) });
    return { end: { kind: 'done' } };
  } catch (error) {
    const result = run.items.get(name)?.result;
    const happened = step.forEach
      ? result !== undefined && countItems(decodeItemStates(result.letters), 'done', 'uncertain') > 0
      : effect.happened || mayHaveHappened(error);
    return { end: { kind: 'failed', happened }, error };
  }
}

/** What is evaluated before a step begins: the list of its items, or its work. */
type Given = { items: unknown } | { work: Work };

function givenTo(run: ChainRun, name: string, step: StepDefinition, override: Override): Given {
  // A repair does not make the list anew.
  if (step.forEach) return { items: run.items.get(name) ? [] : step.forEach.items };
  const work = pick(step, workKeys);
  return { work: override ? withInput(work, undefined) : work };
}

/** Evaluates the condition of a step and what it begins with, in one batch. Undefined if the condition is false. */
async function valuesOf(
  run: ChainRun,
  step: StepDefinition,
  { when, given }: { when: string | undefined; given: Given },
): Promise<Given | undefined> {
  const unreadable = run.notKept(when);
  if (unreadable) throw unreadable;
  // If the condition is false, it does not matter.
  const notKept = run.notKept('items' in given ? given : ownPart(step));
  const values = await run.evaluate<Given>(notKept ? { items: [] } : given, {
    when,
    later: ([first, ...path]) => first === 'work' && laterParts(path),
  });
  if (values && notKept) throw notKept;
  return values;
}

/** A repair replaces the input. */
function withInput(work: Work, input: unknown): Work {
  const kind = kindOf(work);
  return { ...work, [kind]: { ...(work[kind] as object), input } };
}

/** `work`: evaluated but for `laterParts`. */
function runOnce(
  run: ChainRun,
  name: string,
  step: StepDefinition,
  { workflowId, work, hasHappened }: { workflowId: string; work: Work; hasHappened: () => void },
): Promise<Performed> {
  if (stepKinds[kindOf(step)].child) run.report(name, { workflowId });
  return performStep(work, {
    workflowId,
    summary: step.description ?? name,
    name,
    connection: run.chain.connection,
    maximumOutputBytes: limits.stepOutputBytes,
    asks: (message) => run.asks(name, message),
    hasHappened,
    evaluate: (given, options) => run.value(given, options),
    reads: run.reads,
  });
}

/** Starts a child that runs the items (after a repair, the remaining ones) and returns its result as the step's. */
async function runForEach(
  run: ChainRun,
  name: string,
  step: StepDefinition,
  workflowId: string,
  given: unknown,
): Promise<Performed> {
  const { concurrency = limits.defaultItemsAtOnce, onFailure = 'stop' } = step.forEach ?? {};
  const earlier = run.items.get(name);
  const items = earlier?.items ?? given;
  if (!Array.isArray(items))
    throw chainFailure(
      FailureType.InvalidInput,
      `forEach.items of step '${name}' must give a list, not ${shapeOf(items)}`,
      {},
    );
  run.items.set(name, { items, ...earlier });
  const work = pick(step, workKeys);
  const notKept = run.notKept(ownPart(work));
  if (notKept) throw notKept;
  const from = earlier?.result && againOf(earlier.result);
  const result = await runItems(run, workflowId, {
    step: name,
    work,
    items,
    scope: run.scopeOf(ownPart(work)),
    reads: readingTableOf(work.output, run.reads),
    ...(run.chain.connection !== undefined && { connection: run.chain.connection }),
    concurrency,
    tolerated: onFailure === 'stop' ? 0 : onFailure === 'continue' ? 'all' : onFailure.tolerate,
    ...(from && { from }),
  });
  run.items.set(name, { items, result });
  const states = decodeItemStates(result.letters);
  const failed = countItems(states, 'failed', 'uncertain');
  run.report(name, {
    items: { total: items.length, done: items.length - failed - countItems(states, 'waiting'), failed },
  });
  const [first] = result.failures;
  if (result.ended !== 'done')
    throw chainFailure(
      first?.type ?? 'Cancelled',
      first ? `${failed} of ${items.length} items failed; item ${first.index}: ${first.message}` : 'Cancelled',
      { failures: result.failures },
    );
  const itemsOutput: ItemsOutput = {
    count: items.length,
    succeeded: items.length - failed,
    failed,
    results: result.results,
    failures: result.failures,
  };
  return { output: itemsOutput };
}

/** A repair runs the failed items again, and those that never started. */
function againOf({ letters, results, omitted }: RunItemsResult): NonNullable<RunItemsInput['from']> {
  const states = decodeItemStates(letters).map((state) =>
    state === 'failed' || state === 'uncertain' ? 'waiting' : state,
  );
  return { letters: encodeItemStates(states), results, omitted, failures: [] };
}

/** Runs a child for items; pausing the chain pauses it too. */
export async function runItems(run: ChainRun, workflowId: string, input: RunItemsInput): Promise<RunItemsResult> {
  const length = jsonBytes(input);
  if (length > limits.itemsInputBytes)
    throw chainFailure(
      FailureType.OutputTooLarge,
      `The items of step '${input.step}' and what its expressions read have ${length} bytes of JSON; at most ${limits.itemsInputBytes}`,
      {},
    );
  const from = run.paused && input.from ? { ...input.from, paused: true } : input.from;
  const handle = await startOwnChild<RunItemsResult>('runItems', [{ ...input, ...(from && { from }) }], {
    workflowId,
    summary: `${input.step}: ${input.items.length} items`,
  });
  if (run.plan.stateOf(input.step) === 'running')
    run.report(input.step, { workflowId, items: { total: input.items.length, done: 0, failed: 0 } });
  run.itemRuns.set(input.step, handle);
  // A pause may have arrived while the child was starting.
  if (run.paused) await CancellationScope.nonCancellable(() => handle.signal('pauseItems'));
  try {
    return await handle.result();
  } finally {
    run.itemRuns.delete(input.step);
  }
}
