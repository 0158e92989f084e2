#!/usr/bin/env node
import { type Configuration, ConfigurationError, loadConfiguration } from './config/index.js';
import { createLogger, installRuntime, startWorker } from './worker/index.js';

/** The worker process: reads its configuration, serves the task queue until SIGTERM or SIGINT. */
async function main(): Promise<number> {
  let configuration: Configuration;
  try {
    configuration = loadConfiguration(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const logger = createLogger(configuration.logLevel);
  installRuntime(logger);
  for (const warning of configuration.warnings) logger.warn(warning);
  try {
    const worker = await startWorker({ configuration, logger });
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        logger.info({ signal }, 'Worker ends; jobs of robots go on and are followed by the next worker');
        worker.shutdown();
      });
    await worker.ended;
    logger.info('Worker has ended');
    return 0;
  } catch (error) {
    logger.fatal({ error }, error instanceof Error ? error.message : 'The worker failed');
    return 1;
  }
}

process.exit(await main());
