import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { destinationSettings } from '../../src/destinations/settings.js';
import { secretsIn } from '../../src/shared/settings/secrets.js';
import { file, refusal } from './fixture-files.js';

const orchestrator = { UIPATH_URL: 'https://acme.example', UIPATH_ACCESS_TOKEN: 'a-token' };
const withFile = (yaml: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...orchestrator,
  RPA_CONFIG: file(yaml, 'rpa.yaml'),
  ...more,
});

describe('destinations', () => {
  it('are one folder below the working directory when nothing is said', () => {
    expect(loadConfiguration(orchestrator).destinations).toEqual({
      default: { type: 'folder', path: resolve('data') },
    });
  });

  it('take the default folder from the environment, also over the file', () => {
    const yaml = 'destinations:\n  default:\n    path: /of/file\n';
    expect(loadConfiguration({ ...orchestrator, RPA_DATA_FOLDER: '/of/environment' }).destinations.default).toEqual({
      type: 'folder',
      path: '/of/environment',
    });
    expect(loadConfiguration(withFile(yaml)).destinations.default).toEqual({ type: 'folder', path: '/of/file' });
    expect(
      loadConfiguration(withFile(yaml, { RPA_DATA_FOLDER: '/of/environment' })).destinations.default,
    ).toMatchObject({ path: '/of/environment' });
  });

  it('may be buckets, whose secret is a reference and kept out of logs', () => {
    const yaml = `
destinations:
  archive:
    type: s3
    bucket: rpa
    prefix: orders/
    region: eu-central-1
    endpoint: https://storage.acme.example
    accessKeyId: AKIDEXAMPLE
    secretAccessKey: { env: STORAGE_SECRET }
`;
    const configuration = loadConfiguration(withFile(yaml, { STORAGE_SECRET: 'the-secret' }));
    expect(configuration.destinations).toEqual({
      default: { type: 'folder', path: resolve('data') },
      archive: {
        type: 's3',
        bucket: 'rpa',
        prefix: 'orders/',
        region: 'eu-central-1',
        endpoint: 'https://storage.acme.example',
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the-secret' },
      },
    });
    expect(secretsIn(destinationSettings, configuration.destinations)).toEqual(['the-secret']);
  });

  it.each([
    ['  a:\n    type: s4\n', 'destinations.a.type', 'is not one of the choices'],
    ['  a:\n    type: s3\n', 'destinations.a.bucket', 'is missing'],
    ['  a:\n    type: folder\n', 'destinations.a.path', 'is missing'],
    ['  a:\n    path: x\n    bucket: b\n', 'destinations.a.bucket', 'is not known'],
    ['  a:\n    type: s3\n    bucket: b\n    accessKeyId: i\n', 'destinations.a.secretAccessKey', 'is missing'],
    [
      '  a:\n    type: s3\n    bucket: b\n    accessKeyId: i\n    secretAccessKey: s\n',
      'destinations.a.secretAccessKey',
      'is a secret and must be a reference, not a value',
    ],
    ['  a:\n    type: s3\n    bucket: b\n    endpoint: here\n', 'destinations.a.endpoint', 'is not a URL'],
  ])('refuse %j', (yaml, option, message) => {
    expect(refusal(withFile(`destinations:\n${yaml}`)).faults).toContainEqual(
      expect.objectContaining({ option, message }),
    );
  });

  it('refuse a folder by the environment where the file has a bucket', () => {
    const yaml = 'destinations:\n  default:\n    type: s3\n    bucket: b\n';
    expect(refusal(withFile(yaml, { RPA_DATA_FOLDER: '/data' })).faults).toMatchObject([
      { variable: 'RPA_DATA_FOLDER', message: 'names a folder, though the file makes this destination a bucket' },
    ]);
  });
});
