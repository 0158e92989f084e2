import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, defineConfiguration } from '../../src/worker/index.js';
import { file } from './fixture-files.js';

const connection = { url: 'https://a.example', auth: { kind: 'accessToken', accessToken: 'a-token' } } as const;

/** The faults of a definition that TypeScript may refuse too, one line each. */
function faultsOf(definition: object): string[] {
  try {
    defineConfiguration(definition);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.faults.map(({ option, place = '', message, remedy }) => `${option}${place} ${message}. ${remedy}`);
  }
  return [];
}

describe('defineConfiguration', () => {
  it('needs one connection and fills in every default', () => {
    const settings = { name: 'default', ...connection, timeouts: {} };
    expect(defineConfiguration({ connections: { default: connection } })).toEqual({
      connections: { default: settings },
      destinations: { default: { type: 'folder', path: resolve('data') } },
      chains: {},
      taskQueue: 'rpa',
      healthAddress: { host: '127.0.0.1', port: 8085 },
      logLevel: 'info',
      shutdownGraceMs: 10_000,
      maximumActivities: 100,
      otherServers: 'refuse',
      workflowBundlePath: undefined,
      workflowsPath: undefined,
      activitiesPath: undefined,
      warnings: [],
    });
  });

  it('takes the keys of the file, with secrets and numbers as they are', () => {
    const configuration = defineConfiguration({
      taskQueue: 'rpa-test',
      health: 'off',
      logLevel: 'error',
      shutdownGrace: '1s',
      maximumActivities: 7,
      connections: {
        default: {
          type: 'orchestrator',
          url: 'http://127.0.0.1:7171',
          auth: { kind: 'clientCredentials', clientId: 'an-id', clientSecret: 'a-secret' },
          folder: 'Shared',
          visibilityWindow: '1s',
          listsPerMinute: 50,
          timeouts: { connect: '5s' },
        },
        link: { type: 'infolink', url: 'https://b.example', auth: { kind: 'apiKey', apiKey: 'a-key' }, suffix: 'none' },
      },
      destinations: { archive: { type: 's3', bucket: 'rpa', accessKeyId: 'id', secretAccessKey: 'a-secret' } },
    });
    expect(configuration).toMatchObject({
      taskQueue: 'rpa-test',
      healthAddress: undefined,
      logLevel: 'error',
      shutdownGraceMs: 1_000,
      maximumActivities: 7,
      connections: {
        default: {
          auth: { clientSecret: 'a-secret' },
          defaultFolder: 'Shared',
          visibilityWindowMs: 1_000,
          listsPerMinute: 50,
          timeouts: { connectMs: 5_000 },
        },
        link: { type: 'infolink', name: 'link', suffix: '' },
      },
      destinations: { archive: { credentials: { accessKeyId: 'id', secretAccessKey: 'a-secret' } } },
    });
    expect(configuration.connections.default).not.toHaveProperty('type');
  });

  it('takes relative paths from the base directory', () => {
    const path = file('name: of-file\nsteps:\n  a:\n    job: { process: Echo }\n', 'chain.yaml');
    const baseDirectory = join(path, '..');
    const configuration = defineConfiguration({
      baseDirectory,
      connections: { default: connection },
      chains: '.',
      workflows: 'chain.yaml',
      workflowBundle: 'bundle.js',
      destinations: { here: { path: 'files' }, there: { path: '/there' } },
    });
    expect(Object.keys(configuration.chains)).toEqual(['of-file']);
    expect(configuration).toMatchObject({
      workflowsPath: path,
      workflowBundlePath: join(baseDirectory, 'bundle.js'),
      destinations: {
        default: { path: join(baseDirectory, 'data') },
        here: { path: join(baseDirectory, 'files') },
        there: { path: '/there' },
      },
    });
  });

  it('takes chains themselves, checked like those of files', () => {
    const post = { name: 'post', steps: { post: { job: { folder: 'Shared', process: 'Post' } } } };
    expect(defineConfiguration({ connections: { default: connection }, chains: [post] }).chains).toEqual({ post });
    const wrong = { name: 'wrong', steps: { a: { chain: { name: 'pots' } } } };
    expect(faultsOf({ connections: { default: connection }, chains: [post, wrong, { steps: {} }, post] })).toEqual([
      expect.stringContaining('chainschains[2] has a fault: '),
      expect.stringContaining("chainschains[3] has two chains 'post'; the other is chains[0]"),
      expect.stringContaining("chainschains[1] has a fault: chain.steps.a.chain.name names an unknown chain: 'pots'"),
    ]);
  });

  it('leaves what it was given as it was, and gives an object that nobody can change', () => {
    const steps = { post: { job: { folder: 'Shared', process: 'Post', input: { deep: { list: [{ a: 1 }] } } } } };
    const definition = {
      connections: { default: { type: 'orchestrator', ...connection } as const },
      chains: [{ name: 'post', steps }],
    };
    const before = structuredClone(definition);
    const configuration = defineConfiguration(definition);
    expect(definition).toEqual(before);
    expect(Object.isFrozen(configuration.connections.default?.auth)).toBe(true);
    expect(Object.isFrozen(definition.connections.default.auth)).toBe(false);
    expect(Object.isFrozen(steps.post.job.input.deep.list)).toBe(false);
  });

  it('reports all faults at once, without a value and without a word about variables', () => {
    const faults = faultsOf({
      taskqueue: 's3cret',
      logLevel: 's3cret',
      connections: {
        default: { auth: { kind: 'clientCredentials', clientId: 's3cret' }, folder: 5, timeouts: '5s' },
        link: { type: 'infolnk', url: 's3cret', auth: { kind: 's3cret' } },
      },
      destinations: { archive: { type: 's3', secretAccessKey: 's3cret' } },
    });
    expect(faults).toEqual([
      "connections.link.type is not a known back end type. Write one of orchestrator, infolink. Did you mean 'infolink'?",
      'logLevel is not one of the choices. Write one of trace, debug, info, warn, error.',
      'destinations.archive.bucket is missing. Write the name of a bucket.',
      'destinations.archive.accessKeyId is missing. Write both accessKeyId and secretAccessKey, or neither for what the AWS client finds by itself.',
      'connections.default.url is missing. Give connections.default.url.',
      'connections.default.auth.clientSecret is missing, though connections.default.auth.clientId is set. Give connections.default.auth.clientSecret.',
      'connections.default.timeouts is not a mapping. Give an object, or leave it out.',
      'connections.default.folder is not a text. Give a text, or leave it out.',
      'connections.link.url is not a URL. Write an absolute URL that begins with https:// (or http://).',
      'connections.link.auth.kind is not a known authentication kind. Write one of apiKey, clientCredentials, password.',
      "taskqueue is not known. Did you mean 'taskQueue'?",
    ]);
  });

  it('says what to give when there is no connection', () => {
    expect(faultsOf({ connections: {} })).toEqual([
      'connections has no connection to an Orchestrator. Give at least one, for example connections: { default: { url, auth } }.',
    ]);
  });
});
