import { ApplicationFailure, isCancellation, sleep } from '@temporalio/workflow';
import {
  approval,
  type ApprovalOptions,
  type Decision,
  executeJob,
  forEach,
  type ForEachOptions,
  saga,
} from '../../../src/workflow.js';

/** Small workflows over the steps of `temporal-rpa/workflow`, and `runJob` for their jobs. */
export { runJob } from '../../../src/workflows/index.js';

/** Runs a job for each process; a job `Undo …` undoes it. `added`: something done outside of a step, first of all. */
export function undoable({ processes, added }: { processes: string[]; added?: string }): Promise<number> {
  const run = (process: string, input: Record<string, unknown> = {}): Promise<unknown> =>
    executeJob({ folder: 'Shared', process, input }, { stop: { grace: '0s' } });
  return saga(async (steps) => {
    if (added !== undefined) steps.add(added, () => run(`Undo ${added}`));
    for (const process of processes)
      await steps.step(
        process,
        () => run(process),
        (end) => run(`Undo ${process}`, { key: end.completed ? 'completed' : 'interrupted' }),
      );
    return processes.length;
  });
}

export interface EachInput {
  /** Minutes that the work on each item takes; a negative number: it fails then. */
  minutes: number[];
  options?: ForEachOptions;
}

export interface EachReport {
  /** Most items in work at once. */
  most: number;
  begun: number;
  /** What ended, in that order. */
  ended: string[];
  values: (number | string)[];
  thrown?: string;
}

export async function each({ minutes, options }: EachInput): Promise<EachReport> {
  const report: EachReport = { most: 0, begun: 0, ended: [], values: [] };
  let atWork = 0;
  const work = async (given: number, index: number): Promise<number> => {
    report.begun += 1;
    report.most = Math.max(report.most, (atWork += 1));
    try {
      await sleep(Math.abs(given) * 60_000);
      if (given < 0) throw ApplicationFailure.nonRetryable(`item ${index} failed`);
      report.ended.push(`done ${index}`);
      return index;
    } catch (error) {
      report.ended.push(`${isCancellation(error) ? 'cancelled' : 'failed'} ${index}`);
      throw error;
    } finally {
      atWork -= 1;
    }
  };
  try {
    const results = await forEach(minutes, work, options);
    report.values = results.map((result) => (result.done ? result.value : messageOf(result.error)));
  } catch (error) {
    report.thrown = isCancellation(error) ? 'cancelled' : messageOf(error);
  }
  return report;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Waits for approvals, all at once. */
export function approvals({ names, options }: { names: string[]; options?: ApprovalOptions }): Promise<Decision[]> {
  return Promise.all(names.map((name) => approval(name, options)));
}
