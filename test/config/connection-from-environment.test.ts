import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { faultsOf, file } from './fixture-files.js';

const url = 'https://cloud.uipath.com/acme/Production/orchestrator_';

/** Public certificate of a test authority (self-signed, its key is gone). */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUdOmb4E9gRnLoxV0EV5+uFF6u0f8wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTIzMTg0MjE0WhgPMjEy
NjEwMzAxODQyMTRaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAELEtg/7oiagUojUZBVj6UcPhjiMKHWBWzHh3CMDyx
uvAO1loJIspqDo19VRGmZtjOzwRnfjUNSr/VI2hMtuS73qNTMFEwHQYDVR0OBBYE
FFxpkhQ3BlbBNeDaIXCcdN3P39DWMB8GA1UdIwQYMBaAFFxpkhQ3BlbBNeDaIXCc
dN3P39DWMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgYTcZoUMc
Rean53Ls8KS5MxdVzMgZNxza/ZltcWw0Yt8CIC0HK6oggjj09m2Q0Xrqbtxhja1v
jng1H3tVnIXCwWhm
-----END CERTIFICATE-----
`;

const lines = (environment: NodeJS.ProcessEnv): string[] =>
  faultsOf(environment).map(({ option, variable = '', message }) => `${option} [${variable}] ${message}`);

describe('the connection of the environment', () => {
  it.each([
    [
      { UIPATH_CLIENT_ID: 'id', UIPATH_CLIENT_SECRET: 'secret' },
      { kind: 'clientCredentials', clientId: 'id', clientSecret: 'secret' },
    ],
    [
      {
        UIPATH_CLIENT_ID: 'id',
        UIPATH_CLIENT_SECRET: 'secret',
        UIPATH_SCOPE: 'OR.Jobs',
        UIPATH_IDENTITY_URL: 'https://acme.example/identity',
      },
      {
        kind: 'clientCredentials',
        clientId: 'id',
        clientSecret: 'secret',
        scope: 'OR.Jobs',
        identityUrl: 'https://acme.example/identity',
      },
    ],
    [{ UIPATH_ACCESS_TOKEN: 'token' }, { kind: 'accessToken', accessToken: 'token' }],
    [
      { UIPATH_URL: 'https://acme.example', UIPATH_USERNAME: 'user', UIPATH_PASSWORD: 'word' },
      { kind: 'password', username: 'user', password: 'word' },
    ],
    [
      { UIPATH_USER_KEY_CLIENT_ID: 'id', UIPATH_REFRESH_TOKEN: 'key', UIPATH_ACCOUNT_URL: 'https://acme.example' },
      { kind: 'userKey', clientId: 'id', refreshToken: 'key', accountUrl: 'https://acme.example' },
    ],
  ])('knows the way of authentication by the variables that are set: %o', (variables, auth) => {
    expect(loadConfiguration({ UIPATH_URL: url, ...variables }).connections.default?.auth).toEqual(auth);
  });

  it('has tenant, folder, authority and proxy', () => {
    const { connections } = loadConfiguration({
      UIPATH_URL: url,
      UIPATH_ACCESS_TOKEN: 'token',
      UIPATH_TENANT_NAME: 'Default',
      UIPATH_FOLDER_PATH: 'Finance/Accounts Payable',
      UIPATH_CA_FILE: file(certificate),
      UIPATH_PROXY_URL: 'http://user:word@proxy.acme.example:3128',
    });
    expect(connections.default).toMatchObject({
      tenantName: 'Default',
      defaultFolder: 'Finance/Accounts Payable',
      certificateAuthority: certificate,
      proxyUrl: 'http://user:word@proxy.acme.example:3128',
    });
  });

  it('reads a secret from the file that a variable names, without the newline at its end', () => {
    const { connections } = loadConfiguration({
      UIPATH_URL: url,
      UIPATH_CLIENT_ID: 'id',
      UIPATH_CLIENT_SECRET_FILE: file(' of-file \n'),
    });
    expect(connections.default?.auth).toMatchObject({ clientSecret: ' of-file ' });
  });

  it.each<[string, NodeJS.ProcessEnv, string[]]>([
    [
      'an id without a secret',
      { UIPATH_URL: url, UIPATH_CLIENT_ID: 'id' },
      ['connections.default.auth.clientSecret [UIPATH_CLIENT_SECRET] is missing, though UIPATH_CLIENT_ID is set'],
    ],
    [
      'a secret without an id',
      { UIPATH_URL: url, UIPATH_CLIENT_SECRET: 'secret' },
      ['connections.default.auth.clientId [UIPATH_CLIENT_ID] is missing, though UIPATH_CLIENT_SECRET is set'],
    ],
    [
      'two ways of authentication',
      { UIPATH_URL: url, UIPATH_CLIENT_ID: 'id', UIPATH_CLIENT_SECRET: 'secret', UIPATH_ACCESS_TOKEN: 'token' },
      [
        'connections.default.auth [] is set in more than one way: ' +
          'UIPATH_CLIENT_ID and UIPATH_CLIENT_SECRET (clientCredentials), UIPATH_ACCESS_TOKEN (accessToken)',
      ],
    ],
    ['no way of authentication', { UIPATH_URL: url }, ['connections.default.auth [] is missing']],
    [
      'credentials without a URL',
      { UIPATH_ACCESS_TOKEN: 'token' },
      ['connections.default.url [UIPATH_URL] is missing'],
    ],
    [
      'a URL that is none',
      { UIPATH_URL: 'cloud.uipath.com/acme', UIPATH_ACCESS_TOKEN: 'token' },
      ['connections.default.url [UIPATH_URL] is not a URL'],
    ],
    [
      'a URL with a password',
      { UIPATH_URL: 'https://user:word@acme.example', UIPATH_ACCESS_TOKEN: 'token' },
      ['connections.default.url [UIPATH_URL] holds a user or a password'],
    ],
    [
      'an identity URL that is none',
      { UIPATH_URL: url, UIPATH_CLIENT_ID: 'id', UIPATH_CLIENT_SECRET: 'secret', UIPATH_IDENTITY_URL: 'identity_' },
      ['connections.default.auth.identityUrl [UIPATH_IDENTITY_URL] is not a URL'],
    ],
    [
      'a secret and its file',
      { UIPATH_URL: url, UIPATH_ACCESS_TOKEN: 'token', UIPATH_ACCESS_TOKEN_FILE: '/run/secrets/token' },
      ['connections.default.auth.accessToken [UIPATH_ACCESS_TOKEN] is set together with UIPATH_ACCESS_TOKEN_FILE'],
    ],
    [
      'a secret file that is not there',
      { UIPATH_URL: url, UIPATH_ACCESS_TOKEN_FILE: '/run/secrets/none' },
      ['connections.default.auth.accessToken [UIPATH_ACCESS_TOKEN_FILE] names a file that cannot be read (ENOENT)'],
    ],
    [
      'a proxy that is none',
      { UIPATH_URL: url, UIPATH_ACCESS_TOKEN: 'token', UIPATH_PROXY_URL: 'socks5://proxy' },
      ['connections.default.proxyUrl [UIPATH_PROXY_URL] is not an http or https URL'],
    ],
  ])('refuses %s, with one fault', (_, environment, faults) => {
    expect(lines(environment)).toEqual(faults);
  });

  it('refuses a secret file that is empty and an authority that is no certificate', () => {
    const empty = file('\n');
    expect(lines({ UIPATH_URL: url, UIPATH_ACCESS_TOKEN_FILE: empty, UIPATH_CA_FILE: empty })).toEqual([
      'connections.default.auth.accessToken [UIPATH_ACCESS_TOKEN_FILE] names an empty file',
      'connections.default.caFile [UIPATH_CA_FILE] names a file that is not a PEM certificate',
    ]);
  });
});
