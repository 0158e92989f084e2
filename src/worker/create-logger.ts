import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import { limits } from '../contract/limits.js';
import { cut } from '../shared/cut.js';
import { secretNames } from '../config/index.js';

/** Names of fields with secrets, in case one is ever logged by mistake: the second safety net. */
const hidden = [...secretNames, 'authorization', 'access_token'];

/** Depth of the whole configuration in a logged object. */
const depth = 6;

/** JSON lines with ISO times; errors with type and message, and a stack if nobody expected them. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'temporal-rpa' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: (error: unknown) => withBounds(errorLine(error)) },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => withBounds(fields) as Record<string, unknown>,
    },
    hooks: { logMethod: withShortMessage },
    redact: { paths: hidden.flatMap(atEachDepth), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A copy with cut texts and lists: nothing that a server or an input says fills the disk. Errors have a serializer. */
function withBounds(value: unknown, level = 0): unknown {
  if (typeof value === 'string') return cut(value, limits.logTextCharacters);
  if (Array.isArray(value)) {
    const others = value.length - limits.logListItems;
    const items = value.slice(0, limits.logListItems).map((item) => withBounds(item, level + 1));
    return others > 0 ? [...items, `… and ${others} more`] : items;
  }
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (level >= depth) return '…';
  const entries = Object.entries(value);
  const kept = entries
    .slice(0, limits.logListItems)
    .map(([name, inner]) => [cut(name, limits.nameCharacters), withBounds(inner, level + 1)]);
  const others = entries.length - kept.length;
  return Object.fromEntries(others > 0 ? [...kept, ['…', `and ${others} more`]] : kept);
}

function withShortMessage(this: Logger, given: Parameters<LogFn>, method: LogFn): void {
  const short = given.map((part: unknown) => (typeof part === 'string' ? cut(part, limits.logTextCharacters) : part));
  method.apply(this, short as Parameters<LogFn>);
}

const atEachDepth = (name: string): string[] =>
  Array.from({ length: depth }, (_, above) => `${'*.'.repeat(above)}${name}`);

interface ErrorLine {
  type: string;
  message: string;
  stack?: string;
  cause?: unknown;
}

/** How many causes of an error are logged. */
const shownCauses = 5;

/**
 * An error without its other properties, which may hold what it was about (Node puts a whole URL into one). Where a
 * failure was thrown on purpose tells nothing. One from a workflow has lost its class on the way here, but its stack
 * still begins with its type.
 */
function errorLine(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { message, cause, stack = '' } = error;
  const unexpected = stack.includes('\n    at ') && !(error instanceof TemporalFailure);
  const inStack = unexpected ? undefined : /^\w+(?=: )/.exec(stack)?.[0];
  const type = (error instanceof ApplicationFailure ? error.type : inStack) ?? error.name;
  const line: ErrorLine = { type, message, ...(unexpected && { stack }) };
  if (cause instanceof Error && depth < shownCauses) line.cause = errorLine(cause, depth + 1);
  return line;
}

/** What the SDK tells about itself at a level that operators read, although it says nothing about jobs. */
const aboutItself = new Set(['Worker state changed', 'No Nexus services registered, not polling for Nexus tasks']);

/** Fields of the SDK that help no reader of a log. */
const forPrograms = new Set(['taskToken', 'isLocal']);

/** A line of the SDK, for operators: without noise, and without fields that only a program can use. */
function forward(logger: Logger, { level, message, meta = {} }: LogEntry): void {
  const fields = Object.entries(meta).filter(([name]) => !forPrograms.has(name));
  // While Temporal is away, each poller tells of each attempt; `watchTemporal` says it once.
  const noise = ('target' in meta && meta.target === 'temporalio_client::retry') || aboutItself.has(message);
  logger[noise ? 'debug' : levels[level]](Object.fromEntries(fields), message);
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Sends what the SDK and its core log to our logger; once per process, before anything else of the SDK. */
export function installRuntime(logger: Logger): void {
  const level = logger.isLevelEnabled('trace') ? 'TRACE' : logger.isLevelEnabled('debug') ? 'DEBUG' : 'INFO';
  Runtime.install({
    // The process handles signals itself.
    shutdownSignals: [],
    logger: new DefaultLogger(level, (entry) => forward(logger, entry)),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } },
  });
}
