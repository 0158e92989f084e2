import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDestination, type Destination } from '../../src/destinations/index.js';
import { S3Server, startS3 } from './s3-server.js';

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'temporal-rpa-data-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield await Promise.resolve(Buffer.from(text));
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const kinds: Record<string, () => Promise<Destination>> = {
  'a local folder': () =>
    Promise.resolve(createDestination('default', { type: 'folder', path: join(temporaryFolder(), 'new') })),
  'an S3-compatible server': async () => createDestination('default', await startS3()),
};

describe.each(Object.keys(kinds))('%s', (kind) => {
  const missing = kind.includes('S3') && !S3Server;
  if (missing) process.stderr.write('s3rver is not installed: the S3 destination is not tested (npm install)\n');
  const test = it.skipIf(missing);
  const create = (): Promise<Destination> => kinds[kind]?.() ?? Promise.reject(new Error(kind));

  test('keeps a content and gives it back, with its size and hash', async () => {
    const destination = await create();
    const reference = await destination.put('outputs/a.json', pieces('{"ü":', '1}'), 'application/json');
    const sha256 = createHash('sha256').update('{"ü":1}').digest('hex');
    expect(reference).toMatchObject({ destination: 'default', name: 'outputs/a.json', bytes: 8, sha256 });
    expect(reference.uri).toMatch(/^(file|s3):\/\/.*outputs\/a\.json$/);
    expect(await textOf(destination.open(reference))).toBe('{"ü":1}');
  });

  test('keeps an empty content', async () => {
    const destination = await create();
    const reference = await destination.put('empty', pieces(), 'text/csv');
    expect(reference.bytes).toBe(0);
    expect(await textOf(destination.open(reference))).toBe('');
  });

  test('streams a content that is larger than its parts', async () => {
    const destination = await create();
    const large = async function* (): AsyncGenerator<Uint8Array, void> {
      for (let part = 0; part < 20; part += 1) yield await Promise.resolve(Buffer.alloc(1024 * 1024, part));
    };
    const reference = await destination.put('large', large(), 'text/csv');
    expect(reference.bytes).toBe(20 * 1024 * 1024);
    let bytes = 0;
    for await (const chunk of destination.open(reference)) bytes += chunk.byteLength;
    expect(bytes).toBe(reference.bytes);
  });

  test('replaces a file as a whole, and keeps the old one when the new one fails', async () => {
    const destination = await create();
    const first = await destination.put('a', pieces('first'), 'text/plain');
    const broken = new Error('the source broke');
    await expect(destination.put('a', pieces('sec', broken), 'text/plain')).rejects.toBe(broken);
    expect(await textOf(destination.open(first))).toBe('first');
    await destination.put('a', pieces('third'), 'text/plain');
    let got = 0;
    const read = async (): Promise<void> => {
      for await (const piece of destination.open(first)) got += piece.byteLength;
    };
    await expect(read()).rejects.toMatchObject({ type: 'DataNotFound', retryable: false });
    expect(got).toBeLessThan(first.bytes);
  });

  test('says which file is not there', async () => {
    const destination = await create();
    const reference = await destination.put('a', pieces('x'), 'text/plain');
    await expect(textOf(destination.open({ ...reference, name: 'b' }))).rejects.toMatchObject({
      type: 'DataNotFound',
      message: "The file 'b' of destination 'default' does not exist",
    });
  });

  test.each(['../a', '/a', 'a/../../b', '.partial/a', 'a//b', 'a/', '', 'a\\b', 'a b', 'a\0'])(
    'refuses the name %j',
    async (name) => {
      const destination = createDestination('default', { type: 'folder', path: temporaryFolder() });
      await expect(destination.put(name, pieces('x'), 'text/plain')).rejects.toMatchObject({ type: 'InvalidInput' });
      const reference = { destination: 'default', name, bytes: 1, sha256: '0', contentType: 'text/plain' };
      await expect(textOf(destination.open(reference))).rejects.toMatchObject({ type: 'InvalidInput' });
    },
  );
});

describe('a local folder that', () => {
  it('fails a write leaves no part of it', async () => {
    const path = temporaryFolder();
    const destination = createDestination('default', { type: 'folder', path });
    await expect(destination.put('a', pieces('x', new Error('broke')), 'text/plain')).rejects.toThrow('broke');
    expect(readdirSync(path, { recursive: true })).toEqual(['.partial']);
  });

  it('has parts of a worker that died long ago is rid of them', async () => {
    const path = temporaryFolder();
    mkdirSync(join(path, '.partial'));
    for (const name of ['old', 'new']) writeFileSync(join(path, '.partial', name), 'x');
    utimesSync(join(path, '.partial', 'old'), 0, 0);
    await createDestination('default', { type: 'folder', path }).put('a', pieces('x'), 'text/plain');
    expect(readdirSync(join(path, '.partial'))).toEqual(['new']);
    expect(readFileSync(join(path, 'a'), 'utf8')).toBe('x');
  });

  it('cannot be written is tried again later', async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, '');
    const destination = createDestination('archive', { type: 'folder', path });
    await expect(destination.put('a', pieces('x'), 'text/plain')).rejects.toMatchObject({
      type: 'DestinationUnavailable',
      retryable: true,
      message: expect.stringContaining("Destination 'archive' cannot keep 'a': ") as string,
    });
  });
});

describe.skipIf(!S3Server)('a bucket that', () => {
  it('does not exist is tried again later, without a secret in the message', async () => {
    const destination = createDestination('archive', { ...(await startS3()), bucket: 'other' });
    const failed = destination.put('a', pieces('x'), 'text/plain');
    await expect(failed).rejects.toMatchObject({ type: 'DestinationUnavailable', retryable: true });
    await expect(failed).rejects.toThrow(/NoSuchBucket/);
  });
});
