import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import description from '../../package.json' with { type: 'json' };
import { program, runNode } from './run-process.js';

const workerProgram = fileURLToPath(new URL('../../dist/worker.js', import.meta.url));

const { version } = description;

/** Prints the address of each module that Node loads. */
const printLoaded = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  import { writeSync } from 'node:fs';
  const hook = \`import { writeSync } from 'node:fs';
    export const load = (url, context, next) => (writeSync(2, url + String.fromCharCode(10)), next(url, context));\`;
  register('data:text/javascript,' + encodeURIComponent(hook));
`)}`;

/** What only a process shows. Needs `npm run build` first, as `npm test` does. */
describe('temporal-rpa as a process', () => {
  it('hands over arguments and exit codes', async () => {
    expect(await runNode([program, '--version'])).toEqual({ stdout: `${version}\n`, stderr: '', code: 0 });
    expect(await runNode([program, 'put', 'none.json'], { UIPATH_URL: 'acme' })).toMatchObject({ code: 1, stdout: '' });
    expect(await runNode([program, 'jobs', 'lst'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('prints the help of the worker, and starts none', async () => {
    const { stdout, stderr, code } = await runNode([workerProgram, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: temporal-rpa worker/);
    expect(await runNode([program, 'worker', '--help'])).toMatchObject({ code: 0, stdout });
    expect(await runNode([workerProgram, '--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it('loads for --version neither the worker nor a client', async () => {
    const { stdout, stderr } = await runNode(['--import', printLoaded, program, '--version']);
    expect(stdout).toBe(`${version}\n`);
    const loaded = stderr.split('\n').filter((line) => line.startsWith('file:'));
    expect(loaded.filter((url) => url.endsWith('/dist/cli/program.js'))).toHaveLength(1);
    expect(
      loaded.filter((url) => /@temporalio|undici|@aws-sdk|\/zod\/|\/dist\/(worker|config|backends)\//.test(url)),
    ).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('runs the simulator until %s', async (signal) => {
    const child = spawn(process.execPath, [program, 'simulator', '--port', '0']);
    onTestFinished(() => void child.kill('SIGKILL'));
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(errors).toBe('');
  });

  it('prints no stack when the reader of its output leaves', async () => {
    const child = spawn(process.execPath, [program, 'simulator', '--port', '0']);
    onTestFinished(() => void child.kill('SIGKILL'));
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const [banner] = (await once(child.stdout, 'data')) as [Buffer];
    child.stdout.destroy();
    const [, url = ''] = /standalone\)\s+(\S+)/.exec(banner.toString()) ?? [];
    // Each call is a line of output that nobody reads; the simulator still answers.
    for (let call = 0; call < 3; call += 1) expect((await fetch(`${url}/odata/Jobs`)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(errors).toBe('');
  });
});
