import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { defaultActivityInfo } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { cutDelay } from '../../../src/activities/shared/within-deadline.js';

const now = 1_000_000;
/** An activity whose deadline is so far away. */
const left = (leftMs: number, given: Partial<Info> = {}): Info => ({
  ...defaultActivityInfo,
  scheduledTimestampMs: now + leftMs - 3_600_000,
  scheduleToCloseTimeoutMs: 3_600_000,
  retryPolicy: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
  ...given,
});
const failure = (nextRetryDelay?: number, nonRetryable = false): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'RateLimited',
    message: 'wait',
    nonRetryable,
    details: [{ status: 429 }],
    ...(nextRetryDelay !== undefined && { nextRetryDelay }),
  });
const delayAfter = (given: ApplicationFailure, info: Info): unknown =>
  (cutDelay(given, info, now) as ApplicationFailure).nextRetryDelay;

describe('a retry delay', () => {
  it('stays as it is when it ends before the deadline', () => {
    const given = failure(900_000);
    expect(cutDelay(given, left(901_000), now)).toBe(given);
  });

  it('is cut so that the last attempt comes right before the deadline', () => {
    const cut = cutDelay(failure(900_000), left(10_000), now);
    expect(cut).toMatchObject({
      type: 'RateLimited',
      message: 'wait',
      nonRetryable: false,
      nextRetryDelay: 9_875,
      details: [{ status: 429 }],
    });
  });

  it('is cut also where the retry policy sets it', () => {
    expect(delayAfter(failure(), left(10_000, { attempt: 9 }))).toBe(9_875);
    expect(delayAfter(failure(), left(10_000, { attempt: 2 }))).toBeUndefined();
  });

  it('stays as it is after the last attempt, after a final failure, and without a deadline', () => {
    for (const [given, info] of [
      [failure(900_000), left(200)],
      [failure(900_000, true), left(10_000)],
      [failure(900_000), left(10_000, { scheduleToCloseTimeoutMs: 0 })],
    ] as const)
      expect(cutDelay(given, info, now)).toBe(given);
    const other = new Error('a defect');
    expect(cutDelay(other, left(10_000), now)).toBe(other);
  });
});
