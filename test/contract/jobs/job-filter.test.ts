import { describe, expect, it } from 'vitest';
import { jobExpandSchema, jobFilterSchema, jobOrderSchema } from '../../../src/contract/jobs/job-filter.js';
import { parseInput } from '../../../src/contract/parse-input.js';

const faultsOf = (schema: Parameters<typeof parseInput>[0], input: unknown): string[] => {
  const parsed = parseInput(schema, input, {});
  return 'faults' in parsed ? parsed.faults.map(({ path, message }) => `${path} ${message}`) : [];
};

describe('filter of jobs', () => {
  it.each([
    {},
    { robot: "d'Artagnan", robotId: [749, 750], state: ['Running', 'Pending'], process: ['Echo', 'Slow'] },
    {
      created: { from: '2026-11-01' },
      ended: { from: '2026-11-01T08:00Z', before: '2026-11-02T08:00:00.1234567+01:00' },
    },
    { environmentId: 5, errorText: 'Logon failure (1)', reference: 'rpa:', odata: "indexof(Info,'it''s (') ne -1" },
    { odata: "Source eq 'a)b' and (Id gt 5)" },
  ])('takes %o', (filter) => {
    expect(faultsOf(jobFilterSchema, filter)).toEqual([]);
  });

  it.each([
    [{ robt: 'a' }, "robt is not a field here; did you mean 'robot'? Allowed: folder,"],
    [{ state: 'Runing' }, 'state must be one of Pending, Running, Stopping'],
    [{ state: ['Running', 'faulted'] }, "or a list of 1 to 10 of them; did you mean 'Faulted'?"],
    [{ state: [] }, 'state must be one of'],
    [{ robotId: '749' }, 'robotId must be the id of a robot, or a list of 1 to 10 of them'],
    [{ robot: '' }, 'robot must not be empty'],
    [{ robotId: Array.from({ length: 11 }, (_, index) => index + 1) }, 'or a list of 1 to 10 of them'],
    [{ ended: { befor: '2026-11-01' } }, "ended.befor is not a field here; did you mean 'before'?"],
    [{ ended: {} }, 'ended needs from, before or both'],
    [{ ended: '2026-11-01' }, 'ended must be a JSON object'],
    [
      { ended: { from: '2026-11-01T08:00:00' } },
      'ended.from must be a time such as 2026-11-23T08:00:00Z (with its zone)',
    ],
    [{ ended: { from: '2026-13-01' } }, 'ended.from must be a time'],
    [{ created: { from: '2026-11-02', before: '2026-11-01' } }, 'created is an empty range'],
    [{ folder: 'A', folderId: 1 }, 'folder give only one of folder (path), folderKey, folderId'],
    [{ odata: 'Id gt 5) or (Id gt 0' }, 'odata must be one whole $filter expression'],
    [{ odata: "Info eq 'it's'" }, 'odata must be one whole $filter expression'],
  ])('refuses %o', (filter, message) => {
    expect(faultsOf(jobFilterSchema, filter).join('; ')).toContain(message);
  });

  it('tells all faults at once', () => {
    expect(faultsOf(jobFilterSchema, { state: 'x', robotId: 0, ended: { from: 'x' }, color: 'red' })).toHaveLength(4);
  });
});

describe('order and expansion', () => {
  it.each(['Id', 'EndTime desc', 'ReleaseName asc'])('takes the order %s', (order) => {
    expect(faultsOf(jobOrderSchema, order)).toEqual([]);
  });

  it.each(['endtime', 'State desc', 'EndTime  desc', 'Id,Key', ''])('refuses the order %o', (order) => {
    expect(faultsOf(jobOrderSchema, order)).toEqual([
      "input must be one of Id, CreationTime, StartTime, EndTime, ReleaseName, with asc or desc behind it, such as 'EndTime desc'",
    ]);
  });

  it('takes what can be expanded only', () => {
    expect(faultsOf(jobExpandSchema, ['Robot', 'Release', 'Machine'])).toEqual([]);
    expect(faultsOf(jobExpandSchema, 'Robot')).toEqual(['input must be a list of Robot, Release, Machine']);
    expect(faultsOf(jobExpandSchema, ['Robots'])[0]).toContain('0 must be one of Robot, Release, Machine');
  });
});
