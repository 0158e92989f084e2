import { startTestStack, type TestStack } from 'temporal-rpa/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as activities from './activities.js';
import type { postAndMail } from './workflows.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ scenario: 'robots.yaml', chains: 'chains', workflows: 'workflows.ts', activities });
}, 120_000);
afterAll(() => stack.stop());

it('posts an invoice with the chain', async () => {
  const { output } = await stack.execute('runChain', { chain: 'post-invoice', input: { number: 'A-1' } });
  expect(output).toBe('Receipt of A-1');
  expect(stack.simulator.jobs()).toMatchObject([{ ReleaseName: 'Post', State: 'Successful' }]);
}, 60_000);

it('posts and mails with our own workflow and activity, although Orchestrator is overloaded', async () => {
  stack.simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503 });
  expect(await stack.execute<typeof postAndMail>('postAndMail', 'A-2', 'ann')).toBe('To ann: Receipt of A-2');
  expect(stack.simulator.jobs()).toHaveLength(2);
}, 60_000);
