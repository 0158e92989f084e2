import { resolve } from 'node:path';
import type { DestinationSettings } from '../destinations/settings.js';
import { checkChoice } from './check/check-values.js';
import { checkUrl } from './check/check-url.js';
import type { Environment } from './environment.js';
import type { Faults, Given } from './faults.js';
import type { FileSection } from './file/file-section.js';
import { secretOf } from './file/secret-reference.js';

const types = ['folder', 's3'] as const;
const defaultName = 'default';
const option = `destinations.${defaultName}.path`;

/** The destinations below `destinations` of the file, and `default`, which is a folder unless the file says else. */
export function readDestinations(
  file: FileSection | undefined,
  environment: Environment,
  faults: Faults,
  warnings: string[],
): Record<string, DestinationSettings> {
  const folder = environment.text('RPA_DATA_FOLDER', option);
  const section = file?.section('destinations');
  const read = (section?.keys() ?? []).flatMap((name): [string, DestinationSettings][] => {
    const one = section?.section(name);
    const settings =
      one && destinationOf(one, name === defaultName ? folder : undefined, environment, faults, warnings);
    one?.close();
    return settings ? [[name, settings]] : [];
  });
  const destinations = Object.fromEntries(read);
  if (!section?.keys().includes(defaultName))
    destinations[defaultName] = { type: 'folder', path: resolve(folder?.value ?? 'data') };
  return destinations;
}

function destinationOf(
  section: FileSection,
  folder: Given<string> | undefined,
  environment: Environment,
  faults: Faults,
  warnings: string[],
): DestinationSettings | undefined {
  const before = faults.list.length;
  const given = section.text('type');
  const type = given === undefined ? 'folder' : checkChoice(given, types, faults);
  if (type === undefined) return undefined;
  if (type === 'folder') {
    const ofFile = section.text('path');
    const path = needed(section, 'path', folder ?? ofFile, 'Write the path of a folder.', faults);
    return path === undefined ? undefined : { type, path: resolve(path) };
  }
  if (folder)
    faults.add(
      folder.origin,
      'names a folder, though the file makes this destination a bucket',
      'Unset RPA_DATA_FOLDER, or give the bucket another name.',
    );
  const bucket = needed(section, 'bucket', section.text('bucket'), 'Write the name of a bucket.', faults);
  const [prefix, region] = [section.text('prefix')?.value, section.text('region')?.value];
  const endpoint = checkUrl(section.text('endpoint'), faults, warnings);
  const credentials = credentialsOf(section, environment, faults);
  if (bucket === undefined || faults.list.length > before) return undefined;
  return {
    type,
    bucket,
    ...(prefix !== undefined && { prefix }),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  };
}

function credentialsOf(
  section: FileSection,
  environment: Environment,
  faults: Faults,
): { accessKeyId: string; secretAccessKey: string } | undefined {
  const id = section.text('accessKeyId');
  const secret = secretOf(section, 'secretAccessKey', environment, faults);
  if (!id && !secret) return undefined;
  const remedy = 'Write both accessKeyId and secretAccessKey, or neither for what the AWS client finds by itself.';
  const accessKeyId = needed(section, 'accessKeyId', id, remedy, faults);
  const secretAccessKey = needed(section, 'secretAccessKey', secret, remedy, faults);
  return accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey };
}

function needed(
  section: FileSection,
  key: string,
  given: Given<string> | undefined,
  remedy: string,
  faults: Faults,
): string | undefined {
  if (given === undefined) faults.add(section.originOf(key), 'is missing', remedy);
  return given?.value;
}
