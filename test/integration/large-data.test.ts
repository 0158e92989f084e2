import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDestination } from '../../src/destinations/index.js';
import type { DataReference } from '../../src/contract/data-reference.js';
import type { RunJobResult } from '../../src/contract/run-job.js';
import type { ScenarioInput } from '../../src/simulator/scenario/scenario-schema.js';
import { failureOf, type Stack, startStack } from './stack.js';

/** Echoes its input, as a file when it is long, at once. */
const scenario: ScenarioInput = {
  folders: ['Shared'],
  releases: [
    {
      name: 'Copy',
      folder: 'Shared',
      behaviour: {
        pending: 0,
        running: 0,
        outcomes: [{ end: 'Successful', output: '{{input}}', outputAs: 'fileWhenTooLong' }],
      },
    },
    {
      name: 'Loses',
      folder: 'Shared',
      outputArguments: ['report'],
      behaviour: { pending: 0, running: 0, outcomes: [{ end: 'Successful', output: 'x'.repeat(10_300) }] },
    },
    {
      name: 'Silent',
      folder: 'Shared',
      behaviour: { pending: 0, running: 0, outcomes: [{ end: 'Successful', output: 'x'.repeat(10_300) }] },
    },
  ],
};

/** As the default, and with the right to store files. */
const settings = {
  auth: {
    kind: 'clientCredentials',
    clientId: 'sim-client',
    clientSecret: { env: 'SIMULATED_CLIENT_SECRET' },
    scope: 'OR.Jobs OR.Execution.Read OR.Folders',
  },
};

const odd = 'a"\\\n\tß€😀\u2028</script>';

/** An input whose JSON text has exactly so many characters, with escapes and with characters of two to four bytes. */
function inputOf(length: number): { text: string; number: string } {
  const input = { text: odd, number: '0065' };
  input.text += 'é'.repeat(length - JSON.stringify(input).length);
  expect(JSON.stringify(input)).toHaveLength(length);
  return input;
}

const start = (stack: Stack, input: unknown, more: object = {}): ReturnType<Stack['start']> =>
  stack.start({ job: { folder: 'Shared', process: 'Copy', input }, ...more });

/** The output of a run, read from the destination when it is there. */
function outputOf(stack: Stack, { output }: RunJobResult): { value: unknown; file?: DataReference } {
  const file = (output as { $file?: DataReference }).$file;
  if (!file) return { value: output };
  return { value: JSON.parse(readFileSync(join(stack.dataFolder, file.name), 'utf8')), file };
}

