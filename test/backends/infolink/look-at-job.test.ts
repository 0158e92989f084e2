import { describe, expect, it } from 'vitest';
import { BackendError } from '../../../src/backends/backend-error.js';
import { ActivityLog } from '../../../src/backends/infolink/activity-log.js';
import { lookAtJob } from '../../../src/backends/infolink/look-at-job.js';
import type { Activity, JobStatus } from '../../../src/backends/infolink/types.js';

const refused = new BackendError('no', { method: 'GET', url: 'u', progress: 'replied', status: 200, refused: true });
const others = (count: number): Activity[] =>
  Array.from({ length: count }, (_, index) => ({ jobId: `other-${index}`, actuallyRunning: true }));
const record = (actuallyRunning: boolean): Activity => ({ jobId: 'own', actuallyRunning });

/** A look with the answers of each call in turn; the last one is given again and again. */
function look(statuses: (JobStatus | Error)[], logs: (Activity[] | Error)[]): Promise<{ state: string }> {
  const next = <T extends object>(answers: (T | Error)[]) => {
    let count = 0;
    // eslint-disable-next-line @typescript-eslint/require-await -- answers as a call does
    return async (): Promise<T> => {
      const answer = answers[Math.min(count++, answers.length - 1)];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answer');
      return answer;
    };
  };
  const log = new ActivityLog({ activityLog: next(logs) }, 60_000);
  return lookAtJob({ client: { getJobStatus: next(statuses) }, log, lostWindowMs: 5 }, '7', 'own');
}

describe('a look at an InfoLink job', () => {
  it.each<[string, (JobStatus | Error)[], (Activity[] | Error)[], string]>([
    ['a final status, whatever the log says', [{ status: 'completed' }], [new Error('not asked')], 'Successful'],
    ['no status, and it runs', [{}], [[record(true)]], 'Running'],
    ['an unknown status, and it runs', [{ status: 'merging' }], [[...others(3), record(true)]], 'Running'],
    ['a refused status, and it runs', [refused], [[record(true)]], 'Running'],
    ['no status, and more jobs in the log than were read', [{}], [others(100)], 'Running'],
    ['a refused status, and more jobs in the log than were read', [refused], [others(100)], 'Running'],
    ['no status, and it does not run', [{}], [[record(false)]], 'Lost'],
    ['a refused status, and it does not run', [refused], [[record(false)]], 'Lost'],
    ['no status, and the log does not know it', [{}], [others(99)], 'Lost'],
    ['an end that came between status and log', [{}, { status: 'stopped' }], [[record(false)]], 'Stopped'],
    ['a log that lags behind its start', [{}], [[], [record(true)]], 'Running'],
    ['an old run of the same id beside it', [{}], [[record(false), record(true)]], 'Running'],
  ])('%s', async (_what, statuses, logs, state) => {
    expect(await look(statuses, logs)).toMatchObject({ state });
  });

  it('tells a job that nobody knows from one that cannot be asked for', async () => {
    await expect(look([refused], [others(2)])).rejects.toMatchObject({ type: 'JobNotFound' });
    const unavailable = new BackendError('away', { method: 'GET', url: 'u', progress: 'noReply' });
    await expect(look([unavailable], [[]])).rejects.toBe(unavailable);
    await expect(look([refused], [unavailable])).rejects.toBe(unavailable);
  });

  it('reads the log once for all jobs of an app that are looked at within a moment', async () => {
    const asked: string[] = [];
    const log = new ActivityLog(
      { activityLog: (appId) => (asked.push(appId), Promise.resolve([record(true)])) },
      60_000,
    );
    await Promise.all(['own', 'other', 'own'].map((jobId) => log.stateOf('7', jobId)));
    await log.stateOf('8', 'own');
    expect(asked).toEqual(['7', '8']);
    await log.stateOf('7', 'own', true);
    expect(asked).toEqual(['7', '8', '7']);
  });
});
