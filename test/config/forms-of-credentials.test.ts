import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { file, sentenceOf } from './fixture-files.js';

const cloud = 'https://cloud.uipath.com/acme/Production/orchestrator_';
const cloudToken = 'https://cloud.uipath.com/identity_/connect/token';
const token = { UIPATH_ACCESS_TOKEN: 'rt_token' };

const reading = (name: string, sentence: string, variable: string): string =>
  `- connections.default.auth.${name} (${variable}) ${sentence}`;

describe('forms of a token', () => {
  const asToken = (given: string): Record<string, string> => ({ UIPATH_URL: cloud, UIPATH_ACCESS_TOKEN: given });

  it.each(['rt_2Zw8Y-_x', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'])('%s works', (given) => {
    const { connections } = loadConfiguration(asToken(given));
    expect(connections.default?.auth).toEqual({ kind: 'accessToken', accessToken: given });
  });

  it('a file that begins with a byte-order mark works', () => {
    const { connections } = loadConfiguration({ UIPATH_URL: cloud, UIPATH_ACCESS_TOKEN_FILE: file('\ufeffrt_a\r\n') });
    expect(connections.default?.auth).toEqual({ kind: 'accessToken', accessToken: 'rt_a' });
  });

  it.each([
    ['Bearer rt_s3cret', "begins with 'Bearer'. Write the token alone, without the word Bearer."],
    ['Authorization: Bearer rt_s3cret', "begins with 'Bearer'. Write the token alone, without the word Bearer."],
    ['“rt_s3cret”', 'begins or ends with quotation marks. Remove them.'],
    ['"rt_s3cret"', 'begins or ends with quotation marks. Remove them.'],
    ['<your token>', 'is a placeholder. Write the value that it stands for.'],
    ['${UIPATH_TOKEN}', 'is a placeholder. Write the value that it stands for.'],
    ['rt_s3\u200bcret', 'holds an invisible character (U+200B). Type the text, or copy it again as plain text.'],
    ['rt_s3\ncret', 'holds a line break. Type the text, or copy it again as plain text.'],
    ['rt_s3cret…', 'ends with an ellipsis, so it is not whole. Copy the whole token from where it was issued.'],
    [
      'rt_s3crét',
      'holds a character that cannot be sent (U+00E9). Copy the text again from where it was issued, as plain text.',
    ],
    ['rt_s3 cret', 'holds a space, which no token has. Write the token alone.'],
    [
      '{"access_token":"rt_s3cret"}',
      'is JSON, not a token. Write the value of its access_token alone, without quotation marks.',
    ],
  ])('%s is refused', (given, sentence) => {
    expect(sentenceOf(asToken(given))).toBe(reading('accessToken', sentence, 'UIPATH_ACCESS_TOKEN'));
    const path = file(given);
    expect(sentenceOf({ UIPATH_URL: cloud, UIPATH_ACCESS_TOKEN_FILE: path })).toBe(
      reading('accessToken', sentence, 'UIPATH_ACCESS_TOKEN_FILE'),
    );
  });
});

