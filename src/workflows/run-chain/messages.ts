import { ApplicationFailure, condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';
import { chainMessageNames, type ChainProgress, type RepairRequest } from '../../contract/chain/progress.js';
import { FailureType } from '../../contract/failure-types.js';
import { closestName } from '../../contract/near-names.js';
import { handleDecisions } from '../steps/approval.js';
import { itemCounts } from '../run-items.js';
import type { ChainRun } from './chain-run.js';

export const progress = defineQuery<ChainProgress>(chainMessageNames.progress);
export const repair = defineUpdate<ChainProgress, [RepairRequest]>(chainMessageNames.repair);
export const pause = defineUpdate<ChainProgress>(chainMessageNames.pause);
export const resume = defineUpdate<ChainProgress>(chainMessageNames.resume);

const actions: readonly string[] = ['retry', 'retryWith', 'skip', 'complete', 'abort'];

/** The run, once its chain is known. */
type Knows = () => ChainRun | undefined;

/** Answers queries and updates for the life of a chain, from its first moment. */
export function handleMessages(name: string, knows: Knows): void {
  const known = async (): Promise<ChainRun> => {
    await condition(() => knows() !== undefined);
    const run = knows();
    if (!run) throw new TypeError('the chain is not known');
    return run;
  };
  const notYet: ChainProgress = {
    chain: name,
    activity: 'Begins',
    paused: false,
    percent: 0,
    steps: [],
    approvals: [],
  };
  handleDecisions();
  setHandler(progress, () => knows()?.progress() ?? notYet, { description: 'What each step is doing' });
  setHandler(
    repair,
    async (request) => {
      const run = await known();
      run.repairs.set(request.step, request);
      return run.progress();
    },
    {
      validator: (request: RepairRequest) => refuseFaulty(knows(), request),
      description: 'Decides on a step that failed and waits',
    },
  );
  const paused = (value: boolean) => async (): Promise<ChainProgress> => {
    const run = await known();
    run.paused = value;
    run.show();
    const children = [...run.itemRuns.values()];
    // A child that has just ended needs no telling.
    await Promise.all(
      children.map((child) => child.signal(value ? 'pauseItems' : 'resumeItems').catch(() => undefined)),
    );
    return run.progress();
  };
  setHandler(pause, paused(true), { description: 'Begins no further steps and items; those in work go on' });
  setHandler(resume, paused(false), { description: 'Goes on after pause' });
  setHandler(itemCounts, ({ step, done, failed }) => {
    const run = knows();
    if (run?.plan.stateOf(step) !== 'running') return;
    run.tell(step, { items: { total: run.items.get(step)?.items.length ?? 0, done, failed } });
  });
}

function refuseFaulty(run: ChainRun | undefined, given: RepairRequest): void {
  const { step, action } = given as Partial<RepairRequest>;
  const refuse = (path: string, message: string): never => {
    throw ApplicationFailure.nonRetryable(`${path} ${message}`, FailureType.InvalidInput, {
      faults: [{ path, message }],
    });
  };
  const waiting = run?.plan.inState('needsRepair').filter((name) => !run.repairs.has(name)) ?? [];
  if (!run || typeof step !== 'string' || !waiting.includes(step)) {
    const near = typeof step === 'string' ? closestName(step, waiting) : undefined;
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    return refuse('step', `does not wait for repair${hint} Waiting: ${waiting.join(', ') || 'none'}`);
  }
  if (typeof action !== 'string' || !actions.includes(action))
    return refuse('action', `must be one of ${actions.join(', ')}`);
  const definition = run.definitionOf(step);
  const takesInput = definition.job ?? definition.activity ?? definition.workflow ?? definition.chain;
  if (action === 'retryWith' && given.input === undefined) refuse('input', 'is missing: it replaces that of the step');
  if (action === 'retryWith' && (definition.forEach ?? !takesInput))
    refuse('action', 'retryWith goes with a step that has one input: not with forEach, an approval or a wait');
  if (action === 'complete' && given.output === undefined) refuse('output', 'is missing: what the step gives, or null');
}
