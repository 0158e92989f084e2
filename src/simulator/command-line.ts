import { type Command, InvalidArgumentError } from 'commander';
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

/** Adds the simulator's options to a command; {@link readCommandLine} reads them. */
export function addSimulatorOptions(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 7171)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--scenario <file>', 'YAML or JSON: folders, releases, robots, and how jobs live; default: the seeds')
    .option('--time-scale <factor>', 'speeds up simulated time: 60 makes a minute pass in a second', factor, 1)
    .option('--api-version <number>', '11 to 20; older ones lack calls and fields', wholeNumber(11, 20), 20)
    .option('--token-lifetime <seconds>', 'lifetime of a token', wholeNumber(1, 31_536_000), 3600)
    .option('--visibility-delay <milliseconds>', 'how long lists lack a started job', wholeNumber(0, 600_000), 0)
    .option('--rate-limits', 'limits of the cloud: 100 lists of jobs in a minute')
    .option('--random-faults <percent>', 'percentage of calls that fail somehow; prints its seed', wholeNumber(0, 100))
    .option(
      '--seed <number>',
      'makes the same calls fail in the same way; needs --random-faults',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    );
}

interface Options {
  readonly port: number;
  readonly host: string;
  readonly scenario?: string;
  readonly timeScale: number;
  readonly apiVersion: number;
  readonly tokenLifetime: number;
  readonly visibilityDelay: number;
  readonly rateLimits?: true;
  readonly randomFaults?: number;
  readonly seed?: number;
}

/** What a parsed command was given. */
export function readCommandLine(command: Command): CommandLine {
  const options = command.opts<Options>();
  const { port, host, apiVersion, scenario, timeScale, randomFaults: percent, seed } = options;
  if (seed !== undefined && percent === undefined) command.error("error: option '--seed' needs --random-faults");
  return {
    port,
    host,
    apiVersion,
    ...(scenario !== undefined && { scenario }),
    timeScale,
    tokenLifetimeSeconds: options.tokenLifetime,
    visibilityDelayMs: options.visibilityDelay,
    rateLimits: options.rateLimits ? documentedRateLimits : {},
    ...(percent !== undefined && { randomFaults: { percent, ...(seed !== undefined && { seed }) } }),
  };
}

function factor(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= 100_000) return value;
  throw new InvalidArgumentError('It must be a number above 0, at most 100000, such as 60.');
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
