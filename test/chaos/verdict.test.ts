import { describe, expect, it } from 'vitest';
import type { JobDto } from '../../src/simulator/index.js';
import type { PlannedRun } from './plan.js';
import { inputOf, judge, type RunEnd, type RunVerdict } from './verdict.js';

const run: PlannedRun = { workflowId: 'w', process: 'Quick', count: 1, startAt: 0, cancelAt: undefined };
const job = (State: string, EndTime: string | null = '2026-11-23T10:00:00Z'): JobDto =>
  ({ State, EndTime }) as unknown as JobDto;
const completed: RunEnd = { status: 'COMPLETED', output: inputOf(run) };
const failed = (failure: string): RunEnd => ({ status: 'FAILED', failure });
const fine: RunVerdict = {
  duplicates: 0,
  orphans: 0,
  lost: false,
  healthyStopped: 0,
  unconfirmed: false,
  unknown: false,
  refused: false,
};

describe('the verdict on a run', () => {
  it.each<[string, PlannedRun, RunEnd, JobDto[], Partial<RunVerdict>]>([
    ['sound', run, completed, [job('Successful')], {}],
    ['a second job', run, completed, [job('Successful'), job('Successful')], { duplicates: 1 }],
    ['a job that goes on', { ...run, cancelAt: 1 }, { status: 'CANCELED' }, [job('Running', null)], { orphans: 1 }],
    ['no end', run, { status: 'RUNNING' }, [job('Running', null)], { lost: true }],
    ['no job', run, completed, [], { lost: true }],
    [
      'a fault taken for success',
      { ...run, process: 'Faulty' },
      completed,
      [job('Faulted')],
      { wrong: 'completed, but jobs are Faulted' },
    ],
    [
      'a healthy job that was stopped',
      run,
      failed('JobTimedOut'),
      [job('Stopped')],
      { healthyStopped: 1, wrong: 'failed as JobTimedOut' },
    ],
    [
      'a foreign output',
      run,
      { ...completed, output: 1 },
      [job('Successful')],
      { wrong: 'completed with another output' },
    ],
    ['a fault', { ...run, process: 'Faulty' }, failed('JobFaulted'), [job('Faulted')], {}],
    ['a fault made up', run, failed('JobFaulted'), [job('Successful')], { wrong: 'JobFaulted without a faulted job' }],
    [
      'cancelled by nobody',
      run,
      { status: 'CANCELED' },
      [job('Stopped')],
      { healthyStopped: 1, wrong: 'cancelled by nobody' },
    ],
    ['refused', run, failed('AuthenticationFailed'), [], { refused: true }],
    [
      'refused with a job',
      run,
      failed('AuthenticationFailed'),
      [job('Running', null)],
      { refused: true, orphans: 1, wrong: 'AuthenticationFailed though it has jobs' },
    ],
    ['unknown, and said', run, failed('StartOutcomeUnknown'), [job('Running', null)], { unknown: true }],
    ['unconfirmed, and said', run, failed('StopNotConfirmed'), [job('Terminating', null)], { unconfirmed: true }],
    [
      'terminated',
      run,
      { status: 'TERMINATED' },
      [job('Stopped')],
      { healthyStopped: 1, wrong: 'ended as TERMINATED' },
    ],
  ])('%s', (_, planned, end, jobs, expected) => {
    expect(judge(planned, end, jobs)).toEqual({ ...fine, ...expected });
  });
});
