import { describe, expect, it } from 'vitest';
import { infoLinkSettings } from '../../src/backends/infolink/settings.js';
import { loadConfiguration } from '../../src/config/index.js';
import { secretsIn } from '../../src/shared/settings/secrets.js';
import { faultsOf, file } from './fixture-files.js';

const load = (text: string, environment: NodeJS.ProcessEnv = {}): ReturnType<typeof loadConfiguration> =>
  loadConfiguration({ RPA_CONFIG: file(text, 'rpa.yaml'), ...environment });
const lines = (fragment: string, environment: NodeJS.ProcessEnv = { K: 'k' }): string[] =>
  faultsOf({
    RPA_CONFIG: file(`connections: {link: {type: infolink, url: https://a.example, ${fragment}}}`),
    ...environment,
  }).map(({ option, message, remedy }) => `${option} ${message}. ${remedy}`);
const auth = 'auth: {kind: apiKey, apiKey: {env: K}}';

describe('a connection of type infolink', () => {
  it('has three ways of authentication, a base path and a suffix', () => {
    const configuration = load(
      `
connections:
  key: {type: infolink, url: https://a.example, auth: {kind: apiKey, apiKey: {env: KEY}}}
  app:
    type: infolink
    url: https://b.example
    auth: {kind: clientCredentials, clientId: an-id, clientSecret: {env: SECRET}, tokenUrl: https://b.example/token}
    basePath: /mdm/api/v1
    suffix: none
    timeouts: {headers: 1m}
    visibilityWindow: 30s
    maximumConnections: 8
  user:
    type: infolink
    url: https://c.example
    auth: {kind: password, clientId: an-id, clientSecret: {env: SECRET}, username: u, password: {env: WORD}}
    suffix: .jsp
`,
      { KEY: 'the-key', SECRET: 'the-secret', WORD: 'the-word' },
    );
    expect(configuration.connections).toEqual({
      key: {
        type: 'infolink',
        name: 'key',
        url: 'https://a.example',
        auth: { kind: 'apiKey', apiKey: 'the-key' },
        timeouts: {},
      },
      app: {
        type: 'infolink',
        name: 'app',
        url: 'https://b.example',
        auth: {
          kind: 'clientCredentials',
          clientId: 'an-id',
          clientSecret: 'the-secret',
          tokenUrl: 'https://b.example/token',
        },
        basePath: '/mdm/api/v1',
        suffix: '',
        timeouts: { headersMs: 60_000 },
        visibilityWindowMs: 30_000,
        maximumConnections: 8,
      },
      user: {
        type: 'infolink',
        name: 'user',
        url: 'https://c.example',
        auth: { kind: 'password', clientId: 'an-id', clientSecret: 'the-secret', username: 'u', password: 'the-word' },
        suffix: '.jsp',
        timeouts: {},
      },
    });
    expect(new Set(secretsIn(infoLinkSettings, configuration.connections))).toEqual(
      new Set(['the-key', 'the-secret', 'the-word']),
    );
  });

  it('may be the default one', () => {
    const { connections } = load(`connections: {default: {type: infolink, url: https://a.example, ${auth}}}`, {
      K: 'k',
    });
    expect(connections.default).toMatchObject({ type: 'infolink' });
  });

  it.each([
    ['auth: {kind: apiKey, apiKey: s3cret}', 'connections.link.auth.apiKey is a secret and must be a reference'],
    [
      'auth: {kind: accessToken}',
      'connections.link.auth.kind is not a known authentication kind. Write one of apiKey,',
    ],
    ['auth: {kind: password, clientId: x, username: u, password: {env: K}}', 'auth.clientSecret is missing'],
    [
      'suffix: .jsp',
      'connections.link.auth is missing. Write auth with a kind: one of apiKey, clientCredentials, password',
    ],
    [`${auth}, basePath: api`, 'connections.link.basePath is not a path. Write a path that begins with /'],
    [`${auth}, suffix: jsp`, 'connections.link.suffix is not a suffix. Write for example .jsp, or none.'],
    [`${auth}, folder: Shared`, 'connections.link.folder is not known'],
    [`${auth}, safetyNet: {stopAfter: 1h}`, 'connections.link.safetyNet is not known'],
    [`${auth}, sufix: .jsp`, "connections.link.sufix is not known. Did you mean 'suffix'?"],
  ])('is refused with %s', (fragment, fault) => {
    const [line = '', ...more] = lines(fragment);
    expect(line).toContain(fault);
    expect(line).not.toContain('s3cret');
    expect(more).toEqual([]);
  });

  it('has settings that an Orchestrator has not', () => {
    const text =
      'connections: {o: {url: https://a.example, auth: {kind: accessToken, accessToken: {env: K}}, suffix: .jsp}}';
    expect(faultsOf({ RPA_CONFIG: file(text), K: 'k' })).toMatchObject([{ option: 'connections.o.suffix' }]);
  });

  it('is not described by the variables of an Orchestrator', () => {
    const text = `connections: {default: {type: infolink, url: https://a.example, ${auth}}}`;
    const faults = faultsOf({ RPA_CONFIG: file(text), K: 'k', UIPATH_URL: 'https://b.example' });
    expect(faults).toMatchObject([{ message: 'is of type infolink, but UIPATH_ variables describe an Orchestrator' }]);
  });

  it('is named by a mistyped type', () => {
    const text = `connections: {link: {type: infolnk, url: https://a.example, ${auth}}}`;
    expect(faultsOf({ RPA_CONFIG: file(text), K: 'k' })).toMatchObject([
      { remedy: "Write one of orchestrator, infolink. Did you mean 'infolink'?" },
    ]);
  });
});
