import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startFieldVersions } from '../../src/backends/orchestrator/api-version.js';
import { jobStates, phaseOf } from '../../src/contract/jobs/job.js';
import { messageNames } from '../../src/contract/messages.js';
import { parseRunJobInput } from '../../src/contract/run-job.js';
import { startInfoFields } from '../../src/simulator/operations/jobs/start-info-fields.js';
import { readPage } from './page.js';

const page = readPage('run-job.md');

interface Field {
  description: string;
  default?: unknown;
  properties?: Record<string, Field>;
  required?: string[];
}
type Form = Field & { properties: Record<string, Field> };

const schema = JSON.parse(readFileSync(new URL('../../schemas/run-job.json', import.meta.url), 'utf8')) as Form;
const { anyOf: forms } = schema.properties.job as unknown as { anyOf: [Form, Form, Form] };

/** Path, description and default of each field, in the order of the schema. */
function fieldsOf({ properties = {}, required = [] }: Field, prefix = ''): { row: string[]; field: Field }[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const byDefault = field.default === undefined ? '' : `\`${JSON.stringify(field.default)}\``;
    const row = [`\`${path}\``, field.description, required.includes(name) ? 'required' : byDefault];
    return [{ row, field }, ...fieldsOf(field, `${path}.`)];
  });
}

const code = (cell: string | undefined): string => /^`(.*)`$/.exec(cell ?? '')?.[1] ?? '';

describe.each([
  ['## Fields of the run', fieldsOf(schema)],
  ['## A job of Orchestrator', fieldsOf(forms[0], 'job.')],
  ['## A job of InfoLink', fieldsOf(forms[1], 'job.')],
  ['## A job of another back end', fieldsOf(forms[2], 'job.')],
])('docs/run-job.md, %s', (heading, fields) => {
  const rows = page.table(heading);

  it('has a row for each field of the schema, and no other, with its meaning and default', () => {
    expect(fields.length).toBeGreaterThan(3);
    expect(rows.map((row) => row.slice(0, 3))).toEqual(fields.map(({ row }) => row));
  });

  it('has an example for each field that the schema accepts', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    fields.forEach(({ field }, index) => {
      const example: unknown = JSON.parse(code(rows[index]?.[3]));
      expect(ajv.validate(field, example), `${rows[index]?.[0]}: ${ajv.errorsText()}`).toBe(true);
    });
  });
});

describe('docs/run-job.md', () => {
  const answers = ['outcome', 'activity'];
  const inputs = page
    .blocks('json')
    .map((block) => JSON.parse(block) as Record<string, unknown>)
    .filter((block) => !answers.some((name) => name in block));

  it('has only examples that are valid inputs, and one for each start strategy', () => {
    expect(inputs.map((input) => parseRunJobInput(input)).filter((parsed) => 'faults' in parsed)).toEqual([]);
    const shown = new Set(inputs.map(({ job }) => (job as { strategy?: string }).strategy));
    const { strategy } = forms[0].properties as unknown as { strategy: { enum: string[] } };
    expect(strategy.enum.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('translates a startInfo truly', () => {
    const [block = ''] = page.blocks('text');
    const { startInfo } = JSON.parse(block) as { startInfo: Record<string, unknown> };
    const { ReleaseKey, ...fields } = startInfo;
    expect(ReleaseKey).toBeDefined();
    const specs = inputs.map((input) => parseRunJobInput(input));
    expect(specs).toContainEqual({ spec: expect.objectContaining({ fields }) as unknown });
  });

  it('lists every field of startInfo with the API version that first has it', () => {
    const rows = page.table('### From `startInfo` to `job`');
    expect(rows.map(([name]) => code(name)).sort()).toEqual(Object.keys(startInfoFields).sort());
    for (const [name, , version] of rows)
      expect([name, version]).toEqual([name, String(startFieldVersions[code(name)] ?? '11 or earlier')]);
  });

  it('names a field of job for every field of startInfo, and `fields` exactly for those without one of their own', () => {
    for (const [name = '', where = ''] of page.table('### From `startInfo` to `job`')) {
      const inFields = parseRunJobInput({ job: { process: 'Echo', fields: { [code(name)]: 1 } } });
      const [, first = ''] = /`(\w+)/.exec(where) ?? [];
      if (first === 'fields') expect('spec' in inFields, name).toBe(true);
      else if (!where.startsWith('set')) expect(Object.keys(forms[0].properties), name).toContain(first);
    }
  });

  it('warns of the default deadline for running jobs, in hours', () => {
    const { run } = schema.properties.deadlines?.properties ?? {};
    const hours = /^(\d+)h$/.exec(String(run?.default))?.[1];
    expect(page.text).toContain(`**By default, a job that has been running for ${hours} hours is stopped.**`);
  });

  it('explains every message', () => {
    const rows = page.table('## Messages');
    expect(rows.map(([name]) => code(name)).sort()).toEqual(Object.values(messageNames).sort());
  });

  it('names each state that is not an end beside the deadline of its phase', () => {
    const deadlineOf: Record<string, string> = { pending: 'pending', running: 'run', suspended: 'suspended' };
    const covered = new Map(page.table('### Deadlines').map(([name, covers = '']) => [code(name), covers]));
    const unnamed = jobStates.filter((state) => {
      const deadline = deadlineOf[phaseOf({ state })];
      return deadline !== undefined && covered.get(deadline)?.includes(`\`${state}\``) !== true;
    });
    expect(unnamed).toEqual([]);
  });
});
