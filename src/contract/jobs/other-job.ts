import { z } from 'zod';
import { fileOf } from '../data-reference.js';
import { text } from '../parse-input.js';
import { inputFaults } from './job-input.js';
import type { JobOrder } from './job-order.js';

const record = z.record(z.string(), z.unknown(), { error: 'must be a JSON object' });
const formsOfTheirOwn = ['orchestrator', 'infolink'];

/** A job of a back end that has no form of its own here: docs/adding-a-backend.md. That back end checks the fields. */
export const otherJob = z
  .strictObject({
    backend: text.describe('Type of a back end other than orchestrator and infolink'),
    folder: text.optional().describe('Where the job runs, in the terms of that back end'),
    process: text.describe('What to run, in the terms of that back end'),
    input: record.optional().describe('Input of the job, or {"$file": …}, the reference of a file in a destination'),
    fields: record.optional().describe('Anything else that the back end needs for the start'),
  })
  .superRefine(({ backend, input }, context) => {
    for (const { path, message } of inputFaults(input ?? {}))
      context.addIssue({ code: 'custom', path: ['input', ...path], message });
    if (formsOfTheirOwn.includes(backend))
      context.addIssue({
        code: 'custom',
        path: ['backend'],
        message: `must be left out: a job of ${backend} is known by its other fields`,
      });
  });

export function otherOrder({ backend, folder, process, input, fields }: z.output<typeof otherJob>): JobOrder {
  const inputFile = fileOf(input);
  return {
    backend,
    ...(folder !== undefined && { folder: { path: folder } }),
    release: { name: process },
    fields: { ...fields, ...(input && !inputFile && { input }) },
    ...(inputFile && { inputFile }),
    count: 1,
  };
}
