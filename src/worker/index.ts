/** `temporal-rpa/worker`: for a team that starts the worker in its own code. */
export {
  type Configuration,
  type ConfigurationDefinition,
  ConfigurationError,
  defineConfiguration,
  type Fault,
  loadConfiguration,
} from '../config/index.js';
export { createLogger, installRuntime } from './create-logger.js';
export { startWorker, type RpaWorker, type StartWorkerOptions } from './start-worker.js';
