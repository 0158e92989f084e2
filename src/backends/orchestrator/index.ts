export { orchestratorBackend } from './backend.js';
export { createOrchestratorClient } from './client.js';
export type * from './types.js';
export type { OrchestratorAuth, OrchestratorSettings } from './settings.js';
