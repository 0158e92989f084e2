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

const finalStates: readonly string[] = ['Faulted', 'Successful', 'Stopped'];

/** States that are an end wherever they come from. */
export function isFinal(state: string): boolean {
  return finalStates.includes(state);
}

/** A job has also ended in an unknown state, if it has an EndTime. */
export function hasEnded({ state, endedAt }: { readonly state: string; readonly endedAt: number | null }): boolean {
  return endedAt !== null || isFinal(state);
}
