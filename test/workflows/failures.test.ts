import { describe, expect, it } from 'vitest';
import type { FinishedJob } from '../../src/contract/jobs/job.js';
import { failureOf, wasKilled } from '../../src/workflows/shared/failures.js';

const job = (fields: Partial<FinishedJob>): FinishedJob => ({
  id: 7,
  key: 'k',
  state: 'Faulted',
  process: 'Echo',
  ...fields,
});

describe('the failure of a job', () => {
  it('names the fault by its title, code and category', () => {
    const failed = failureOf(
      job({ error: { code: 'User.NoSheet', title: 'The sheet is missing', category: 'User' }, errorCode: 'Robot' }),
    );
    expect(failed.type).toBe('JobFaulted');
    expect(failed.message).toBe("Job 7 of 'Echo' faulted: The sheet is missing (User.NoSheet, User, Robot)");
    expect(failed.details).toMatchObject([{ jobs: [{ id: 7 }] }]);
  });

  it('takes the first line of Info where the server sends no JobError', () => {
    expect(failureOf(job({ info: 'Logon failure\r\n at X' })).message).toBe("Job 7 of 'Echo' faulted: Logon failure");
  });

  it('calls a job ended by a Kill killed, not faulted', () => {
    const killed = job({ info: 'Job stopped with an unexpected exit code: 0x40010004' });
    expect(wasKilled(killed)).toBe(true);
    expect(failureOf(killed)).toMatchObject({ type: 'JobStopped', message: "Job 7 of 'Echo' was killed" });
  });
});
