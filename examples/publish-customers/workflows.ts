import { executeJob, type InfoLinkTable, saga } from 'temporal-rpa/workflow';

export interface PublishCustomersInput {
  day: string;
}

export interface PublishCustomersResult {
  day: string;
  customers: number;
}

/** The connections of the worker that this workflow needs, besides the default one. */
const masterData = { connection: 'master-data' };
/** The app of customers. */
const appId = '7';

/**
 * A robot extracts the customers of a day, InfoLink merges them into the master data, and a robot publishes the
 * result. If one fails, or the workflow is cancelled, everything is undone on both back ends, newest first.
 */
export async function publishCustomers({ day }: PublishCustomersInput): Promise<PublishCustomersResult> {
  const robot = (process: string, input: object = {}) =>
    executeJob<{ count: number }>({ folder: 'Shared', process, input: { day, ...input } });
  const operation = (opName: string, parameters: object = {}) =>
    executeJob<InfoLinkTable<{ day: string; count: string }>[]>(
      { appId, operation: { opName, opParams: { parameters: { day, ...parameters } } }, noResultSchema: true },
      masterData,
    );
  return saga(async (steps) => {
    const extracted = await steps.step(
      'extract',
      () => robot('Extract customers'),
      () => robot('Release customers'),
    );
    const merged = await steps.step(
      'merge',
      () => operation('MergeCustomers', { count: extracted.output.count }),
      () => operation('UnmergeCustomers'),
    );
    const customers = Number(merged.output[0]?.result.records[0]?.count);
    await steps.step(
      'publish',
      () => robot('Publish customers', { customers }),
      () => robot('Withdraw customers'),
    );
    return { day, customers };
  });
}
