import { proxyActivities } from '@temporalio/workflow';
import { executeJob } from 'temporal-rpa/workflow';
import type * as activities from './activities.js';

const { mail } = proxyActivities<typeof activities>({ startToCloseTimeout: '10s' });

/** Posts an invoice with a robot, then mails the receipt. */
export async function postAndMail(number: string, to: string): Promise<string> {
  const { output } = await executeJob<{ receipt: string }>({ folder: 'Finance', process: 'Post', input: { number } });
  return mail(to, output.receipt);
}
