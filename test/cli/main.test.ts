import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const runIn = (
  environment: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ stdout: string; stderr: string; code?: number }> =>
  promisify(execFile)(process.execPath, [program, ...args], { env: { ...process.env, ...environment } }).catch(
    (error: unknown) => error as { stdout: string; stderr: string; code: number },
  );

const run = (...args: string[]): ReturnType<typeof runIn> => runIn({}, ...args);

/** Needs `npm run build` first, as `npm test` does. */
describe('the command temporal-rpa', () => {
  it.each([[], ['--help'], ['help']])('tells what it can do: %s', async (...args) => {
    const { stdout, code } = await run(...args);
    expect(code).toBeUndefined();
    for (const name of ['worker', 'simulator']) expect(stdout).toContain(`  ${name}`);
  });

  it('names the command that was meant', async () => {
    const { stderr, code } = await run('simulater');
    expect(code).toBe(1);
    expect(stderr).toContain("There is no command 'simulater'; did you mean 'simulator'?");
  });

  it('hands its options to the simulator', async () => {
    const child = spawn(process.execPath, [program, 'simulator', '--port', '0', '--api-version', '17']);
    onTestFinished(() => void child.kill());
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const [, url = ''] = /standalone\)\s+(\S+)/.exec(text.toString()) ?? [];
    expect(await (await fetch(`${url}/_sim`)).json()).toMatchObject({ apiVersion: 17 });
  });

  it('keeps a file and prints its reference', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-put-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'a.json'), '{"a":1}');
    const environment = { UIPATH_URL: 'https://acme.example', UIPATH_ACCESS_TOKEN: 'token', RPA_DATA_FOLDER: folder };
    const { stdout } = await runIn(environment, 'put', join(folder, 'a.json'), '--name', 'of/order');
    const sha256 = createHash('sha256').update('{"a":1}').digest('hex');
    expect(JSON.parse(stdout)).toMatchObject({ $file: { destination: 'default', name: 'of/order', bytes: 7, sha256 } });
    expect(readFileSync(join(folder, 'of/order'), 'utf8')).toBe('{"a":1}');
    const { stderr, code } = await runIn(environment, 'put', 'a.json', '--destination', 'archive');
    expect(code).toBe(1);
    expect(stderr).toContain("There is no destination 'archive'. Configured: default");
  });

  it('hands faults of the configuration to the worker’s caller', async () => {
    const { stderr, code } = await run('worker');
    expect(code).toBe(1);
    expect(stderr).toContain('UIPATH_URL');
  });
});
