export type { Configuration } from './configuration.js';
export { type ConfigurationDefinition, defineConfiguration } from './define-configuration.js';
export { ConfigurationError, type Fault } from './faults.js';
export { loadConfiguration } from './load-configuration.js';
export { secretNames } from './options.js';
export type { LogLevel } from './settings.js';
