import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { banner, logLine } from '../../src/simulator/banner.js';
import { addSimulatorOptions, type CommandLine, readCommandLine } from '../../src/simulator/command-line.js';
import { simulate } from './simulator-client.js';

function read(args: readonly string[]): CommandLine {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  return readCommandLine(addSimulatorOptions(command).allowExcessArguments(false).parse(args, { from: 'user' }));
}

describe('the command line', () => {
  test('has a default for everything', () => {
    expect(read([])).toEqual({
      port: 7171,
      host: '127.0.0.1',
      apiVersion: 20,
      timeScale: 1,
      tokenLifetimeSeconds: 3600,
      visibilityDelayMs: 0,
      rateLimits: {},
    });
    expect(read(['--port', '0', '--api-version=17'])).toMatchObject({ port: 0, apiVersion: 17 });
  });

  test('turns on rate limits, a visibility delay and random faults', () => {
    const args = ['--rate-limits', '--visibility-delay', '5000', '--random-faults', '5', '--seed', '42'];
    expect(read(args)).toMatchObject({
      visibilityDelayMs: 5_000,
      rateLimits: { jobsListPerMinute: 100 },
      randomFaults: { percent: 5, seed: 42 },
    });
  });

  test('names a scenario and a time scale', () => {
    const args = ['--scenario', 'invoices.yaml', '--time-scale', '60'];
    expect(read(args)).toMatchObject({ scenario: 'invoices.yaml', timeScale: 60 });
  });

  test.each([
    [['--port', 'x'], "option '--port <number>' argument 'x' is invalid. It must be a whole number from 0 to 65535."],
    [['--api-version', '3'], 'It must be a whole number from 11 to 20.'],
    [['--prot', '1'], "'--prot'"],
    [['7171'], 'too many arguments'],
    [['--random-faults', '101'], 'It must be a whole number from 0 to 100.'],
    [['--time-scale', '0'], 'It must be a number above 0, at most 100000, such as 60.'],
    [['--seed', '1'], "option '--seed' needs --random-faults"],
  ])('refuses %j with one error', (args, message) => {
    expect(() => read(args)).toThrow(message);
  });

  test('the banner names every address and credential', async () => {
    const { simulator } = await simulate();
    const text = banner(simulator);
    for (const part of [simulator.cloudUrl, '/identity_', '/_sim', 'sim-client / sim-secret', 'rt_sim-token']) {
      expect(text).toContain(part);
    }
  });

  test('a log line tells method, path, operation, status and time', async () => {
    const { simulator, get } = await simulate();
    await get('/odata/Jobs?$top=1');
    const [line] = simulator.calls().map(logLine);
    expect(line).toMatch(/^\S+ GET \/acme\/DefaultTenant\/orchestrator_\/odata\/Jobs Jobs\.list 200 \d+ms\n$/);
  });
});
