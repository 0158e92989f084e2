import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileValue } from '../../../src/contract/data-reference.js';
import { failureOfChain, startChainStack } from './chain-stack.js';

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

  it('has no parts that a step could read', async () => {
    const { startChain, simulator } = await startChainStack(options);
    const run = await startChain({
      name: 'part',
      steps: { extract, copy: copy({ a: '{% steps.extract.output.rows %}' }) },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'OutputTooLarge', details: { step: 'copy' } });
    expect(failure?.message).toContain("The output of 'extract' was not kept: it is in a file");
    const mapped = await startChain({
      name: 'mapped',
      steps: { extract: { ...extract, output: '{% {"rows": result.rows} %}' } },
    });
    expect(await failureOfChain(mapped)).toMatchObject({ type: 'OutputTooLarge', details: { step: 'extract' } });
    expect(simulator.jobs()).toHaveLength(2);
  });
});
