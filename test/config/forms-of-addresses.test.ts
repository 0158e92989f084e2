import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addressesOf } from '../../src/backends/orchestrator/addresses.js';
import { loadConfiguration } from '../../src/config/index.js';
import { configurationJsonSchema } from '../../src/config/json-schema.js';
import { file, sentenceOf } from './fixture-files.js';

const accepts = new Ajv2020({ allowUnionTypes: true }).compile(configurationJsonSchema());

const cloud = 'https://cloud.uipath.com/acme/Production/orchestrator_';
const cloudToken = 'https://cloud.uipath.com/identity_/connect/token';
const token = { UIPATH_ACCESS_TOKEN: 'rt_token' };

/** What the published schema says about a URL in a file. */
function inFile(type: string, url: string): boolean {
  const auth = type === 'infolink' ? 'kind: apiKey, apiKey: {env: T}' : 'kind: accessToken, accessToken: {env: T}';
  return accepts(parse(`connections: {a: {type: ${type}, url: ${JSON.stringify(url)}, auth: {${auth}}}}`));
}

describe('forms of a base URL that work', () => {
  it.each([
    ['the base URL', cloud, cloud, cloudToken],
    ['with a slash behind it', `${cloud}/`, cloud, cloudToken],
    ['with the path of a call', `${cloud}/odata/Jobs?$top=1`, cloud, cloudToken],
    ['with that of the reference', `${cloud}/swagger/index.html`, cloud, cloudToken],
    ["a browser's address", `${cloud}/jobs(sidepanel:sidepanel/jobs/1/details)?fid=3&tid=7#x`, cloud, cloudToken],
    ['with doubled parts', 'https://cloud.uipath.com//acme/Production/orchestrator_/orchestrator_', cloud, cloudToken],
    ['organization and tenant alone', 'https://cloud.uipath.com/acme/Production', cloud, cloudToken],
    ['the same with the path of a call', 'https://cloud.uipath.com/acme/Production/odata', cloud, cloudToken],
    ['the same with a query', 'https://cloud.uipath.com/acme/Production/?fid=3', cloud, cloudToken],
    ['a host in capitals', 'HTTPS://Cloud.UiPath.com/acme/Production/Orchestrator_', cloud, cloudToken],
    [
      'the public sector',
      'https://govcloud.uipath.us/acme/Production',
      'https://govcloud.uipath.us/acme/Production/orchestrator_',
      'https://govcloud.uipath.us/identity_/connect/token',
    ],
    [
      'Automation Suite',
      'https://suite.acme.example/acme/Production/orchestrator_/',
      'https://suite.acme.example/acme/Production/orchestrator_',
      'https://suite.acme.example/identity_/connect/token',
    ],
    [
      'a standalone server',
      'https://robots.acme.example:8443/',
      'https://robots.acme.example:8443',
      'https://robots.acme.example:8443/identity/connect/token',
    ],
    [
      'a server by its address',
      'http://[::1]:7171/odata',
      'http://[::1]:7171',
      'http://[::1]:7171/identity/connect/token',
    ],
    [
      'a gateway before a server',
      'https://gateway.acme.example/robots',
      'https://gateway.acme.example/robots',
      'https://gateway.acme.example/identity/connect/token',
    ],
  ])('%s: %s', (_, url, base, tokenUrl) => {
    const { connections } = loadConfiguration({ UIPATH_URL: url, ...token });
    expect(addressesOf(connections.default?.url ?? '')).toEqual({ base, tokenUrl });
    expect(inFile('orchestrator', url)).toBe(true);
  });
});

const copyIt =
  'Open Orchestrator in a browser and copy its address up to and including orchestrator_, such as ' +
  'https://cloud.uipath.com/acme/Production/orchestrator_.';
const ownNames = 'Write your own value in its place.';
const identityFollows =
  'Write the base URL of Orchestrator: https://cloud.uipath.com/acme/Production/orchestrator_ in the cloud, ' +
  'https://orchestrator.acme.example on a standalone server. The identity address follows from it.';

