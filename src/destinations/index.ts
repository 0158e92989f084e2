import { Destination } from './destination.js';
import { localFolder } from './local-folder.js';
import { s3Bucket } from './s3-bucket.js';
import type { DestinationSettings } from './settings.js';

export { Destination } from './destination.js';
export { DestinationError } from './destination-error.js';
export type { Content } from './file-store.js';
export type { DestinationSettings, FolderSettings, S3Settings } from './settings.js';

/** Name of the destination for files that do not name one. */
export const defaultDestination = 'default';

/** Creates a destination from its settings. Does not access it before the first file. */
export function createDestination(name: string, settings: DestinationSettings): Destination {
  return new Destination(name, settings.type === 'folder' ? localFolder(settings) : s3Bucket(settings));
}
