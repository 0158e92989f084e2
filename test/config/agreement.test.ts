import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfiguration } from '../../src/config/index.js';
import { configurationJsonSchema } from '../../src/config/json-schema.js';
import { run } from '../cli/run.js';
import { file, refusal } from './fixture-files.js';

const accepts = new Ajv2020({ allowUnionTypes: true }).compile(configurationJsonSchema());
const environment = { T: 'a-token', UIPATH_ACCESS_TOKEN: 'a-token', UIPATH_URL: 'https://b.example' };

const cloud = 'https://cloud.uipath.com/acme/Production';
const token = 'auth: {kind: accessToken, accessToken: {env: T}}';
const key = 'auth: {kind: apiKey, apiKey: {env: T}}';
const application = (more: string): string => `auth: {kind: clientCredentials, clientSecret: {env: T}, ${more}}`;
const person = 'auth: {kind: password, username: admin, password: {env: T}}';
const connection = (text: string): string => `connections: {a: {${text}}}`;

const good: string[] = [
  '{}',
  'taskQueue: 0065',
  'health: "off"',
  'logLevel: debug',
  'shutdownGrace: 30s',
  'maximumActivities: 400',
  'connections: {default: {folder: Shared}}',
  'connections: {default: {timeouts: {connect: 5s}}}',
  connection(`url: ${cloud}, ${token}`),
  connection(`url: ${cloud}/orchestrator_/odata, ${token}`),
  connection(`type: orchestrator, url: https://a.example, ${person}, tenantName: Default`),
  connection(`url: ${cloud}, ${application('clientId: 7c3f1f6e-4f57-4d0c-9a43-0b5a8a1f2c11')}`),
  connection(`url: ${cloud}, ${application('clientId: 12345, scope: OR.Jobs OR.Folders')}`),
  connection(`url: ${cloud}, ${application('clientId: a, identityUrl: "https://cloud.uipath.com/acme/identity_"')}`),
  connection(`url: ${cloud}, auth: {kind: userKey, clientId: a, refreshToken: {env: T}}`),
  connection(`url: https://a.example, ${token}, safetyNet: {stopAfter: 4h, killAfter: 5m}`),
  connection(`url: https://a.example, ${token}, proxyUrl: "http://proxy.example:3128", maximumConnections: 16`),
  connection(`type: infolink, url: https://a.example/infolink, ${key}, suffix: none`),
  'destinations: {a: {path: /data}, b: {type: s3, bucket: b, endpoint: https://s.example}}',
];

const bad: string[] = [
  'taskQeue: rpa',
  'shutdownGrace: 30',
  'health: 8085',
  connection(`url: cloud.uipath.com/acme/Production, ${token}`),
  connection(`url: https://platform.uipath.com/acme/Production, ${token}`),
  connection(`url: https://cloud.uipath.com/acme, ${token}`),
  connection(`url: "https://cloud.uipath.com/{org}/{tenant}/orchestrator_", ${token}`),
  connection(`url: https://cloud.uipath.com/identity_/connect/token, ${token}`),
  connection(`url: ${cloud}, ${person}`),
  connection(`url: ${cloud}, ${token}, tenantName: "“Default”"`),
  connection(`url: ${cloud}, ${token}, folder: <folder>`),
  connection(`url: ${cloud}, ${token}, apiKey: {env: T}`),
  connection(`url: ${cloud}, auth: {kind: accessToken, accessToken: rt_plain}`),
  connection(`url: ${cloud}, ${application('clientId: "{app_id}"')}`),
  connection(`url: ${cloud}, ${application('clientId: aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE')}`),
  connection(`url: ${cloud}, ${application('clientId: a, scope: "OR.Jobs,OR.Folders"')}`),
  connection(`url: ${cloud}, ${application('clientId: a, identityUrl: "https://cloud.uipath.com"')}`),
  connection(`url: ${cloud}, ${application('scope: OR.Jobs')}`),
  connection(`type: infolink, url: https://a.example/api/v1, ${key}`),
  connection(`type: infolink, url: https://a.example, ${token}`),
];

const verdicts = [...good.map((text) => [text, true] as const), ...bad.map((text) => [text, false] as const)];

it.each(verdicts)('schema, loader and command line say the same of %s: %s', async (text, isGood) => {
  expect(accepts(parse(text))).toBe(isGood);
  const variables = { ...environment, RPA_CONFIG: file(text, 'rpa.yaml') };
  if (isGood) loadConfiguration(variables);
  else expect(refusal(variables).faults).toHaveLength(1);
  const { stderr } = await run(['jobs', 'list', '--connection', 'none'], variables);
  expect(stderr.includes("--connection 'none' is not configured")).toBe(isGood);
  expect(stderr.includes('The configuration has 1 fault:')).toBe(!isGood);
});
