import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { simulate } from './simulator-client.js';

const entry = fileURLToPath(new URL('../../dist/simulator/main.js', import.meta.url));

function run(...args: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [entry, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; errors: string }> {
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, errors };
}

async function firstOutput(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
}

// Needs `npm run build` first, as `npm test` does.
describe.skipIf(!existsSync(entry))('the simulator as a program', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('prints its addresses, serves, and stops on %s', async (signal) => {
    const child = run('--port', '0');
    const [, url = ''] = /standalone\)\s+(\S+)/.exec(await firstOutput(child)) ?? [];
    const reply = await request(`${url}/_sim`);
    expect(await reply.body.json()).toMatchObject({ apiVersion: 20 });
    child.kill(signal);
    expect(await ended(child)).toEqual({ code: 0, errors: '' });
  });

  test('says in one line that its port is in use', async () => {
    const { simulator } = await simulate();
    const { port } = new URL(simulator.url);
    const { code, errors } = await ended(run('--port', port));
    expect([code, errors]).toEqual([1, `Port ${port} of 127.0.0.1 is in use; choose another with --port.\n`]);
  });

  test('says in one line what is wrong with its scenario', async () => {
    const scenario = fileURLToPath(new URL('scenario/broken.yaml', import.meta.url));
    const { code, errors } = await ended(run('--port', '0', '--scenario', scenario));
    const message = "releases[0].folder: 'Elsewhere' is not a folder of the scenario; it has Shared.";
    expect([code, errors]).toEqual([1, `${scenario}:5: ${message}\n`]);
  });

  test('refuses arguments it does not know', async () => {
    const { code, errors } = await ended(run('--prot', '1'));
    expect(code).toBe(1);
    expect(errors).toMatch(/^Unknown option '--prot'.*\nUsage: /);
  });
});
