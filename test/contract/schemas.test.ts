import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schemas } from '../../src/contract/schemas.js';

it.each(Object.entries(schemas()))(
  'schemas/%s.json is made from the validator of today (npm run schemas)',
  (name, schema) => {
    const published: unknown = JSON.parse(readFileSync(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);
