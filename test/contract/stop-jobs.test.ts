import { describe, expect, it } from 'vitest';
import { parseStopJobsInput } from '../../src/contract/stop-jobs.js';

const key = '1c7222dc-416f-4c60-9b17-88262c91768f';

const faultsOf = (input: unknown): string[] => {
  const parsed = parseStopJobsInput(input);
  return 'faults' in parsed ? parsed.faults.map(({ path, message }) => `${path} ${message}`) : [];
};

describe('input of stopJobs', () => {
  it('fills in every default', () => {
    expect(parseStopJobsInput({ filter: { folder: 'Shared', state: 'Running' } })).toEqual({
      spec: {
        connection: 'default',
        wanted: { filter: { folder: 'Shared', state: 'Running' }, folder: { path: 'Shared' }, limit: 1000 },
        dryRun: false,
        stop: { grace: 120_000, confirm: 600_000 },
      },
    });
    expect(parseStopJobsInput({ keys: [key], folderId: 3, dryRun: true, stop: { grace: '0s' } })).toMatchObject({
      spec: { wanted: { keys: [key], folder: { id: 3 } }, dryRun: true, stop: { grace: 0 } },
    });
  });

  it.each([
    [undefined, 'input must be a JSON object such as {"filter":'],
    [{}, 'filter is missing: give one of keys, ids, filter'],
    [{ keys: [key], ids: [1] }, 'keys does not go with ids: give one'],
    [{ filter: {} }, 'filter is empty and would stop every job'],
    [{ ids: [] }, 'ids must be a list of 1 to 1000 job ids'],
    [{ ids: Array.from({ length: 1001 }, (_, index) => index + 1) }, 'ids must be a list of 1 to 1000 job ids'],
    [{ ids: ['1'] }, 'ids.0 must be a whole number from 1'],
    [{ keys: ['1'] }, 'keys.0 must be a UUID'],
    [{ filter: { state: 'Runing' } }, "did you mean 'Running'?"],
    [{ filter: { folder: 'A' }, folder: 'A' }, 'folder stands in the filter: filter.folder'],
    [{ ids: [1], folder: 'A', folderId: 2 }, 'folder give only one of'],
    [{ ids: [1], dryrun: true }, "dryrun is not a field here; did you mean 'dryRun'?"],
    [{ ids: [1], stop: { grace: 5 } }, 'stop.grace must be a duration'],
    [{ ids: [1], limit: 5000 }, 'limit must be a whole number from 1 to 1000'],
  ])('refuses %o', (input, message) => {
    expect(faultsOf(input).join('; ')).toContain(message);
  });
});
