import { parseArgs } from 'node:util';
import type { RandomFaultSettings } from './faults/random-faults.js';
import { documentedRateLimits, type RateLimitSettings } from './limits/rate-limits.js';

export interface CommandLine {
  readonly port: number;
  readonly host: string;
  readonly apiVersion: number;
  readonly scenario?: string;
  readonly timeScale: number;
  readonly tokenLifetimeSeconds: number;
  readonly visibilityDelayMs: number;
  readonly rateLimits: RateLimitSettings;
  readonly randomFaults?: RandomFaultSettings;
}

const usage = [
  'Usage: simulator [--port 7171] [--host 127.0.0.1] [--scenario FILE (YAML or JSON)] [--time-scale 1]',
  '  [--api-version 20] [--token-lifetime 3600 (seconds)]',
  '  [--visibility-delay 0 (milliseconds)] [--rate-limits (those of the cloud)]',
  '  [--random-faults 5 (percent of the calls)] [--seed 42]',
].join('\n');

/** Reads the arguments; throws one error that says what is wrong and what is right. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    return read(args);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

function read(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '7171' },
      host: { type: 'string', default: '127.0.0.1' },
      'api-version': { type: 'string', default: '20' },
      scenario: { type: 'string' },
      'time-scale': { type: 'string', default: '1' },
      'token-lifetime': { type: 'string', default: '3600' },
      'visibility-delay': { type: 'string', default: '0' },
      'rate-limits': { type: 'boolean', default: false },
      'random-faults': { type: 'string' },
      seed: { type: 'string' },
    },
  });
  return {
    port: integer('--port', values.port, 0, 65_535),
    host: values.host,
    apiVersion: integer('--api-version', values['api-version'], 11, 20),
    ...(values.scenario === undefined ? {} : { scenario: values.scenario }),
    timeScale: factor('--time-scale', values['time-scale']),
    tokenLifetimeSeconds: integer('--token-lifetime', values['token-lifetime'], 1, 31_536_000),
    visibilityDelayMs: integer('--visibility-delay', values['visibility-delay'], 0, 600_000),
    rateLimits: values['rate-limits'] ? documentedRateLimits : {},
    ...randomFaults(values['random-faults'], values.seed),
  };
}

function randomFaults(percent: string | undefined, seed: string | undefined): Pick<CommandLine, 'randomFaults'> {
  if (percent === undefined) {
    if (seed !== undefined) throw new Error('--seed needs --random-faults.');
    return {};
  }
  return {
    randomFaults: {
      percent: integer('--random-faults', percent, 0, 100),
      ...(seed === undefined ? {} : { seed: integer('--seed', seed, 0, Number.MAX_SAFE_INTEGER) }),
    },
  };
}

function factor(name: string, text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 100_000) return value;
  throw new Error(`${name} must be a number above 0, at most 100000, such as 60; not "${text}".`);
}

function integer(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}
