import { z } from 'zod';
import { chainSchema, jobKeys } from './chain/definition.js';
import { exportJobsSchema } from './export-jobs.js';
import { listJobsSchema } from './list-jobs.js';
import { runJobSchema } from './run-job.js';
import { stopJobsSchema } from './stop-jobs.js';
import { sweepOrphansSchema } from './sweep-orphans.js';

/** JSON Schemas of the inputs, by file name; published in `schemas/`, for editors and other languages. */
export function schemas(): Record<string, unknown> {
  return {
    chain: chainJsonSchema(),
    'run-chain': {
      title: 'Input of the workflow runChain',
      type: 'object',
      properties: {
        chain: {
          description: "Name of a chain in the worker's folder of chains, or the chain itself",
          anyOf: [{ type: 'string' }, { $ref: 'chain.json' }],
        },
        input: { description: 'What the expressions of the chain see as input', default: {} },
      },
      required: ['chain'],
      additionalProperties: false,
    },
    'export-jobs': { title: 'Input of the workflow exportJobs', ...z.toJSONSchema(exportJobsSchema, { io: 'input' }) },
    'run-job': { title: 'Input of the workflow runJob', ...z.toJSONSchema(runJobSchema, { io: 'input' }) },
    'list-jobs': { title: 'Input of the workflow listJobs', ...z.toJSONSchema(listJobsSchema, { io: 'input' }) },
    'stop-jobs': { title: 'Input of the workflow stopJobs', ...z.toJSONSchema(stopJobsSchema, { io: 'input' }) },
    'sweep-orphans': {
      title: 'Input of the workflow sweepOrphans',
      ...z.toJSONSchema(sweepOrphansSchema, { io: 'input' }),
    },
  };
}

type Json = Record<string, unknown>;

/** That of a chain; where a job is written, that of runJob with expressions in place of any value. */
function chainJsonSchema(): Json {
  const { properties: ofJob } = z.toJSONSchema(runJobSchema, { io: 'input' }) as { properties: Json };
  const parts = Object.fromEntries(jobKeys.map((key) => [key, orExpression(ofJob[key])]));
  const withJobs = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(withJobs);
    if (typeof schema !== 'object' || schema === null) return schema;
    const fields = Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, withJobs(inner)]));
    const { properties } = fields as { properties?: Json };
    return properties && 'job' in properties ? { ...fields, properties: { ...properties, ...parts } } : fields;
  };
  return { title: 'A declared chain', ...(withJobs(z.toJSONSchema(chainSchema, { io: 'input' })) as Json) };
}

const expression = { type: 'string', pattern: '^\\s*\\{%[\\s\\S]*%\\}\\s*$' };

/** A schema that takes an expression wherever it takes something else than text. */
function orExpression(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description, properties, items, ...rest } = schema as { properties?: Json; items?: unknown } & Json;
  const deep = {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, orExpression(inner)])),
    }),
    ...(items !== undefined && { items: orExpression(items) }),
  };
  const plainText =
    rest.type === 'string' && rest.enum === undefined && rest.pattern === undefined && rest.format === undefined;
  // An editor shows the description of a property itself, not one inside its alternatives.
  const described = description === undefined ? {} : { description };
  if (plainText || Object.keys(deep).length === 0) return { ...described, ...deep };
  return { ...described, anyOf: [deep, expression] };
}
