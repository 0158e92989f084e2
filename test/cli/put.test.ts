import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DataReference } from '../../src/contract/data-reference.js';
import { createDestination } from '../../src/destinations/index.js';
import { run } from './run.js';

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function prepare() {
  const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-put-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.json');
  writeFileSync(file, '{"a":1}');
  const environment = { UIPATH_URL: 'https://acme.example', UIPATH_ACCESS_TOKEN: 'token', RPA_DATA_FOLDER: folder };
  return { folder, file, put: (...args: string[]) => run(['put', ...args], environment) };
}

it('stores a file and prints its reference', async () => {
  const { folder, file, put } = prepare();
  const { stdout, code } = await put(file, '--name', 'of/order');
  expect(code).toBe(0);
  const sha256 = createHash('sha256').update('{"a":1}').digest('hex');
  const hash = sha256.slice(0, 32);
  const name = `of/${hash}/order`;
  expect(JSON.parse(stdout)).toMatchObject({ $file: { destination: 'default', name, bytes: 7, sha256 } });
  expect(readFileSync(join(folder, name), 'utf8')).toBe('{"a":1}');
  expect(JSON.parse((await put(file)).stdout)).toMatchObject({
    $file: { name: `inputs/${hash}/a.json`, contentType: 'application/json' },
  });
});

it.each([[[]], [['--name', 'order.json']]])(
  'keeps by content: a second file of the same name (%j) leaves the reference of the first one good',
  async (more) => {
    const { folder, file, put } = prepare();
    const stored = async (text: string): Promise<{ $file: DataReference }> => {
      writeFileSync(file, text);
      return JSON.parse((await put(file, ...more)).stdout) as { $file: DataReference };
    };
    const first = await stored('{"a":1}');
    const second = await stored('{"a":2}');
    const destination = createDestination('default', { type: 'folder', path: folder });
    expect(await textOf(destination.open(first.$file))).toBe('{"a":1}');
    expect(await textOf(destination.open(second.$file))).toBe('{"a":2}');
    expect(await stored('{"a":1}')).toEqual(first);
  },
);

it('names the destinations that there are', async () => {
  const { file, put } = prepare();
  const { stderr, code } = await put(file, '--destination', 'defualt');
  expect(code).toBe(1);
  expect(stderr).toBe("The destination 'defualt' is not configured; did you mean 'default'? Configured: default\n");
});

it('says in one line that a file cannot be stored', async () => {
  const { folder, file, put } = prepare();
  const missing = join(folder, 'none.json');
  expect(await put(missing)).toEqual({
    code: 1,
    stdout: '',
    stderr: `'${missing}' cannot be read: file not found\n`,
  });
  expect(await put(folder)).toEqual({ code: 1, stdout: '', stderr: `'${folder}' is not a file\n` });
  const outside = await put(file, '--name', '../a');
  expect([outside.code, outside.stderr]).toEqual([1, expect.stringMatching(/^InvalidInput: '\.\.\/a' .*\n$/)]);
});

it('refuses a command line without one file', async () => {
  const { file, put } = prepare();
  expect(await put()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('missing required argument') as string,
  });
  expect(await put(file, file)).toMatchObject({ code: 2, stderr: expect.stringContaining('too many') as string });
  const { code, stderr } = await put(file, '--content-tpye', 'x');
  expect([code, stderr]).toEqual([2, expect.stringContaining('(Did you mean --content-type?)')]);
});
