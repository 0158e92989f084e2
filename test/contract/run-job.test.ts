import { describe, expect, it } from 'vitest';
import { parseRunJobInput } from '../../src/contract/run-job.js';

const faultsOf = (input: unknown): string[] => {
  const parsed = parseRunJobInput(input);
  return 'faults' in parsed ? parsed.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

describe('input of runJob', () => {
  it('needs only a job, and fills in every default', () => {
    expect(parseRunJobInput({ job: { folder: 'Shared', process: 'Echo', input: { a: 1 } } })).toEqual({
      spec: {
        connection: 'default',
        backend: 'orchestrator',
        folder: { path: 'Shared' },
        release: { name: 'Echo' },
        fields: { InputArguments: '{"a":1}', Strategy: 'ModernJobsCount', JobsCount: 1 },
        count: 1,
        deadlines: { start: 600_000, pending: 3_600_000, run: 86_400_000, suspended: 2_592_000_000 },
        stop: { grace: 120_000, confirm: 600_000 },
        rerun: { maximumAttempts: 1, on: [], delay: 60_000 },
        output: { maximumBytes: 262_144 },
        onJobFailure: 'stop',
      },
    });
  });

  it('sends a text of digits as a text, with its leading zeros', () => {
    const parsed = parseRunJobInput({ job: { process: 'Echo', input: { number: '0065', zero: '00', count: 65 } } });
    expect('spec' in parsed && parsed.spec.fields).toEqual({
      InputArguments: '{"number":"0065","zero":"00","count":65}',
      Strategy: 'ModernJobsCount',
      JobsCount: 1,
    });
  });

  it('sends a field of StartJobs only when it is set', () => {
    const parsed = parseRunJobInput({
      job: {
        process: 'Echo',
        priority: 'High',
        safetyNet: { stopAfter: '2h', killAfter: '90s' },
        fields: { TargetFramework: 'Portable' },
      },
    });
    expect('spec' in parsed && parsed.spec.fields).toEqual({
      JobPriority: 'High',
      StopStrategy: 'SoftStop',
      StopProcessExpression: '7200',
      KillProcessExpression: '90',
      TargetFramework: 'Portable',
      Strategy: 'ModernJobsCount',
      JobsCount: 1,
    });
  });

  it.each<[unknown, object]>([
    [{ strategy: 'All' }, { Strategy: 'All' }],
    [
      { strategy: 'Specific', robotIds: [3, 4] },
      { Strategy: 'Specific', RobotIds: [3, 4] },
    ],
    [
      { strategy: 'RobotCount', count: 2 },
      { Strategy: 'RobotCount', NoOfRobots: 2 },
    ],
    [{ count: 3 }, { Strategy: 'ModernJobsCount', JobsCount: 3 }],
  ])('turns the strategy %j into fields', (given, fields) => {
    const parsed = parseRunJobInput({ job: { process: 'Echo', ...(given as object) } });
    expect('spec' in parsed && parsed.spec.fields).toEqual(fields);
  });

  it.each([
    [
      'an unknown field',
      { job: { process: 'E', folde: 'x' } },
      "job.folde: is not a field here; did you mean 'folder'?",
    ],
    ['a wrong type', { job: { process: 'E', input: 'text' } }, 'job.input: must be a JSON object'],
    ['a folder that is no text', { job: { folder: 1, process: 'E' } }, 'job.folder: '],
    ['no input at all', undefined, 'input: must be a JSON object such as {"job"'],
    ['a bad duration', { job: { process: 'E' }, deadlines: { run: 'soon' } }, 'deadlines.run: must be a duration'],
    ['a duration without unit', { job: { process: 'E' }, stop: { grace: '90' } }, 'stop.grace: must be a duration'],
    ['key and name together', { job: { process: 'E', processKey: 'P' } }, 'job.process: give only one of'],
    ['no process at all', { job: { folder: 'Shared' } }, 'job.process: is missing'],
    ['count 0', { job: { process: 'E', count: 0 } }, 'job.count: must be a whole number from 1'],
    ['Specific without robots', { job: { process: 'E', strategy: 'Specific' } }, 'job.robotIds: is needed'],
    [
      'a field that the run owns',
      { job: { process: 'E', fields: { reference: 'x' } } },
      'job.fields.reference: is set',
    ],
  ])('refuses %s with its path and the allowed form', (_what, input, expected) => {
    const faults = faultsOf(input);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  it('reports all faults at once', () => {
    expect(faultsOf({ job: { process: 'E', count: 0, priority: 'Urgent' }, conection: 'x' })).toHaveLength(3);
  });
});
