export type { Configuration, LogLevel } from './configuration.js';
export { ConfigurationError, type Fault } from './faults.js';
export { loadConfiguration } from './load-configuration.js';
export { secretsOf } from './secrets-of.js';
