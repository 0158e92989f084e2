import type { Client } from '@temporalio/client';
import { v4 as uuid } from 'uuid';

export interface CallOptions {
  /** Task queue of the worker. Default: `rpa`. */
  taskQueue?: string;
  /** Default: the name of the workflow and a UUID. */
  workflowId?: string;
}

/** Runs one of our workflows to its end. */
export function callWorkflow(
  { workflow }: Pick<Client, 'workflow'>,
  name: string,
  input: unknown,
  { taskQueue = 'rpa', workflowId = `${name}-${uuid()}` }: CallOptions,
): Promise<unknown> {
  return workflow.execute<(given: unknown) => Promise<unknown>>(name, { taskQueue, workflowId, args: [input] });
}
