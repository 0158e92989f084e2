import { describe, expect, it } from 'vitest';
import { parseSweepOrphansInput } from '../../src/contract/sweep-orphans.js';

describe('input of sweepOrphans', () => {
  it('fills in every default', () => {
    const spec = { connection: 'default', deletedRuns: 'report' };
    expect(parseSweepOrphansInput(undefined)).toEqual({ spec });
    expect(parseSweepOrphansInput({ stop: { grace: '10s', confirm: '1m' } })).toEqual({
      spec: { ...spec, stop: { grace: 10_000, confirm: 60_000 } },
    });
  });

  it.each([
    [{ folder: 'Shared' }, "folder is not a field here; did you mean 'folders'?"],
    [{ stop: true }, 'stop must be a JSON object'],
    [{ folders: [] }, 'folders must name at least one folder'],
    [{ stop: { grace: 5 } }, 'stop.grace must be a duration'],
    [{ deletedRuns: 'kill' }, 'deletedRuns must be one of report, stop'],
  ])('refuses %o', (input, message) => {
    const parsed = parseSweepOrphansInput(input);
    const faults = 'faults' in parsed ? parsed.faults.map((fault) => `${fault.path} ${fault.message}`) : [];
    expect(faults).toEqual([expect.stringContaining(message)]);
  });
});
