import { showDetails } from '../../shared/show.js';
import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { boundedId } from '../../../contract/bounded-id.js';
import { countItems, decodeItemStates, encodeItemStates, type ItemState } from '../../../contract/chain/item-states.js';
import type { ItemsState, RunItemsInput, RunItemsResult } from '../../../contract/chain/items.js';
import { itemCounts, itemsProgress, pauseItems, resumeItems } from './messages.js';
import { describeError, outputTooLarge } from '../failures.js';
import { Evaluations } from '../evaluations.js';
import { laterParts } from '../later-parts.js';
import { performStep } from '../perform-step.js';
import type { Scope, StepPlace } from '../place.js';
import { handleDecisions } from '../../steps/approval.js';
import { mayHaveHappened } from '../../steps/may-have-happened.js';
import { limits } from '../../../contract/limits.js';

/** Most progress signals to the chain, so that its history stays small. */
const maximumSignals = 20;

/**
 * Runs a step for each item, several at a time, in a history that stays small for any number of items. A part of
 * `runChain`: it returns failures in its result, because compensation needs to know which items were done.
 */
export async function runItems(input: RunItemsInput): Promise<RunItemsResult> {
  const items = new Items(input);
  handleDecisions(() => items.evaluations.updated());
  const work = new CancellationScope();
  try {
    await work.run(() =>
      Promise.all(Array.from({ length: Math.min(input.concurrency, input.items.length) }, () => items.lane(work))),
    );
  } catch (error) {
    if (!isCancellation(error)) throw error;
  }
  await Promise.allSettled(items.lanes);
  const cancelled = CancellationScope.current().consideredCancelled;
  if (!cancelled && !items.failed && items.left.length > 0)
    await continueAsNew<typeof runItems>({ ...input, from: items.state() });
  items.signalChain(true);
  return { ...items.state(), ended: items.failed ? 'failed' : cancelled ? 'cancelled' : 'done' };
}

type Options = Parameters<StepPlace['evaluate']>[1];

class Items {
  private readonly states: ItemState[];
  private readonly results: unknown[];
  private readonly failures: ItemsState['failures'];
  private omitted: number;
  private paused: boolean;
  private reported = 0;
  readonly evaluations = new Evaluations();
  /** The same text for all items, so that they share batches. */
  private readonly scope: string;
  readonly left: number[];
  readonly lanes: Promise<void>[] = [];

  constructor(private readonly input: RunItemsInput) {
    const { items, from, backwards } = input;
    this.scope = JSON.stringify(input.scope);
    this.states = from ? decodeItemStates(from.letters) : items.map(() => 'waiting');
    this.results = from?.results ?? items.map(() => null);
    this.failures = from?.failures ?? [];
    this.omitted = from?.omitted ?? 0;
    this.paused = from?.paused ?? false;
    this.left = this.states.flatMap((state, index) => (state === 'waiting' ? [index] : []));
    if (backwards) this.left.reverse();
    setHandler(pauseItems, () => void (this.paused = true), { description: 'Starts no further items' });
    setHandler(resumeItems, () => void (this.paused = false), { description: 'Continues with the items' });
    setHandler(itemsProgress, () => this.summary(), { description: 'Progress of the items' });
    this.show();
  }

  get failed(): boolean {
    const { tolerated } = this.input;
    return tolerated !== 'all' && this.counts().failed > tolerated;
  }

  state(): ItemsState {
    return { ...this.summary(), results: this.results };
  }

  /** Runs one item after the other until none is left, too many have failed, or the history is full. */
  lane(work: CancellationScope): Promise<void> {
    const lane = (async () => {
      for (;;) {
        if (this.paused) await condition(() => !this.paused);
        const index = this.mayBegin() ? this.left.shift() : undefined;
        if (index === undefined) return;
        await this.doItem(index);
        if (this.failed) work.cancel();
      }
    })();
    this.lanes.push(lane);
    return lane;
  }

  private mayBegin(): boolean {
    const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
    const full =
      historyLength > limits.itemsHistoryEvents || historySize > limits.itemsHistoryBytes || continueAsNewSuggested;
    return !full && !this.failed && !CancellationScope.current().consideredCancelled;
  }

  private async doItem(index: number): Promise<void> {
    const { work, step, items, reads, connection, resultsToUndo } = this.input;
    const share = Math.min(limits.stepOutputBytes, Math.floor(limits.itemResultsBytes / items.length));
    const name = `${step}[${index}]`;
    const effect = { happened: false };
    try {
      const own = { item: items[index], index, ...(resultsToUndo && { result: resultsToUndo[index] }) };
      const evaluate: StepPlace['evaluate'] = (given, options) => this.evaluate(given, own, options);
      const { output, omitted } = await performStep(await evaluate(work, { later: laterParts }), {
        workflowId: boundedId(`${workflowInfo().workflowId}/${index}`),
        summary: name,
        name,
        connection,
        maximumOutputBytes: share,
        asks: (message) => this.show(message === '' ? undefined : `${name} waits for approval`),
        hasHappened: () => void (effect.happened = true),
        evaluate,
        reads,
      });
      if (omitted !== undefined && work.output !== undefined) throw outputTooLarge(name, omitted);
      if (omitted !== undefined) this.omitted += 1;
      this.states[index] = 'done';
      this.results[index] = output;
    } catch (error) {
      this.fail(index, effect.happened || mayHaveHappened(error) ? 'uncertain' : 'failed', describeError(error));
    }
    this.signalChain(false);
    this.show();
  }

  private async evaluate<T>(given: T, own: Scope, { more, later }: Options = {}): Promise<T> {
    const evaluated = await this.evaluations.evaluate({
      given: { value: given },
      scope: this.scope,
      more: JSON.stringify({ ...own, ...more }),
      later: ([, ...path]) => later?.(path) ?? false,
    });
    return evaluated?.value as T;
  }

  private fail(index: number, state: ItemState, error: { type: string; message: string }): void {
    // If an item was cancelled before it had any effect, it counts as never started.
    this.states[index] = state === 'failed' && error.type === 'Cancelled' ? 'waiting' : state;
    if (this.states[index] !== 'waiting' && this.failures.length < limits.itemFailures)
      this.failures.push({ index, ...error });
  }

  private summary(): Omit<ItemsState, 'results'> {
    const { failures, omitted, paused } = this;
    return { letters: encodeItemStates(this.states), failures, omitted, paused };
  }

  private counts(): { done: number; failed: number } {
    return { done: countItems(this.states, 'done'), failed: countItems(this.states, 'failed', 'uncertain') };
  }

  /** Signals its progress to the chain, but not for every item if there are many. */
  signalChain(last: boolean): void {
    const { parent } = workflowInfo();
    const ended = this.states.length - countItems(this.states, 'waiting');
    if (!parent || last || ended - this.reported < this.states.length / maximumSignals) return;
    this.reported = ended;
    const counts = { step: this.input.step, ...this.counts() };
    const chain = getExternalWorkflowHandle(parent.workflowId, parent.runId);
    // The chain may have ended and no longer need it.
    void CancellationScope.nonCancellable(() => chain.signal(itemCounts, counts).catch(() => undefined));
  }

  private show(more?: string): void {
    const { done, failed } = this.counts();
    const failures = this.failures.slice(0, limits.shownFailures).map(({ index, type }) => `- item ${index}: ${type}`);
    const state = this.paused ? ', paused' : '';
    showDetails(
      [
        `**${this.input.step}**: ${done} of ${this.states.length} items done, ${failed} failed${state}`,
        ...(more === undefined ? [] : ['', more]),
        '',
        ...failures,
      ].join('\n'),
    );
  }
}
