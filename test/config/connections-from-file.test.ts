import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { faultsOf, file } from './fixture-files.js';

const load = (text: string, environment: NodeJS.ProcessEnv = {}): ReturnType<typeof loadConfiguration> =>
  loadConfiguration({ RPA_CONFIG: file(text, 'rpa.yaml'), ...environment });

/** Faults as lines, with the place in the file and without the temporary folder. */
const lines = (text: string, environment: NodeJS.ProcessEnv = {}): string[] =>
  faultsOf({ RPA_CONFIG: file(text, 'rpa.yaml'), ...environment }).map(
    ({ option, place = '', message, remedy }) => `${place.replace(/^.*\//, '')} ${option} ${message}. ${remedy}`,
  );

describe('connections of the file', () => {
  it('may be several, each with its own way of authentication', () => {
    const configuration = load(
      `
connections:
  cloud:
    type: orchestrator
    url: https://cloud.uipath.com/acme/Production/orchestrator_
    auth: {kind: clientCredentials, clientId: an-id, clientSecret: {env: CLOUD_SECRET}, scope: OR.Jobs}
    folder: Finance
    timeouts: {connect: 5s, headers: 1m}
    maximumConnections: 8
    visibilityWindow: 30s
    listsPerMinute: 50
    safetyNet: {stopAfter: 4h, killAfter: 5m}
  site:
    url: https://uipath.acme.example
    auth:
      kind: password
      username: robot
      password: {file: ${file('of-file\n')}}
    tenantName: Default
    proxyUrl: {env: PROXY}
taskQueue: rpa-two
`,
      { CLOUD_SECRET: 'of-environment', PROXY: 'http://user:word@proxy:3128' },
    );
    expect(configuration.taskQueue).toBe('rpa-two');
    expect(configuration.connections).toEqual({
      cloud: {
        name: 'cloud',
        url: 'https://cloud.uipath.com/acme/Production/orchestrator_',
        auth: { kind: 'clientCredentials', clientId: 'an-id', clientSecret: 'of-environment', scope: 'OR.Jobs' },
        defaultFolder: 'Finance',
        timeouts: { connectMs: 5_000, headersMs: 60_000 },
        maximumConnections: 8,
        visibilityWindowMs: 30_000,
        listsPerMinute: 50,
        safetyNet: { stopAfterMs: 14_400_000, killAfterMs: 300_000 },
      },
      site: {
        name: 'site',
        url: 'https://uipath.acme.example',
        auth: { kind: 'password', username: 'robot', password: 'of-file' },
        tenantName: 'Default',
        timeouts: {},
        proxyUrl: 'http://user:word@proxy:3128',
      },
    });
  });

  const withDefault = `
connections:
  default:
    url: https://acme.example
    auth: {kind: clientCredentials, clientId: an-id, clientSecret: {env: SECRET}}
`;

  it('are overridden by the environment option by option, the way of authentication as a whole', () => {
    const environment = { SECRET: 'of-file', UIPATH_URL: 'https://other.example' };
    expect(load(withDefault, { ...environment, UIPATH_SCOPE: 'OR.Jobs' }).connections.default).toMatchObject({
      url: 'https://other.example',
      auth: { kind: 'clientCredentials', clientId: 'an-id', clientSecret: 'of-file', scope: 'OR.Jobs' },
    });
    expect(load(withDefault, { ...environment, UIPATH_ACCESS_TOKEN: 'token' }).connections.default?.auth).toEqual({
      kind: 'accessToken',
      accessToken: 'token',
    });
  });

  it('stand beside the connection of the environment', () => {
    const text = 'connections: {site: {url: https://acme.example, auth: {kind: accessToken, accessToken: {env: T}}}}';
    const { connections } = load(text, { T: 't', UIPATH_URL: 'https://other.example', UIPATH_ACCESS_TOKEN: 'token' });
    expect(Object.keys(connections)).toEqual(['site', 'default']);
  });

  it('share what an anchor holds', () => {
    const text = `
connections:
  one: {url: https://one.example, auth: &auth {kind: accessToken, accessToken: {env: T}}}
  two: {url: https://two.example, auth: *auth}
`;
    expect(load(text, { T: 't' }).connections.two?.auth).toEqual({ kind: 'accessToken', accessToken: 't' });
  });

  it('refuse unknown keys at every level, with the place and the key that was meant', () => {
    const text = `
task_queue: rpa
connections:
  site:
    url: https://acme.example
    foldr: Finance
    auth: {kind: accessToken, acessToken: {env: T}}
    timeouts: {connection: 5s}
`;
    expect(lines(text)).toEqual([
      'rpa.yaml:5:5 connections.site.auth.accessToken is missing. Write connections.site.auth.accessToken as {env: NAME_OF_A_VARIABLE} or {file: /path/of/a/file}.',
      "rpa.yaml:7:31 connections.site.auth.acessToken is not known. Did you mean 'accessToken'?",
      "rpa.yaml:8:16 connections.site.timeouts.connection is not known. Did you mean 'connect'?",
      "rpa.yaml:6:5 connections.site.foldr is not known. Did you mean 'folder'?",
      "rpa.yaml:2:1 task_queue is not known. Did you mean 'taskQueue'?",
    ]);
  });

  it.each([
    ['clientSecret: s3cret-value', '5:60', 'is a secret and must be a reference, not a value'],
    ['clientSecret: {value: s3cret-value}', '5:60', 'is a secret and must be a reference, not a value'],
    ['clientSecret: {env: s3cret-value}', '5:60', 'does not name a variable'],
    ['clientSecret: {file: s3cret-value}', '5:60', 'names a file that cannot be read (ENOENT)'],
  ])('refuse %s where a reference belongs, and do not repeat it', (secret, place, message) => {
    const text = `
connections:
  site:
    url: https://acme.example
    auth: {kind: clientCredentials, clientId: an-id, ${secret}}
`;
    const [line = '', ...more] = lines(text);
    expect(line).toContain(`rpa.yaml:${place.replace(/\d+$/, '')}`);
    expect(line).toContain(`connections.site.auth.clientSecret ${message}.`);
    expect(line).not.toContain('s3cret');
    expect(more).toEqual([]);
  });

  it('name the variable that a reference misses', () => {
    const text =
      'connections: {site: {url: https://a.example, auth: {kind: accessToken, accessToken: {env: MISSING}}}}';
    expect(faultsOf({ RPA_CONFIG: file(text) })).toMatchObject([
      { option: 'connections.site.auth.accessToken', variable: 'MISSING', remedy: 'Set MISSING.' },
    ]);
  });

  it.each([
    ['auth: {kind: oauth}', 'connections.site.auth.kind is not a known authentication kind'],
    ['auth: {clientId: x}', 'connections.site.auth.kind is missing'],
    ['auth: token', 'connections.site.auth is not a mapping'],
    ['folder: x', 'connections.site.auth is missing'],
    [
      'auth: {kind: accessToken, accessToken: {env: T}}, type: infoflow',
      'connections.site.type is not a known back end type',
    ],
    ['auth: {kind: accessToken, accessToken: {env: T}}, folder: [a]', 'connections.site.folder is not a text'],
    ['auth: {kind: accessToken, accessToken: {env: T}}, folder: *none', 'connections.site.folder is not a text'],
    ['auth: {kind: accessToken, accessToken: {env: T}}, timeouts: {body: 5}', 'timeouts.body is not a duration'],
    ['auth: {kind: accessToken, accessToken: {env: T}}, safetyNet: {killAfter: 5m}', 'safetyNet.stopAfter is missing'],
    [
      'auth: {kind: accessToken, accessToken: {env: T}}, proxyUrl: http://user:w0rd@proxy',
      'connections.site.proxyUrl holds a password',
    ],
  ])('refuse %s with one fault', (fragment, fault) => {
    const [line = '', ...more] = lines(`connections: {site: {url: https://a.example, ${fragment}}}`, { T: 't' });
    expect(line).toContain(fault);
    expect(line).toMatch(/^rpa\.yaml:1:\d+ /);
    expect(line).not.toContain('w0rd');
    expect(more).toEqual([]);
  });

  it('refuse a connection without a URL', () => {
    expect(lines('connections:\n  site:\n    auth: {kind: accessToken, accessToken: {env: T}}', { T: 't' })).toEqual([
      'rpa.yaml:3:5 connections.site.url is missing. Write connections.site.url.',
    ]);
  });
});

describe('the file', () => {
  it('is refused by line and column when it is not YAML, without its text', () => {
    expect(lines('taskQueue: rpa\nconnections: [s3cret-value\n')).toEqual([
      'rpa.yaml:3:1 configuration file is invalid YAML (BAD_INDENT). Fix the file at that position.',
    ]);
  });

  it('is refused when it is a list', () => {
    expect(lines('- taskQueue')).toEqual([
      'rpa.yaml:1:1 configuration file is not a mapping. Begin it with a key such as connections.',
    ]);
  });

  it('is refused when it is not there', () => {
    expect(faultsOf({ RPA_CONFIG: '/no/such/rpa.yaml' })).toMatchObject([
      { variable: 'RPA_CONFIG', message: 'names a file that cannot be read (ENOENT)' },
    ]);
  });

  it('may be empty when the environment has a connection', () => {
    expect(load('', { UIPATH_URL: 'https://a.example', UIPATH_ACCESS_TOKEN: 't' }).taskQueue).toBe('rpa');
  });
});
