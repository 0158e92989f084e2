import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities.js';

const { shout } = proxyActivities<typeof activities>({ startToCloseTimeout: '10s' });

export async function greet(name: string): Promise<string> {
  return shout(`Hello ${name}`);
}

/** Throws what does not fail a run. */
export function hangs(): Promise<void> {
  throw new TypeError('this code is wrong');
}
