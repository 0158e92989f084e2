/** In the order of the API's numbers: 0 is Pending, 8 is Resumed. */
export const jobStates = [
  'Pending',
  'Running',
  'Stopping',
  'Terminating',
  'Faulted',
  'Successful',
  'Stopped',
  'Suspended',
  'Resumed',
] as const;
export type JobState = (typeof jobStates)[number];

/** The API numbers stop strategies from 1. */
export const stopStrategies = ['SoftStop', 'Kill'] as const;
export type StopStrategy = (typeof stopStrategies)[number];

const finalStates: readonly JobState[] = ['Faulted', 'Successful', 'Stopped'];

export function isFinal(state: JobState): boolean {
  return finalStates.includes(state);
}
