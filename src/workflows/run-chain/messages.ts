import { itemCounts } from './items/messages.js';
import { condition, defineQuery, defineUpdate, setHandler } from '@temporalio/workflow';
import { kindOf, stepKindNames, stepKinds } from '../../contract/chain/definition.js';
import { chainMessageNames, type ChainProgress, type RepairRequest } from '../../contract/chain/progress.js';
import { handleDecisions } from '../steps/approval.js';
import { refuseUnlessWaiting, refuseUpdate } from '../steps/refuse-update.js';
import type { ChainRun } from './chain-run.js';

export const progress = defineQuery<ChainProgress>(chainMessageNames.progress);
export const repair = defineUpdate<ChainProgress, [RepairRequest]>(chainMessageNames.repair);
export const pause = defineUpdate<ChainProgress>(chainMessageNames.pause);
export const resume = defineUpdate<ChainProgress>(chainMessageNames.resume);

const actions: readonly string[] = ['retry', 'retryWith', 'skip', 'complete', 'abort'];

/** Step kinds that take one input. */
const withInput = stepKindNames.filter((kind) => stepKinds[kind].takesInput);

/** The run; undefined until its chain is loaded. */
type Knows = () => ChainRun | undefined;

/** Answers queries and updates for the whole life of a chain. */
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
  handleDecisions(() => knows()?.evaluations.updated());
  setHandler(progress, () => knows()?.progress() ?? notYet, { description: 'What each step is doing' });
  setHandler(
    repair,
    async (request) => {
      const run = await known();
      run.evaluations.updated();
      run.repairs.set(request.step, request);
      return run.progress();
    },
    {
      validator: (request: RepairRequest) => refuseFaulty(knows(), request),
      description: 'Decides on a failed step that waits for repair',
    },
  );
  const paused = (value: boolean) => async (): Promise<ChainProgress> => {
    const run = await known();
    run.evaluations.updated();
    run.paused = value;
    run.show();
    const children = [...run.itemRuns.values()];
    // A child that has just ended does not need the signal.
    await Promise.all(
      children.map((child) => child.signal(value ? 'pauseItems' : 'resumeItems').catch(() => undefined)),
    );
    return run.progress();
  };
  setHandler(pause, paused(true), { description: 'Starts no further steps or items; running ones continue' });
  setHandler(resume, paused(false), { description: 'Continues after a pause' });
  setHandler(itemCounts, ({ step, done, failed }) => {
    const run = knows();
    if (run?.plan.stateOf(step) !== 'running') return;
    run.report(step, { items: { total: run.items.get(step)?.items.length ?? 0, done, failed } });
  });
}

function refuseFaulty(run: ChainRun | undefined, given: RepairRequest): void {
  const { step, action } = given;
  const waiting = run?.plan.inState('needsRepair').filter((name) => !run.repairs.has(name)) ?? [];
  refuseUnlessWaiting(step, waiting, 'repair');
  if (!actions.includes(action)) refuseUpdate('action', `must be one of ${actions.join(', ')}`);
  const definition = run?.definitionOf(given.step);
  const takesInput = definition !== undefined && !definition.forEach && stepKinds[kindOf(definition)].takesInput;
  if (action === 'retryWith' && given.input === undefined)
    refuseUpdate('input', 'is missing: it replaces the input of the step');
  if (action === 'retryWith' && !takesInput)
    refuseUpdate(
      'action',
      `retryWith needs a step with one input: without forEach, and one of ${withInput.join(', ')}`,
    );
  if (action === 'complete' && given.output === undefined)
    refuseUpdate('output', 'is missing: give the output of the step, or null');
}
