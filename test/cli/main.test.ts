import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const run = (...args: string[]): Promise<{ stdout: string; stderr: string; code?: number }> =>
  promisify(execFile)(process.execPath, [program, ...args]).catch(
    (error: unknown) => error as { stdout: string; stderr: string; code: number },
  );

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

  it('hands faults of the configuration to the worker’s caller', async () => {
    const { stderr, code } = await run('worker');
    expect(code).toBe(1);
    expect(stderr).toContain('UIPATH_URL');
  });
});
