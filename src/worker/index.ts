export { createLogger, installRuntime } from './create-logger.js';
export { startWorker, type RpaWorker, type StartWorkerOptions } from './start-worker.js';
