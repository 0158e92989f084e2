export { infoLinkBackend } from './backend.js';
export type * from './types.js';
