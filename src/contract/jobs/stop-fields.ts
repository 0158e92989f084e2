import { stopDefaults } from './defaults.js';
import { toMilliseconds } from '../../shared/durations.js';
import { duration } from '../parse-input.js';

/** How jobs are stopped, the same in every input that stops some. */
export const stopFields = {
  grace: duration
    .optional()
    .meta({ description: 'Time between SoftStop and Kill; 0s kills at once', default: stopDefaults.grace }),
  confirm: duration.optional().meta({
    description: 'How long the run waits after the first Kill to see the end of a job',
    default: stopDefaults.confirm,
  }),
};

/** Both times with their defaults, in milliseconds. */
export function stopTimesOf(given: { grace?: string | undefined; confirm?: string | undefined }): {
  grace: number;
  confirm: number;
} {
  return {
    grace: toMilliseconds(given.grace ?? stopDefaults.grace),
    confirm: toMilliseconds(given.confirm ?? stopDefaults.confirm),
  };
}
