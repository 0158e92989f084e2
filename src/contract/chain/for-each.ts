import { z } from 'zod';
import { wholeNumber } from '../parse-input.js';
import { anything, expression } from './fields.js';
import { limits } from '../limits.js';

export const forEach = z.strictObject({
  items: z
    .union([expression, z.array(anything)], { error: 'must be a list, or an expression that gives one' })
    .describe('The list; the step runs once for each item'),
  concurrency: wholeNumber(1, limits.itemsAtOnce)
    .optional()
    .meta({ description: 'Most items in work at once', default: limits.defaultItemsAtOnce }),
  onFailure: z
    .union(
      [
        z.enum(['stop', 'continue']),
        z.strictObject(
          { tolerate: z.int().min(0).describe('Number of items that may fail') },
          { error: 'must be {"tolerate": a whole number}' },
        ),
      ],
      { error: 'must be stop, continue, or {"tolerate": a whole number}' },
    )
    .optional()
    .meta({ description: 'What a failed item means for the others', default: 'stop' }),
});
