import { FailureType } from '../../contract/failure-types.js';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { shapeOf } from '../../shared/shape-of.js';
import { chainFailure } from './failures.js';

/** Milliseconds of a duration, which may come from an expression. */
export function durationOf(value: unknown, field: string): number {
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (milliseconds !== undefined) return milliseconds;
  throw chainFailure(FailureType.InvalidInput, `${field} must be ${durationForm}, not ${shapeOf(value)}`, {});
}

/** Milliseconds of a wait, given as a duration or as a point in time. */
export function millisecondsUntil(value: unknown): number {
  const time = typeof value === 'string' && parseDuration(value) === undefined ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? durationOf(value, 'wait') : Math.max(0, time - Date.now());
}
