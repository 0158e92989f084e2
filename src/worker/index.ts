/** `temporal-rpa/worker`: for a team that starts the worker in its own code. */
export { type Configuration, ConfigurationError, loadConfiguration } from '../config/index.js';
export { createLogger, installRuntime } from './create-logger.js';
export { startWorker, type RpaWorker, type StartWorkerOptions } from './start-worker.js';
