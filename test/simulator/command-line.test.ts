import { describe, expect, test } from 'vitest';
import { banner, logLine } from '../../src/simulator/banner.js';
import { readCommandLine } from '../../src/simulator/command-line.js';
import { simulate } from './simulator-client.js';

describe('the command line', () => {
  test('has a default for everything', () => {
    expect(readCommandLine([])).toEqual({
      port: 7171,
      host: '127.0.0.1',
      apiVersion: 20,
      timeScale: 1,
      tokenLifetimeSeconds: 3600,
      visibilityDelayMs: 0,
      rateLimits: {},
    });
    expect(readCommandLine(['--port', '0', '--api-version=17'])).toMatchObject({ port: 0, apiVersion: 17 });
  });

  test('turns on rate limits, a visibility delay and random faults', () => {
    const args = ['--rate-limits', '--visibility-delay', '5000', '--random-faults', '5', '--seed', '42'];
    expect(readCommandLine(args)).toMatchObject({
      visibilityDelayMs: 5_000,
      rateLimits: { jobsListPerMinute: 100 },
      randomFaults: { percent: 5, seed: 42 },
    });
  });

  test('names a scenario and a time scale', () => {
    const args = ['--scenario', 'invoices.yaml', '--time-scale', '60'];
    expect(readCommandLine(args)).toMatchObject({ scenario: 'invoices.yaml', timeScale: 60 });
  });

  test.each([
    [['--port', 'x'], '--port must be a whole number from 0 to 65535, not "x".'],
    [['--api-version', '3'], '--api-version must be a whole number from 11 to 20'],
    [['--prot', '1'], "'--prot'"],
    [['7171'], "'7171'"],
    [['--random-faults', '101'], '--random-faults must be a whole number from 0 to 100'],
    [['--time-scale', '0'], '--time-scale must be a number above 0, at most 100000, such as 60; not "0".'],
    [['--seed', '1'], '--seed needs --random-faults.'],
  ])('refuses %j with one error', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
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