describe('data of a job', () => {
  it('comes through unharmed, whatever its length', async () => {
    const stack = await startStack({ settings, scenario });
    const lengths = [9_999, 10_000, 10_001, 300_000];
    await Promise.all(
      lengths.map(async (length) => {
        const input = inputOf(length);
        const { value, file } = outputOf(stack, await (await start(stack, input)).result());
        expect(value).toEqual(input);
        expect(file === undefined).toBe(length < 200_000);
      }),
    );
    const uploads = stack.simulator.calls().filter(({ operation }) => operation === 'Blobs.upload');
    expect(uploads).toHaveLength(2);
    const sent = stack.simulator
      .jobs()
      .map(({ InputArguments, InputFile }) => [InputArguments !== null, InputFile !== null]);
    expect(sent.filter(([text, file]) => text && !file)).toHaveLength(2);
    expect(sent.filter(([text, file]) => !text && file)).toHaveLength(2);
  });

  it('of 5,000,000 characters goes as a reference, and its output is the reference for the next job', async () => {
    const stack = await startStack({ settings, scenario });
    const input = inputOf(5_000_000);
    const destination = createDestination('default', { type: 'folder', path: stack.dataFolder });
    const bytes = Buffer.from(JSON.stringify(input));
    const $file = await destination.put('inputs/large.json', piece(bytes), 'application/json');
    const first = await (await start(stack, { $file })).result();
    const kept = outputOf(stack, first);
    expect(kept.value).toEqual(input);
    expect(kept.file).toMatchObject({ bytes: bytes.byteLength, sha256: $file.sha256, destination: 'default' });
    const second = await (await start(stack, first.output)).result();
    expect(outputOf(stack, second).value).toEqual(input);
  });

  it('of a server that takes no files is refused with its length and the limit, and nothing is started', async () => {
    const stack = await startStack({ settings, scenario, apiVersion: 17 });
    for (const length of [9_999, 10_000])
      expect((await (await start(stack, inputOf(length))).result()).output).toEqual(inputOf(length));
    for (const length of [10_001, 300_000])
      expect(await failureOf(await start(stack, inputOf(length)))).toMatchObject({
        type: 'InputTooLarge',
        message: expect.stringContaining(`${length} characters`) as string,
        details: [{ length, limit: 10_000, sent: 'nothing' }],
      });
    expect(stack.simulator.jobs()).toHaveLength(2);
    const operations = new Set(stack.simulator.calls().map(({ operation }) => operation));
    expect(operations).not.toContain('Attachments.create');
    expect(operations).not.toContain('Jobs.list');
  });

  it('is sent once more when its upload broke, and the job is started once', async () => {
    const stack = await startStack({ settings, scenario });
    stack.simulator.addFault({ operation: 'Blobs.upload', fault: 'drop' });
    stack.simulator.addFault({ operation: 'StartJobs', fault: 'status', status: 503, when: 'after' });
    const input = inputOf(20_000);
    expect((await (await start(stack, input)).result()).output).toEqual(input);
    expect(stack.simulator.jobs()).toHaveLength(1);
    const uploads = stack.simulator.calls().filter(({ operation }) => operation === 'Blobs.upload');
    expect(uploads).toHaveLength(2);
  });

  it('is kept above what the run says, and fetched again when a download broke', async () => {
    const stack = await startStack({ settings, scenario });
    stack.simulator.addFault({ operation: 'Blobs.download', fault: 'truncate', times: 2 });
    const input = inputOf(20_000);
    const { value, file } = outputOf(
      stack,
      await (await start(stack, input, { output: { maximumBytes: 1_000 } })).result(),
    );
    expect(value).toEqual(input);
    expect(file?.bytes).toBe(Buffer.byteLength(JSON.stringify(input)));
  });

  it('that cannot be kept does not cost the run its result', async () => {
    const stack = await startStack({ settings, scenario, dependencies: { destinations: new Map() } });
    const result = await (await start(stack, { a: 'x'.repeat(2_000) }, { output: { maximumBytes: 1_000 } })).result();
    expect(result.output).toBeNull();
    expect(result.jobs[0]?.outputOmitted).toMatchObject({
      reason: 'tooLarge',
      message: expect.stringContaining("'default' is not configured") as string,
    });
  });

  it('that was lost on the way is told from data that there never was', async () => {
    const stack = await startStack({ settings, scenario });
    const run = (process: string): ReturnType<Stack['start']> => stack.start({ job: { folder: 'Shared', process } });
    const [lost, silent] = await Promise.all([run('Loses'), run('Silent')].map(async (each) => (await each).result()));
    expect(lost?.jobs[0]?.outputOmitted).toMatchObject({ reason: 'lost' });
    expect(silent?.jobs[0]).not.toHaveProperty('outputOmitted');
  });

  it('is refused as an input that is no data, or more than a payload holds', async () => {
    const stack = await startStack({ settings, scenario });
    const cases: [unknown, string][] = [
      [{ $file: {}, a: 1 }, 'job.input.$file stands alone'],
      [{ $file: { destination: 'd', name: 'n', bytes: 1, contentType: 'c' } }, 'sha256'],
      [{ a: '"'.repeat(600_000) }, 'job.input is 1200008 bytes of JSON'],
    ];
    for (const [input, said] of cases)
      expect(await failureOf(await start(stack, input))).toMatchObject({
        type: 'InvalidInput',
        message: expect.stringContaining(said) as string,
      });
  });

  it('in a file that is missing, changed, or no JSON starts nothing', async () => {
    const stack = await startStack({ settings, scenario });
    const destination = createDestination('default', { type: 'folder', path: stack.dataFolder });
    const put = (name: string, text: string, contentType = 'application/json'): Promise<DataReference> =>
      destination.put(name, piece(Buffer.from(text)), contentType);
    const small = await put('small', '{"a":1}');
    const large = await put('large', JSON.stringify({ a: 'x'.repeat(50_000) }));
    const cases: [DataReference, string, string][] = [
      [{ ...small, name: 'other' }, 'DataNotFound', 'does not exist'],
      [{ ...large, sha256: small.sha256 }, 'DataNotFound', 'content differs'],
      [{ ...small, destination: 'archive' }, 'InvalidInput', "'archive' is not configured"],
      [await put('list', '[1]'), 'InvalidInput', 'does not contain a JSON object'],
      [await put('csv', 'a,b', 'text/csv'), 'InvalidInput', 'not text/csv'],
    ];
    for (const [$file, type, said] of cases) {
      const failure = await failureOf(await start(stack, { $file }));
      expect(failure).toMatchObject({ type, message: expect.stringContaining(said) as string });
    }
    expect(stack.simulator.jobs()).toEqual([]);
  });
});

async function* piece(content: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(content);
}
