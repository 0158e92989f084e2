import { describe, expect, it } from 'vitest';
import { parseRunJobInput } from '../../../src/contract/run-job.js';

const specOf = (job: unknown) => {
  const parsed = parseRunJobInput({ connection: 'link', job });
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  const { backend, folder, release, fields, options, count } = parsed.spec;
  return { backend, folder, release, fields, options, count };
};
const faultsOf = (input: unknown): string[] => {
  const parsed = parseRunJobInput(input);
  return 'faults' in parsed ? parsed.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

describe('a job of InfoLink', () => {
  it('has a short form for a scenario', () => {
    const operation = { opName: 'RunScenario', opParams: { scenario: 'Merge', parameters: { day: '1' } } };
    const spec = specOf({ appId: '7', scenario: 'Merge', parameters: { day: '1' } });
    expect(spec).toMatchObject({ backend: 'infolink', folder: { key: '7' }, release: { name: 'Merge' }, count: 1 });
    expect(spec.fields).toEqual({ operation });
    expect(specOf({ appId: '7', operation })).toEqual(spec);
  });

  it('may run any operation, wait for its end in one call, and leave out the schema', () => {
    const job = { appId: '7', operation: { opName: 'Reload' }, isAsync: false, noResultSchema: true };
    expect(specOf(job)).toMatchObject({
      release: { name: 'Reload' },
      fields: { operation: { opName: 'Reload', opParams: {} }, isAsync: false, waitMs: 120_000, noResultSchema: true },
      options: { noResultSchema: true },
    });
    expect(specOf({ ...job, timeout: '90s' }).fields).toMatchObject({ waitMs: 90_000 });
    expect(specOf({ appId: '7', scenario: 'S', isAsync: true }).fields).not.toHaveProperty('isAsync');
  });

  it.each<[string, object, string]>([
    ['no operation', { appId: '7' }, 'job.operation: is missing: give one of operation'],
    ['two', { appId: '7', scenario: 'S', operation: { opName: 'O' } }, 'job.operation: give only one of'],
    ['no app', { scenario: 'S' }, 'job.appId: must be a text'],
    ['a number for an app', { appId: 7, scenario: 'S' }, 'job.appId: must be a text'],
    [
      'stray parameters',
      { appId: '7', operation: { opName: 'O' }, parameters: {} },
      'job.parameters: goes with scenario',
    ],
    ['a timeout of nothing', { appId: '7', scenario: 'S', timeout: '1m' }, 'job.timeout: goes with isAsync false only'],
    [
      'a timeout beyond an attempt',
      { appId: '7', scenario: 'S', isAsync: false, timeout: '5m' },
      'job.timeout: must be at most 4m',
    ],
    [
      'a mistyped field',
      { appId: '7', scenaro: 'S', scenario: 'S' },
      "job.scenaro: is not a field here; did you mean 'scenario'?",
    ],
    [
      'a mistyped operation',
      { appId: '7', operation: { opname: 'O', opName: 'O' } },
      'job.operation.opname: is not a field',
    ],
    [
      'a file',
      { appId: '7', scenario: 'S', parameters: { $file: {} } },
      'job.parameters: takes no file ({"$file": …}): give the data itself',
    ],
    [
      'a mixture',
      { appId: '7', scenario: 'S', process: 'Echo', folder: 'Shared' },
      'job: mixes fields of an Orchestrator job (process, folder) with those of an InfoLink job (appId, scenario)',
    ],
  ])('is refused with %s', (_what, job, expected) => {
    const faults = faultsOf({ job });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  it('tells all faults at once, those of a mixture among others', () => {
    expect(faultsOf({ job: { appId: '', scenario: 1 }, conection: 'x', stop: { grace: 5 } })).toHaveLength(4);
    expect(faultsOf({ job: { appId: '7', process: 'P' }, deadlines: { run: 'soon' } })).toHaveLength(2);
  });

  it('is recognised by mistyped fields alone', () => {
    expect(faultsOf({ job: { apId: '7', scenari: 'S' } }).join()).toContain("did you mean 'appId'?");
  });
});

describe('a job of a back end without a form of its own', () => {
  it('names it, and hands its fields on', () => {
    const job = { backend: 'prism', folder: 'A', process: 'P', input: { a: 1 }, fields: { priority: 3 } };
    expect(specOf(job)).toEqual({
      backend: 'prism',
      folder: { path: 'A' },
      release: { name: 'P' },
      fields: { priority: 3, input: { a: 1 } },
      options: undefined,
      count: 1,
    });
  });

  it.each(['orchestrator', 'infolink'])('is not one of %s', (backend) => {
    expect(faultsOf({ job: { backend, process: 'P' } })[0]).toContain('job.backend: must be left out');
  });
});
