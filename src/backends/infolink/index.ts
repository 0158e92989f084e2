export { infoLinkBackend } from './backend.js';
export type * from './types.js';
export type { InfoLinkAuth, InfoLinkSettings } from './settings.js';
