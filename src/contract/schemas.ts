import { z } from 'zod';
import { runJobSchema } from './run-job.js';
import { sweepOrphansSchema } from './sweep-orphans.js';

/** JSON Schemas of the inputs, by file name; published in `schemas/`, for editors and other languages. */
export function schemas(): Record<string, unknown> {
  return {
    'run-job': { title: 'Input of the workflow runJob', ...z.toJSONSchema(runJobSchema, { io: 'input' }) },
    'sweep-orphans': {
      title: 'Input of the workflow sweepOrphans',
      ...z.toJSONSchema(sweepOrphansSchema, { io: 'input' }),
    },
  };
}
