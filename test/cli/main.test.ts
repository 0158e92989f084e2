import { describe, expect, it } from 'vitest';
import description from '../../package.json' with { type: 'json' };
import { commandPaths } from './command-paths.js';
import { run } from './run.js';

const { version } = description;

describe('the command temporal-rpa', () => {
  it.each([[], ['--help'], ['-h'], ['help']])('says what it can do: %s', async (...args) => {
    const { stdout, code } = await run(args);
    expect(code).toBe(0);
    for (const name of ['worker', 'simulator', 'put', 'chain', 'jobs']) expect(stdout).toContain(`  ${name}`);
  });

  it.each(commandPaths().map((path) => [path.join(' '), path]))('has --help and --version: %s', async (name, path) => {
    const help = await run([...path, '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: ${['temporal-rpa', ...path].join(' ')}`));
    expect(await run(['help', ...path])).toEqual(help);
    expect(await run([...path, '--version']), name).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [['simulater'], "unknown command 'simulater'\n(Did you mean simulator?)"],
    [['help', 'jobs', 'lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['chain', 'grahp'], "unknown command 'grahp'\n(Did you mean graph?)"],
    [['--verison'], "unknown option '--verison'\n(Did you mean --version?)"],
    [['worker', '--hlep'], "unknown option '--hlep'\n(Did you mean --help?)"],
    [['worker', 'now'], "too many arguments for 'worker'"],
  ])('ends with 2 and names what was meant: %o', async (args, message) => {
    expect(await run(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`error: ${message}`) as string,
    });
  });

  it('prints all faults of the configuration of a worker', async () => {
    const { stdout, stderr, code } = await run(['worker'], { UIPATH_URL: 'acme', UIPATH_CLIENT_ID: 'id' });
    expect([code, stdout]).toEqual([1, '']);
    for (const variable of ['UIPATH_URL', 'UIPATH_CLIENT_SECRET']) expect(stderr).toContain(variable);
  });
});
