import { resolve } from 'node:path';
import { z } from 'zod';
import { path, secret, text, url } from '../shared/settings/forms.js';
import { option } from '../shared/settings/option.js';
import { renamed } from '../shared/settings/renamed.js';

const folder = z
  .strictObject({
    type: z.literal('folder').optional(),
    path: option(path, {
      variable: 'RPA_DATA_FOLDER',
      meaning: 'Folder for data too large for a history; all workers must see the same one',
      default: '`data` below the working directory',
      example: '/var/lib/temporal-rpa',
      remedy: 'Write the path of a folder.',
    }),
  })
  // Made when the first file comes.
  .transform(({ path: given }) => ({ type: 'folder' as const, path: resolve(given) }));

const bothKeys = 'Write both accessKeyId and secretAccessKey, or neither for what the AWS client finds by itself.';
const given = { when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null };

/** A bucket of S3 or of a server that speaks its protocol. */
const bucket = z
  .strictObject({
    type: z.literal('s3'),
    bucket: option(text, { meaning: 'Name of the bucket', remedy: 'Write the name of a bucket.' }),
    prefix: option(text, {
      meaning: 'Put before the name of each file, as it is',
      example: 'orchestrator/',
    }).optional(),
    region: option(text, { meaning: 'Region of the bucket', default: 'us-east-1', example: 'eu-central-1' }).optional(),
    endpoint: option(url, {
      meaning: 'Address of a server that is not AWS',
      default: 'that of AWS for the region',
      example: 'https://storage.acme.example',
    }).optional(),
    accessKeyId: option(text, {
      meaning:
        'ID of the access key; without a key, the AWS client uses what it finds, such as the role of the machine',
    }).optional(),
    secretAccessKey: option(secret, { meaning: 'Secret of the access key' }).optional(),
  })
  .refine(({ accessKeyId, secretAccessKey }) => accessKeyId !== undefined || secretAccessKey === undefined, {
    path: ['accessKeyId'],
    error: 'is missing',
    params: { remedy: bothKeys },
    ...given,
  })
  .refine(({ accessKeyId, secretAccessKey }) => secretAccessKey !== undefined || accessKeyId === undefined, {
    path: ['secretAccessKey'],
    error: 'is missing',
    params: { remedy: bothKeys },
    ...given,
  })
  .meta({ dependentRequired: { accessKeyId: ['secretAccessKey'], secretAccessKey: ['accessKeyId'] } })
  .transform(renamed({}))
  .transform(({ accessKeyId, secretAccessKey, ...settings }) => ({
    ...settings,
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  }));

/** The schema of a destination in the configuration. */
export const destinationSettings = option(z.discriminatedUnion('type', [folder, bucket]), {
  unknownName: 'is not one of the choices',
});

/** Where a destination keeps its files. */
export type DestinationSettings = z.output<typeof destinationSettings>;
export type FolderSettings = Extract<DestinationSettings, { type: 'folder' }>;
export type S3Settings = Extract<DestinationSettings, { type: 's3' }>;
