import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileValue } from '../../../src/contract/data-reference.js';
import { startChainStack } from './chain-stack.js';

const rows = 'é"0065'.repeat(50_000);
const quick = { pending: 0, running: 0 };
const options: Parameters<typeof startChainStack>[0] = {
  // With the right to store files.
  settings: {
    auth: {
      kind: 'clientCredentials',
      clientId: 'sim-client',
      clientSecret: { env: 'SIMULATED_CLIENT_SECRET' },
      scope: 'OR.Jobs OR.Execution.Read OR.Folders',
    },
  },
  scenario: {
    folders: ['Shared'],
    releases: [
      {
        name: 'Extract',
        folder: 'Shared',
        behaviour: { ...quick, outcomes: [{ end: 'Successful', output: { rows }, outputAs: 'fileWhenTooLong' }] },
      },
      {
        name: 'Copy',
        folder: 'Shared',
        behaviour: { ...quick, outcomes: [{ end: 'Successful', output: '{{input}}', outputAs: 'fileWhenTooLong' }] },
      },
    ],
  },
};
const extract = { job: { folder: 'Shared', process: 'Extract' } };
const copy = (input: unknown): object => ({ needs: ['extract'], job: { folder: 'Shared', process: 'Copy', input } });

describe('an output of 300,000 characters', () => {
  it('is the input of the next job', async () => {
    const { startChain, simulator, dataFolder } = await startChainStack(options);
    const run = await startChain({
      name: 'large',
      steps: { extract, copy: { ...copy('{% steps.extract.output %}'), output: '{% {"copied": result} %}' } },
    });
    const { copied } = (await run.result()).output as { copied: FileValue };
    const content: unknown = JSON.parse(readFileSync(join(dataFolder, copied.$file.name), 'utf8'));
    expect(content).toEqual({ rows });
    expect(simulator.jobs()[1]).toMatchObject({ InputArguments: null, InputFile: expect.any(String) as string });
  });
});