describe('kinds of sign-in', () => {
  const application = {
    UIPATH_CLIENT_ID: '7c3f1f6e-4f57-4d0c-9a43-0b5a8a1f2c11',
    UIPATH_CLIENT_SECRET: 'a(b<c>{d}$e "f',
  };
  const person = { UIPATH_USERNAME: 'admin', UIPATH_PASSWORD: '“pä ß"' };
  const key = { UIPATH_USER_KEY_CLIENT_ID: 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE', UIPATH_REFRESH_TOKEN: 'plu-JgZ_z' };
  const standalone = 'https://robots.acme.example';

  it.each([
    ['clientCredentials', cloud, application],
    ['clientCredentials', standalone, { ...application, UIPATH_IDENTITY_URL: `${standalone}/identity` }],
    ['clientCredentials', cloud, { ...application, UIPATH_IDENTITY_URL: 'https://cloud.uipath.com/acme/identity_' }],
    ['clientCredentials', cloud, { ...application, UIPATH_IDENTITY_URL: cloudToken }],
    ['accessToken', cloud, token],
    ['password', standalone, { ...person, UIPATH_TENANT_NAME: 'Default' }],
    ['userKey', cloud, key],
  ])('%s at %s works', (kind, url, variables) => {
    expect(loadConfiguration({ UIPATH_URL: url, ...variables }).connections.default?.auth).toMatchObject({ kind });
  });

  const visible = 'Type the text, or copy it again as plain text.';
  const removeIdentity =
    'Remove it: the identity address follows from the base URL. In the cloud it is https://cloud.uipath.com/identity_.';

  it.each<[string, Record<string, string>, string]>([
    [
      'a password in the cloud',
      { UIPATH_URL: cloud, ...person },
      reading(
        'username',
        "signs in with a user name and a password, which UiPath's cloud does not accept. Sign in with kind " +
          'clientCredentials (UIPATH_CLIENT_ID and UIPATH_CLIENT_SECRET of an external application) or kind accessToken ' +
          '(UIPATH_ACCESS_TOKEN, a personal access token).',
        'UIPATH_USERNAME',
      ),
    ],
    [
      'a user key as an application',
      { UIPATH_URL: cloud, UIPATH_CLIENT_ID: key.UIPATH_USER_KEY_CLIENT_ID, UIPATH_CLIENT_SECRET: 'plu-JgZ_z' },
      reading(
        'clientId',
        'has the form of the client ID that belongs to a user key, not of an App ID. Sign in with kind userKey ' +
          '(UIPATH_USER_KEY_CLIENT_ID and UIPATH_REFRESH_TOKEN), or write the App ID of an external application.',
        'UIPATH_CLIENT_ID',
      ),
    ],
    [
      'a placeholder as App ID',
      { UIPATH_URL: cloud, ...application, UIPATH_CLIENT_ID: '{app_id}' },
      reading('clientId', 'is a placeholder. Write the value that it stands for.', 'UIPATH_CLIENT_ID'),
    ],
    [
      'an app secret with an invisible character',
      { UIPATH_URL: cloud, ...application, UIPATH_CLIENT_SECRET: 'a\u00a0b' },
      reading('clientSecret', `holds an invisible character (U+00A0). ${visible}`, 'UIPATH_CLIENT_SECRET'),
    ],
    [
      'scopes with commas',
      { UIPATH_URL: cloud, ...application, UIPATH_SCOPE: 'OR.Jobs,OR.Folders' },
      reading('scope', 'holds a comma or a semicolon. Separate scopes with spaces.', 'UIPATH_SCOPE'),
    ],
    [
      'the base URL as identity address',
      { UIPATH_URL: cloud, ...application, UIPATH_IDENTITY_URL: cloud },
      reading('identityUrl', `is not an address of the identity service. ${removeIdentity}`, 'UIPATH_IDENTITY_URL'),
    ],
    [
      'the host alone as identity address',
      { UIPATH_URL: cloud, ...application, UIPATH_IDENTITY_URL: 'https://cloud.uipath.com' },
      reading('identityUrl', `is not an address of the identity service. ${removeIdentity}`, 'UIPATH_IDENTITY_URL'),
    ],
    [
      'a user key that begins with Bearer',
      { UIPATH_URL: cloud, ...key, UIPATH_REFRESH_TOKEN: 'bearer abc' },
      reading(
        'refreshToken',
        "begins with 'Bearer'. Write the token alone, without the word Bearer.",
        'UIPATH_REFRESH_TOKEN',
      ),
    ],
    [
      'a tenant name that no header can hold',
      { UIPATH_URL: standalone, ...person, UIPATH_TENANT_NAME: 'Défaut' },
      '- connections.default.tenantName (UIPATH_TENANT_NAME) holds a character that cannot be sent (U+00E9). ' +
        'Copy the text again from where it was issued, as plain text.',
    ],
  ])('%s is refused', (_, variables, sentence) => {
    expect(sentenceOf(variables)).toBe(sentence);
  });
});
