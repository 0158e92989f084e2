import { sleep } from '@temporalio/workflow';

/** A change that runs in flight do not survive: something is done first that was not done before. */
export async function postInvoices(): Promise<void> {
  await sleep('1s');
}
