import { expect, it } from 'vitest';
import { describeChain } from '../../../src/workflows/run-chain/describe-chain.js';

it('shows what waits for a person first, then the steps as a table, then failures and links', () => {
  const startedAt = '2026-11-24T02:59:10.000Z';
  const endedAt = '2026-11-24T02:59:14.000Z';
  const text = describeChain(
    {
      chain: 'month *end*',
      activity: 'Runs',
      paused: true,
      percent: 40,
      approvals: ['review'],
      steps: [
        {
          name: 'extract',
          kind: 'job',
          state: 'done',
          startedAt,
          endedAt,
          jobs: [{ id: 7, key: 'k', state: 'Successful', link: 'https://a.example/7' }],
        },
        { name: 'post', kind: 'job', state: 'running', startedAt, items: { total: 9, done: 3, failed: 1 } },
        { name: 'review', kind: 'approval', state: 'running', startedAt },
        {
          name: 'a_step_with_a_name_that_is_long',
          kind: 'job',
          state: 'needsRepair',
          attempts: 2,
          startedAt,
          endedAt,
          error: { type: 'JobFaulted', message: 'It [fell]' },
        },
        {
          name: 'ignored',
          kind: 'job',
          state: 'failed',
          startedAt,
          endedAt,
          error: { type: 'JobFaulted', message: 'so' },
        },
      ],
    },
    new Map([['review', 'Pay 7?']]),
  );
  expect(text).toBe(`**month \\*end\\***: Runs, paused, 40 %

- \`review\` waits for the update **approve**: Pay 7?
- \`a_step_with_a_name_that_is_long\` waits for the update **repair**: It \\[fell\\]

\`\`\`text
step                      state            begun     ended
extract                   done             02:59:10  02:59:14
post                      running 3/9 -1   02:59:10
review                    running          02:59:10
a_step_with_a_name_that…  needsRepair (2)  02:59:10  02:59:14
ignored                   failed           02:59:10  02:59:14
\`\`\`

- \`ignored\`: JobFaulted: so

[extract: job 7](<https://a.example/7>)`);
});
