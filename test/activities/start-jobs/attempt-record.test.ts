import { describe, expect, it } from 'vitest';
import { type AttemptInfo, type AttemptRecord, pastOf } from '../../../src/activities/start-jobs/attempt-record.js';

const info = (given: Partial<AttemptInfo>): AttemptInfo => ({
  attempt: 1,
  scheduledTimestampMs: 1_000,
  currentAttemptScheduledTimestampMs: 1_000,
  heartbeatDetails: undefined,
  ...given,
});
const second = (record: AttemptRecord | undefined): AttemptInfo => info({ attempt: 2, heartbeatDetails: record });

describe('what an attempt knows of the past', () => {
  it('is that nothing was sent, on the first attempt', () => {
    expect(pastOf(info({}))).toEqual({ sent: 'nothing', inFlight: false, sinceWriteMs: 0 });
  });

  it('is doubt while an earlier attempt may still be at work, on the first attempt after a reset', () => {
    const reset = info({ currentAttemptScheduledTimestampMs: 9_000 });
    expect(pastOf(reset)).toMatchObject({ sent: 'doubtful', inFlight: true });
  });

  it('is what the attempt before said with its own failure', () => {
    const ended = (sent: AttemptRecord['sent']): AttemptInfo =>
      second({ attempt: 1, sent, ended: true, sinceWriteMs: 30_000 });
    expect(pastOf(ended('refused'))).toMatchObject({ sent: 'refused' });
    expect(pastOf(ended('nothing'))).toMatchObject({ sent: 'nothing' });
    expect(pastOf(ended('doubtful'))).toEqual({ sent: 'doubtful', inFlight: false, sinceWriteMs: 30_000 });
  });

  it('is doubt after any heartbeat that did not come with a failure, whatever it says', () => {
    for (const sent of ['nothing', 'refused', 'doubtful'] as const)
      expect(pastOf(second({ attempt: 1, sent }))).toMatchObject({ sent: 'doubtful', sinceWriteMs: 0 });
    expect(pastOf(second(undefined))).toMatchObject({ sent: 'doubtful' });
  });

  it('is doubt when the record is that of an earlier attempt than the one before', () => {
    const old = info({ attempt: 3, heartbeatDetails: { attempt: 1, sent: 'refused', ended: true } });
    expect(pastOf(old)).toMatchObject({ sent: 'doubtful' });
  });
});
