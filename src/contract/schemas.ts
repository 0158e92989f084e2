import { z } from 'zod';
import { exportJobsSchema } from './export-jobs.js';
import { runJobSchema } from './run-job.js';
import { sweepOrphansSchema } from './sweep-orphans.js';

/** JSON Schemas of the inputs, by file name; published in `schemas/`, for editors and other languages. */
export function schemas(): Record<string, unknown> {
  return {
    'export-jobs': { title: 'Input of the workflow exportJobs', ...z.toJSONSchema(exportJobsSchema, { io: 'input' }) },
    'run-job': { title: 'Input of the workflow runJob', ...z.toJSONSchema(runJobSchema, { io: 'input' }) },
    'sweep-orphans': {
      title: 'Input of the workflow sweepOrphans',
      ...z.toJSONSchema(sweepOrphansSchema, { io: 'input' }),
    },
  };
}
