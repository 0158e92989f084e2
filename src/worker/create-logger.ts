import { DefaultLogger, Runtime } from '@temporalio/worker';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { secretNames } from '../config/index.js';

/** Names of fields with secrets, in case one is ever logged by mistake: the second safety net. */
const hidden = [...secretNames, 'authorization', 'access_token'];

/** Depth of the whole configuration in a logged object. */
const depth = 6;

/** JSON lines with ISO times; errors with type, message and stack. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'temporal-rpa' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: stdSerializers.err },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: hidden.flatMap(atEachDepth), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

const atEachDepth = (name: string): string[] =>
  Array.from({ length: depth }, (_, above) => `${'*.'.repeat(above)}${name}`);

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Sends what the SDK and its core log to our logger; once per process, before anything else of the SDK. */
export function installRuntime(logger: Logger): void {
  const level = logger.isLevelEnabled('trace') ? 'TRACE' : logger.isLevelEnabled('debug') ? 'DEBUG' : 'INFO';
  Runtime.install({
    // The process handles signals itself.
    shutdownSignals: [],
    logger: new DefaultLogger(level, (entry) => {
      logger[levels[entry.level]](entry.meta ?? {}, entry.message);
    }),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } },
  });
}
