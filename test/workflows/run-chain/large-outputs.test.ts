import { describe, expect, it } from 'vitest';
import type { FileValue } from '../../../src/contract/data-reference.js';
import type { OutputOmitted } from '../../../src/contract/jobs/job.js';
import { failureOfChain, job, undoneBy } from '../../chains.js';
import { chainBench } from '../kit/chain-bench.js';
import type { FakeBackend } from '../kit/fake-backend.js';

const bench = chainBench();

const file: FileValue = {
  $file: {
    destination: 'default',
    name: 'outputs/1.json',
    bytes: 300_000,
    sha256: 'ab'.repeat(32),
    contentType: 'application/json',
  },
};

/** Jobs of Extract end with something else than an output of their own. */
function extractGives(end: { output: unknown } | { outputOmitted: OutputOmitted }): FakeBackend {
  return bench.backend((fake) => ({
    pollJob: (input) => {
      const seen = fake.look(input);
      const changed = seen.job.process === 'Extract' && seen.phase === 'final';
      if (!changed) return Promise.resolve(seen);
      return Promise.resolve({ ...seen, job: { ...seen.job, output: undefined, ...end } });
    },
  }));
}

const copy = (input: unknown): object => ({
  needs: ['extract'],
  job: { folder: 'Shared', process: 'Copy', input },
});

describe('an output in a file', () => {
  it('is the input of the next job as it is', async () => {
    const backend = extractGives({ output: file });
    const run = await bench.startChain({
      name: 'whole',
      steps: { extract: job('Extract'), copy: copy('{% steps.extract.output %}') },
    });
    await run.result();
    expect(backend.jobsSoFar()).toEqual(['Extract', 'Copy']);
  });

  it('has no parts that a step could read', async () => {
    const backend = extractGives({ output: file });
    const run = await bench.startChain({
      name: 'part',
      steps: { extract: job('Extract'), copy: copy({ a: '{% steps.extract.output.rows %}' }) },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'OutputTooLarge', details: { step: 'copy' } });
    expect(failure?.message).toContain("The output of 'extract' was not kept: it is in a file");
    expect(backend.jobsSoFar()).toEqual(['Extract']);
  });

  it('cannot be mapped by the step itself', async () => {
    extractGives({ output: file });
    const run = await bench.startChain({
      name: 'mapped',
      steps: { extract: { ...job('Extract'), output: '{% {"rows": result.rows} %}' } },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'OutputTooLarge', details: { step: 'extract' } });
  });
});

describe('an output that was not kept', () => {
  it.each<[OutputOmitted['reason'], string]>([
    ['inFile', 'it is in a file'],
    ['tooLarge', 'it has 300000 bytes'],
    ['lost', 'the back end has lost it'],
  ])('fails the step that reads it, and says why: %s', async (reason, why) => {
    extractGives({ outputOmitted: { reason, bytes: 300_000 } });
    const run = await bench.startChain({
      name: reason,
      steps: { extract: { ...job('Extract'), ...undoneBy('Cancel') }, copy: copy({ a: '{% steps.extract.output %}' }) },
    });
    const failure = await failureOfChain(run);
    expect(failure).toMatchObject({ type: 'OutputTooLarge', details: { step: 'copy', undone: ['extract'] } });
    expect(failure?.message).toContain(`The output of 'extract' was not kept: ${why}`);
  });

  it('does no harm where no step reads it', async () => {
    extractGives({ outputOmitted: { reason: 'tooLarge', bytes: 300_000 } });
    const run = await bench.startChain({
      name: 'unread',
      steps: { extract: job('Extract'), copy: copy({ a: 1 }) },
    });
    expect((await run.result()).output).toEqual({ a: 1 });
  });
});

describe('an output of a step that is larger than a history may hold', () => {
  it('fails the step that maps it so', async () => {
    bench.backend();
    const run = await bench.startChain({
      name: 'long',
      steps: {
        extract: { ...job('Extract'), output: "{% $pad('x', 300000) %}" },
        copy: copy({ a: '{% steps.extract.output %}' }),
      },
    });
    expect(await failureOfChain(run)).toMatchObject({ type: 'OutputTooLarge', details: { step: 'extract' } });
  });

  it('fails an item that maps more than its share, which is undone; the chain stays small', async () => {
    const backend = bench.backend();
    const run = await bench.startChain({
      name: 'large',
      steps: {
        post: {
          forEach: { items: [1, 2, 3, 4], concurrency: 1 },
          ...job('Post', '{% item %}'),
          output: "{% item = 2 ? $pad('x', 200000) : 'small' %}",
          ...undoneBy('Cancel', '{% item %}'),
        },
      },
    });
    expect((await failureOfChain(run))?.type).toBe('OutputTooLarge');
    expect(backend.jobsSoFar()).toEqual(['Post 1', 'Post 2', 'Cancel 2', 'Cancel 1']);
  });
});
