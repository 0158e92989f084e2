import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { eventually } from '../eventually.js';
import { simulate } from '../simulator/simulator-client.js';
import { run, startRun } from './run.js';

it('serves with its options until it is told to end', async () => {
  const simulator = startRun(['simulator', '--port', '0', '--api-version', '17']);
  await eventually('it is ready', () => simulator.said().includes('standalone'));
  const [, url = ''] = /standalone\)\s+(\S+)/.exec(simulator.said()) ?? [];
  expect(await (await fetch(`${url}/_sim`)).json()).toMatchObject({ apiVersion: 17 });
  simulator.signal();
  expect(await simulator.ended).toMatchObject({ code: 0, stderr: '' });
});

it('says in one line that its port is in use', async () => {
  const { simulator } = await simulate();
  const { port } = new URL(simulator.url);
  expect(await run(['simulator', '--port', port])).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} of 127.0.0.1 is in use; choose another with --port.\n`,
  });
});

it('says in one line what is wrong with its scenario', async () => {
  const scenario = fileURLToPath(new URL('../simulator/scenario/broken.yaml', import.meta.url));
  const message = "releases[0].folder: 'Elsewhere' is not a folder of the scenario; it has Shared.";
  expect(await run(['simulator', '--port', '0', '--scenario', scenario])).toEqual({
    code: 1,
    stdout: '',
    stderr: `${scenario}:5: ${message}\n`,
  });
});

it('refuses arguments that it does not know', async () => {
  const { code, stderr } = await run(['simulator', '--prot', '1']);
  expect([code, stderr]).toEqual([2, expect.stringContaining("unknown option '--prot'\n(Did you mean --port?)")]);
});
