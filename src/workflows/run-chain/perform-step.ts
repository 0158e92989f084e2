import { CancellationScope, sleep } from '@temporalio/workflow';
import { kindFields, kindOf, type StepDefinition, type StepKind } from '../../contract/chain/definition.js';
import { FailureType } from '../../contract/failure-types.js';
import { jsonBytes } from '../../shared/cut.js';
import { summaryOf } from '../shared/show.js';
import { approve } from './approve.js';
import { durationOf, millisecondsUntil } from './duration-of.js';
import { chainFailure, describeError } from './failures.js';
import { whyNoMapping } from './output-in-file.js';
import { actionPerformers } from './perform-action.js';
import type { Performed, StepPlace } from './place.js';

/** The action of one step, or of one of its items. */
export const workKeys = [...kindFields, 'timeout', 'output'] as const;
export type Work = Pick<StepDefinition, (typeof workKeys)[number]>;

/** Performs a step once, within its timeout, and returns its mapped output. All but `laterParts` is evaluated. */
export async function performStep(work: Work, place: StepPlace): Promise<Performed> {
  const timeoutMs = work.timeout === undefined ? undefined : durationOf(work.timeout, 'timeout');
  const done = await within(timeoutMs, place.name, () => performers[kindOf(work)](work, place));
  place.hasHappened();
  const omitted = done.omitted ?? whyNoMapping(work.output, done.output, place.reads);
  const performed = { ...done, ...(omitted !== undefined && { omitted }) };
  const mapped =
    work.output === undefined || performed.omitted !== undefined
      ? performed.output
      : // The step has had its effect, so a cancel no longer matters.
        await CancellationScope.nonCancellable(() =>
          place.evaluate(work.output, { more: { result: performed.output } }),
        );
  const length = jsonBytes(mapped ?? null);
  if (length <= place.maximumOutputBytes) return { ...performed, output: mapped ?? null };
  return {
    ...performed,
    output: null,
    omitted: `it has ${length} bytes of JSON; at most ${place.maximumOutputBytes}`,
  };
}

type Performer = (work: Work, place: StepPlace) => Promise<Performed>;

/** The performer of each kind of step. A kind without a performer does not compile. */
const performers: Readonly<Record<StepKind, Performer>> = { ...actionPerformers, approval: approve, wait };

async function wait(work: Work, { summary }: StepPlace): Promise<Performed> {
  await sleep(millisecondsUntil(work.wait), { summary: summaryOf(summary) });
  return { output: null };
}

/** Runs something. On a timeout it is cancelled, awaited to its end, and fails. */
async function within<T>(timeoutMs: number | undefined, name: string, run: () => Promise<T>): Promise<T> {
  if (timeoutMs === undefined) return run();
  const scope = new CancellationScope({ cancellable: true, timeout: timeoutMs });
  const outside = CancellationScope.current();
  try {
    return await scope.run(run);
  } catch (error) {
    if (!scope.consideredCancelled || outside.consideredCancelled || describeError(error).type !== 'Cancelled')
      throw error;
    throw chainFailure(FailureType.StepTimedOut, `Step '${name}' did not end within ${timeoutMs / 1000} s`, {}, error);
  }
}
