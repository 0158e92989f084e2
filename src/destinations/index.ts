import { Destination } from './destination.js';
import { localFolder } from './local-folder.js';
import { s3Bucket } from './s3-bucket.js';
import type { DestinationSettings } from './settings.js';

export { Destination } from './destination.js';
export { DestinationError } from './destination-error.js';
export type { Content } from './file-store.js';
export type { DestinationSettings, FolderSettings, S3Settings } from './settings.js';

/** The destination of that name in the configuration that files go to when nobody names one. */
export const defaultDestination = 'default';

/** A destination as it is configured. Nothing is touched before its first file. */
export function createDestination(name: string, settings: DestinationSettings): Destination {
  return new Destination(name, settings.type === 'folder' ? localFolder(settings) : s3Bucket(settings));
}
