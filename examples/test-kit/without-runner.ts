// The kit without a test runner, in compiled code: tsc, then node without-runner.js.
import assert from 'node:assert/strict';
import { startTestStack } from 'temporal-rpa/testing';
import * as activities from './activities.js';
import type { postAndMail } from './workflows.js';

const scenario = 'robots.yaml';
const stack = await startTestStack({ scenario, chains: 'chains', workflows: 'workflows.js', activities });
try {
  const posted = await stack.execute('runChain', { chain: 'post-invoice', input: { number: 'A-1' } });
  assert.equal(posted.output, 'Receipt of A-1');
  assert.equal(await stack.execute<typeof postAndMail>('postAndMail', 'A-2', 'ann'), 'To ann: Receipt of A-2');
} finally {
  await stack.stop();
}
process.stdout.write('both ran\n');
