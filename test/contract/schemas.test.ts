import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExportJobsInput } from '../../src/contract/export-jobs.js';
import { parseListJobsInput } from '../../src/contract/list-jobs.js';
import { parseRunJobInput } from '../../src/contract/run-job.js';
import { schemas } from '../../src/contract/schemas.js';
import { parseStopJobsInput } from '../../src/contract/stop-jobs.js';
import { parseSweepOrphansInput } from '../../src/contract/sweep-orphans.js';
import { defaultDestination } from '../../src/destinations/index.js';
import { type Property, propertiesOf } from './properties.js';

const published = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8'));

describe.each(Object.entries(schemas()))('schemas/%s.json', (name, schema) => {
  it('is made from the validator of today (npm run schemas)', () => {
    expect(published(name)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it('describes every property', () => {
    const properties = propertiesOf(published(name));
    expect(properties.length).toBeGreaterThan(1);
    expect(properties.filter(({ description = '' }) => description === '').map(({ path }) => path)).toEqual([]);
  });
});

type Parse = (input: unknown) => { spec: unknown } | { faults: unknown };

/** By schema: inputs that have, between them, a place for every property with a default. */
const inputs: [string, Parse, object[]][] = [
  [
    'run-job',
    parseRunJobInput,
    [
      { job: { process: 'Echo' }, deadlines: {}, stop: {}, rerun: { maximumAttempts: 2, on: ['User'] }, output: {} },
      { job: { appId: '7', scenario: 'Merge', isAsync: false } },
      { job: { appId: '7', scenario: 'Merge' } },
    ],
  ],
  ['list-jobs', parseListJobsInput, [{}]],
  ['stop-jobs', parseStopJobsInput, [{ ids: [1], stop: {} }]],
  ['export-jobs', parseExportJobsInput, [{}]],
  ['sweep-orphans', parseSweepOrphansInput, [{ stop: {} }]],
];

/** The input with a property set to its default; undefined where the input has no place for it. */
function withDefault(input: object, { path, default: value }: Property): object | undefined {
  const changed = structuredClone(input) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let inner: Record<string, unknown> | undefined = changed;
  for (const name of names) inner = inner?.[name] as Record<string, unknown> | undefined;
  if (!inner || last in inner) return undefined;
  inner[last] = value;
  return changed;
}

describe('defaults of the published schemas', () => {
  it.each(inputs)('%s: a field with its default means the same as none', (name, parse, examples) => {
    for (const property of propertiesOf(published(name))) {
      if (property.default === undefined) continue;
      // Which file a destination of that name means, only the worker knows.
      if (property.path.endsWith('destination')) {
        expect(property.default).toBe(defaultDestination);
        continue;
      }
      const tried = examples.flatMap((example) => {
        const changed = withDefault(example, property);
        const parsed = changed && parse(changed);
        return parsed && 'spec' in parsed ? [{ parsed, plain: parse(example) }] : [];
      });
      expect(tried.length, `${property.path} is accepted`).toBeGreaterThan(0);
      for (const { parsed, plain } of tried) expect(parsed, property.path).toEqual(plain);
    }
  });
});
