import { z } from 'zod';
import { parseDuration, toMilliseconds } from '../../shared/durations.js';
import { duration, jsonObject, text } from '../parse-input.js';
import type { JobOrder } from './job-order.js';

const flag = z.boolean({ error: 'must be true or false' });

/** The operation that the short form means. */
const runScenario = 'RunScenario';
const defaultWait = '2m';
/** One attempt of a start may take five minutes. */
const longestWait = '4m';

/** A job of InfoLink: an operation, or a scenario in short. */
export const infoLinkJob = z
  .strictObject({
    appId: text.describe('Id of the InfoLink app'),
    operation: z
      .strictObject({
        opName: text.describe('Name of the operation, such as RunScenario'),
        opParams: jsonObject.optional().describe('Parameters of the operation'),
      })
      .optional()
      .describe('The operation to call; give this or scenario'),
    scenario: text.optional().describe('Name of a scenario: short for the operation RunScenario'),
    parameters: jsonObject.optional().describe('Parameters of the scenario'),
    isAsync: flag
      .optional()
      .meta({ description: 'false: one call starts the job and waits for its end', default: true }),
    noResultSchema: flag
      .optional()
      .meta({ description: 'true: the tables of the output come without their schema', default: false }),
    timeout: duration.optional().meta({
      description: `How long that one call waits, with isAsync false; at most ${longestWait}`,
      default: defaultWait,
    }),
  })
  .superRefine((given, context) => {
    const fault = (name: string, message: string): void => context.addIssue({ code: 'custom', path: [name], message });
    const { operation, scenario, parameters, isAsync, timeout } = given;
    if (operation === undefined && scenario === undefined)
      fault('operation', 'is missing: give one of operation ({opName, opParams}), scenario');
    if (operation !== undefined && scenario !== undefined) fault('operation', 'give only one of operation, scenario');
    if (parameters !== undefined && scenario === undefined)
      fault('parameters', 'goes with scenario only; parameters of an operation stand in operation.opParams');
    for (const [name, of] of [
      ['parameters', parameters],
      ['operation', operation?.opParams],
    ] as const)
      if (of && '$file' in of) fault(name, 'takes no file ({"$file": …}): give the data itself');
    if (timeout !== undefined && isAsync !== false) fault('timeout', 'goes with isAsync false only');
    if ((parseDuration(timeout ?? '') ?? 0) > toMilliseconds(longestWait))
      fault('timeout', `must be at most ${longestWait}; a job that takes longer is followed all the same`);
  });

export function infoLinkOrder(job: z.output<typeof infoLinkJob>): JobOrder {
  const { appId, scenario = '', parameters = {}, noResultSchema } = job;
  const { opName, opParams = {} } = job.operation ?? { opName: runScenario, opParams: { scenario, parameters } };
  const name = opName === runScenario && typeof opParams.scenario === 'string' ? opParams.scenario : opName;
  return {
    backend: 'infolink',
    folder: { key: appId },
    release: { name },
    fields: {
      operation: { opName, opParams },
      ...(noResultSchema === true && { noResultSchema }),
      ...(job.isAsync === false && { isAsync: false, waitMs: toMilliseconds(job.timeout ?? defaultWait) }),
    },
    ...(noResultSchema === true && { options: { noResultSchema } }),
    count: 1,
  };
}
