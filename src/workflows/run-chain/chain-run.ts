import { showDetails } from '../shared/show.js';
import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { type ChainDefinition, kindOf, type StepDefinition } from '../../contract/chain/definition.js';
import { fitting } from '../../contract/bounded.js';
import type { RunItemsResult } from '../../contract/chain/items.js';
import type { ChainProgress, RepairRequest, StepProgress } from '../../contract/chain/progress.js';
import { type Reading, type ReadingTable, readingsIn } from '../../contract/chain/readings.js';
import { waitingApprovals } from '../steps/approval.js';
import type { OwnChild } from '../steps/start-child.js';
import { describeChain } from './describe-chain.js';
import { type Asked, Evaluations } from './evaluations.js';
import { describeError, outputTooLarge } from './failures.js';
import type { IsLater } from './later-parts.js';
import { whyNoPart } from './output-in-file.js';
import type { Performed, Scope } from './place.js';
import { Plan } from './plan.js';
import { limits } from '../../contract/limits.js';

/** The state of a chain while it runs, shown in the current details of the UI. */
export class ChainRun {
  readonly plan: Plan;
  readonly work = new CancellationScope();
  readonly repairs = new Map<string, RepairRequest>();
  /** Children that run items, by step, so that a pause reaches them. */
  readonly itemRuns = new Map<string, OwnChild<RunItemsResult>>();
  /** Progress of steps with forEach, for repairs and compensation. */
  readonly items = new Map<string, { items: unknown[]; result?: RunItemsResult }>();
  paused = false;
  activity = 'Starting';
  /** The failure that ended the chain. */
  failure: { step?: string; error: unknown } | undefined;
  readonly evaluations = new Evaluations();
  private readonly steps: Map<string, StepProgress>;
  private readonly outputs = new Map<string, Pick<Performed, 'output' | 'omitted'>>();
  private readonly asked = new Map<string, string>();
  private kept = 0;
  private readonly startedAt = workflowInfo().startTime.toISOString();

  constructor(
    readonly chain: ChainDefinition,
    readonly reads: ReadingTable,
    private readonly input: unknown,
  ) {
    this.plan = new Plan(
      Object.fromEntries(
        Object.entries(chain.steps).map(([name, { needs = [], onFailure = 'compensate', compensate }]) => [
          name,
          { needs, onFailure, undoable: compensate !== undefined },
        ]),
      ),
    );
    this.steps = new Map(
      Object.entries(chain.steps).map(([name, step]) => [name, { name, kind: kindOf(step), state: 'waiting' }]),
    );
  }

  definitionOf(name: string): StepDefinition {
    const step = this.chain.steps[name];
    if (!step) throw new RangeError(`there is no step '${name}'`);
    return step;
  }

  /** A value with its expressions evaluated; undefined if the condition `when` is false. */
  evaluate<T>(
    given: T,
    { more, when, later }: { more?: Scope | undefined } & Pick<Asked<T>, 'when' | 'later'> = {},
  ): Promise<T | undefined> {
    const scope = JSON.stringify(this.scopeOf([given, when]));
    return this.evaluations.evaluate({ given, scope, when, later, more: more && JSON.stringify(more) });
  }

  /** The same without a condition. */
  async value<T>(given: T, options: { more?: Scope; later?: IsLater } = {}): Promise<T> {
    return (
      await this.evaluate(
        { value: given },
        {
          ...options,
          later: ([, ...path]) => options.later?.(path) ?? false,
        },
      )
    )?.value as T;
  }

  /** The failure of a step whose expressions read an output that was not kept. Undefined if none does. */
  notKept(given: unknown): Error | undefined {
    for (const { root, step, part } of readingsIn(given, this.reads)) {
      if (root !== 'steps' || step === undefined) continue;
      const kept = this.outputs.get(step);
      const omitted = kept?.omitted ?? whyNoPart(kept?.output, part);
      if (omitted !== undefined) return outputTooLarge(step, omitted);
    }
    return undefined;
  }

  /** What the expressions within a value can read, limited to what they do read. */
  scopeOf(given: unknown): Scope {
    const reads = readingsIn(given, this.reads);
    // It may read any step, or by `$$` anything.
    const all = reads.some(({ root, step }) => root === 'steps' && step === undefined);
    const readsOne = (matches: (reading: Reading) => boolean): boolean => all || reads.some(matches);
    const { workflowId, runId } = workflowInfo();
    const ended = [...this.steps.values()].filter(
      ({ name, endedAt }) => endedAt !== undefined && readsOne(({ step }) => step === name),
    );
    return {
      ...(readsOne(({ root }) => root === 'input') && { input: this.input }),
      chain: { name: this.chain.name, workflowId, runId, startedAt: this.startedAt },
      steps: Object.fromEntries(
        ended.map(({ name, state, error }) => [
          name,
          { output: this.outputs.get(name)?.output ?? null, state, ...(error && { error }) },
        ]),
      ),
    };
  }

  keep(name: string, { output, omitted }: Pick<Performed, 'output' | 'omitted'>): void {
    this.kept += JSON.stringify(output ?? null).length;
    const full =
      this.kept > limits.chainOutputsCharacters
        ? `the outputs of this chain have more than ${limits.chainOutputsCharacters} characters`
        : undefined;
    const reason = omitted ?? full;
    this.outputs.set(name, {
      output: full === undefined ? output : null,
      ...(reason !== undefined && { omitted: reason }),
    });
  }

  outputOf(name: string): unknown {
    return this.outputs.get(name)?.output ?? null;
  }

  /** Records news about a step together with its state in the plan. */
  report(name: string, news: Partial<StepProgress> = {}, error?: unknown): void {
    const step = this.steps.get(name);
    if (!step) return;
    Object.assign(step, news, { state: this.plan.stateOf(name) });
    if (error !== undefined) step.error = describeError(error);
    this.show();
  }

  asks(name: string, message: string): void {
    if (message === '') this.asked.delete(name);
    else this.asked.set(name, message);
    this.show();
  }

  does(activity: string): void {
    this.activity = activity;
    this.show();
  }

  /** Ends the chain: cancels the running steps and waits for their end. */
  fail(error: unknown, step?: string): void {
    this.failure ??= { error, ...(step !== undefined && { step }) };
    this.plan.stop();
    this.work.cancel();
  }

  progressOfSteps(): StepProgress[] {
    return [...this.steps.values()].map((step) => ({ ...step, state: this.plan.stateOf(step.name) }));
  }

  progress(): ChainProgress {
    const steps = this.progressOfSteps();
    const parts = steps.map(({ state, items }) => {
      if (!['waiting', 'running', 'needsRepair'].includes(state)) return 1;
      return items && items.total > 0 ? (items.done + items.failed) / items.total : 0;
    });
    const progress: ChainProgress = {
      chain: this.chain.name,
      activity: this.activity,
      paused: this.paused,
      percent: Math.floor((100 * parts.reduce((sum, part) => sum + part, 0)) / steps.length),
      steps,
      approvals: waitingApprovals(),
    };
    return fitting(progress, limits.payloadBytes);
  }

  show(): void {
    showDetails(describeChain(this.progress(), this.asked));
  }
}
