import { CancellationScope, CancelledFailure, isCancellation } from '@temporalio/workflow';
import { limits } from '../../contract/limits.js';

export interface ForEachOptions {
  /** Items to work on at once. Default 10. */
  concurrency?: number;
  /**
   * `stop` (default): the first failure cancels the running items and is thrown after their end. `continue`: all
   * items run. `{ tolerate: n }`: like `continue` for up to n failures, like `stop` after that.
   */
  onFailure?: 'stop' | 'continue' | { tolerate: number };
}

export type ItemResult<T> = { done: true; value: T } | { done: false; error: unknown };

/** Runs a function for each item, several at a time. Results are in the order of the items, without unstarted ones. */
export async function forEach<Item, T>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<T>,
  { concurrency = limits.defaultItemsAtOnce, onFailure = 'stop' }: ForEachOptions = {},
): Promise<ItemResult<T>[]> {
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new RangeError(`concurrency must be a whole number from 1, not ${concurrency}`);
  const tolerated = onFailure === 'stop' ? 0 : onFailure === 'continue' ? Infinity : onFailure.tolerate;
  const results: ItemResult<T>[] = [];
  const failures: unknown[] = [];
  const scope = new CancellationScope();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length && !scope.consideredCancelled) {
      const index = next;
      next += 1;
      try {
        results[index] = { done: true, value: await work(items[index] as Item, index) };
      } catch (error) {
        results[index] = { done: false, error };
        failures.push(error);
        // Failures that the cancel triggers follow the one that caused it.
        if (failures.length > tolerated) scope.cancel();
      }
    }
  };
  await scope.run(() => Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane)));
  if (CancellationScope.current().consideredCancelled) throw asError(failures.find(isCancellation) ?? failures[0]);
  if (failures.length > tolerated) throw asError(failures[tolerated]);
  return results;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new CancelledFailure('Cancelled'));
