import { loadConfiguration } from '../config/index.js';
import { createLogger, installRuntime, startWorker } from '../worker/index.js';
import type { CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';

/** `temporal-rpa worker`: serves the task queue until a signal ends it. */
export async function runWorker({ environment, onSignal }: CommandContext): Promise<ExitCode> {
  const configuration = loadConfiguration(environment);
  const logger = createLogger(configuration.logLevel);
  installRuntime(logger);
  for (const warning of configuration.warnings) logger.warn(warning);
  try {
    const worker = await startWorker({ configuration, logger });
    onSignal((signal) => {
      logger.info({ signal }, 'Worker is shutting down; robot jobs continue, and the next worker follows them');
      worker.shutdown();
    });
    await worker.ended;
    logger.info('Worker has ended');
    return ExitCode.success;
  } catch (error) {
    logger.fatal({ error }, error instanceof Error ? error.message : 'The worker failed');
    return ExitCode.failure;
  }
}
