import { z } from 'zod';
import { durationForm, parseDuration } from '../../shared/durations.js';
import { isExpression } from './expression.js';

/** Any value; expressions within it are checked by themselves. */
export const anything = z.unknown();

export const durationOrExpression = z
  .string({ error: `must be ${durationForm}` })
  .refine((given) => isExpression(given) || parseDuration(given) !== undefined, { error: `must be ${durationForm}` });

export const expression = z
  .string({ error: 'must be an expression such as {% input.amount > 100 %}' })
  .refine(isExpression, { error: 'must be an expression such as {% input.amount > 100 %}' });