const refusedUrls: [string, string, string][] = [
  [
    'no scheme',
    'cloud.uipath.com/acme/Production',
    'is not a URL. Write an absolute URL that begins with https:// (or http://).',
  ],
  ['quotation marks', `"${cloud}"`, 'begins or ends with quotation marks. Remove them.'],
  ['typographic ones', `“${cloud}”`, 'begins or ends with quotation marks. Remove them.'],
  [
    'an invisible character',
    'https://cloud.uipath.com/acme/Pro\u200bduction/orchestrator_',
    'holds an invisible character (U+200B). Type the text, or copy it again as plain text.',
  ],
  [
    'a user',
    'https://me@cloud.uipath.com/acme/Production',
    'holds a user or a password. Remove them; credentials have options of their own.',
  ],
  [
    'braces',
    'https://cloud.uipath.com/{organization}/{tenant}/orchestrator_',
    `still holds a placeholder. ${ownNames}`,
  ],
  ['encoded braces', 'https://cloud.uipath.com/%7Borg%7D/Production', `still holds a placeholder. ${ownNames}`],
  ['angle brackets', 'https://cloud.uipath.com/<org>/<tenant>', `still holds a placeholder. ${ownNames}`],
  ['brackets', 'https://cloud.uipath.com/[org]/[tenant]/orchestrator_', `still holds a placeholder. ${ownNames}`],
  ['a variable', 'https://cloud.uipath.com/$ORG/$TENANT', `still holds a placeholder. ${ownNames}`],
  [
    'words that stand for a name',
    'https://cloud.uipath.com/your-org/your-tenant',
    `still holds a placeholder. ${ownNames}`,
  ],
  ['a placeholder of a host', 'https://{server}/', `still holds a placeholder. ${ownNames}`],
  [
    'the former cloud',
    'https://platform.uipath.com/acme/Production',
    `is an address of the former cloud, which no longer answers. ${copyIt}`,
  ],
  [
    'the place to sign in',
    'https://account.uipath.com/oauth/token',
    `is where people sign in to UiPath, not an Orchestrator. ${copyIt}`,
  ],
  [
    'a web site',
    'https://docs.uipath.com/orchestrator',
    `is an address of UiPath's web site, not of an Orchestrator. ${copyIt}`,
  ],
  [
    'the token address',
    'https://cloud.uipath.com/identity_/connect/token',
    `is the address of the identity service, not of Orchestrator. ${identityFollows}`,
  ],
  [
    'that of an organization',
    'https://cloud.uipath.com/acme/identity_',
    `is the address of the identity service, not of Orchestrator. ${identityFollows}`,
  ],
  [
    'that of a server',
    'https://robots.acme.example/identity/connect/token',
    `is the address of the identity service, not of Orchestrator. ${identityFollows}`,
  ],
  ['plain http to the cloud', 'http://cloud.uipath.com/acme/Production', 'is plain http. Write https:// in its place.'],
  ['the host alone', 'https://cloud.uipath.com', `names no organization and no tenant. ${copyIt}`],
  [
    'the host and the path of a call',
    'https://cloud.uipath.com/odata/',
    `names no organization and no tenant. ${copyIt}`,
  ],
  [
    'the host and orchestrator_',
    'https://cloud.uipath.com/orchestrator_',
    `names no organization and no tenant. ${copyIt}`,
  ],
  ['an organization alone', 'https://cloud.uipath.com/acme/', `names no tenant. ${copyIt}`],
  [
    'an organization and orchestrator_',
    'https://cloud.uipath.com/acme/orchestrator_',
    'names no tenant: an organization and a tenant stand before orchestrator_. ' +
      'Write both, as in https://cloud.uipath.com/acme/Production/orchestrator_.',
  ],
  [
    'the portal',
    'https://cloud.uipath.com/acme/portal_/cloudrpa',
    `is the address of another service of UiPath's cloud. ${copyIt}`,
  ],
  [
    'another service',
    'https://cloud.uipath.com/acme/Production/actions_/',
    `is the address of another service of UiPath's cloud. ${copyIt}`,
  ],
  [
    'orchestrator_ without its end',
    'https://cloud.uipath.com/acme/Production/orchestrator',
    `goes on after the tenant without orchestrator_. ${copyIt}`,
  ],
  [
    'a page of a standalone server',
    'https://robots.acme.example/jobs?tid=1&fid=2',
    'is the address of a page of Orchestrator, not its base URL. Write the part before the first path, such as https://orchestrator.acme.example.',
  ],
];

describe('forms of a base URL that cannot work', () => {
  it.each(refusedUrls)('%s: %s', (_, url, sentence) => {
    expect(sentenceOf({ UIPATH_URL: url, ...token })).toBe(`- connections.default.url (UIPATH_URL) ${sentence}`);
    expect(inFile('orchestrator', url)).toBe(false);
  });
});

describe('forms of the URL of an InfoLink', () => {
  it.each(['https://infolink.acme.example', 'https://infolink.acme.example/', 'https://acme.example/infolink'])(
    '%s works',
    (url) => {
      expect(inFile('infolink', url)).toBe(true);
    },
  );

  it.each([
    [
      'https://infolink.acme.example/api/v1',
      'holds the path of a call. Write the address of the server alone; basePath and suffix say what follows it.',
    ],
    [
      'https://infolink.acme.example/api/v1/executeJob.jsp',
      'holds the path of a call. Write the address of the server alone; basePath and suffix say what follows it.',
    ],
    [
      'https://infolink.acme.example/?apiKey=s3cret',
      'holds a query or a fragment. Write the address of the server alone, such as https://infolink.acme.example.',
    ],
    ['https://<server>/', `still holds a placeholder. ${ownNames}`],
  ])('%s is refused', (url, sentence) => {
    const text = `connections: {a: {type: infolink, url: ${JSON.stringify(url)}, auth: {kind: apiKey, apiKey: {env: T}}}}`;
    expect(sentenceOf({ RPA_CONFIG: file(text, 'rpa.yaml'), T: 'key' })).toMatch(
      /^- connections\.a\.url \(.*:1:\d+\) /,
    );
    expect(sentenceOf({ RPA_CONFIG: file(text, 'rpa.yaml'), T: 'key' }).replace(/^.*?\) /, '')).toBe(sentence);
    expect(inFile('infolink', url)).toBe(false);
  });
});
