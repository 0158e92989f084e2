import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationJsonSchema } from '../../src/config/json-schema.js';
import { options } from '../../src/config/options.js';
import { corpusOf, withFiles } from './corpus/corpus.js';
import { file, refusal } from './fixture-files.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const published = JSON.parse(read('schemas/rpa.json')) as object;
const accepts = new Ajv2020({ allowUnionTypes: true }).compile(published);
const withFile = (kind: 'accepted' | 'refused', refusedBySchema: boolean): [string, string][] =>
  corpusOf(kind).flatMap(({ name, file: text, seenInFile = false }) =>
    text === undefined || text === '' || seenInFile !== refusedBySchema ? [] : [[name, withFiles(text)]],
  );
const refusedFiles = [...withFile('accepted', true), ...withFile('refused', true)];

const site = 'url: https://a.example, auth: {kind: accessToken, accessToken: {env: T}}';
const link = 'type: infolink, url: https://a.example, auth: {kind: apiKey, apiKey: {env: T}}';

describe('schemas/rpa.json', () => {
  it('is made from the schema of today (npm run schemas)', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(configurationJsonSchema())));
  });

  it('accepts every example of docs/configuration.md', () => {
    const examples = [...read('docs/configuration.md').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect([accepts(parse(example)), accepts.errors]).toEqual([true, null]);
  });

  it.each(withFile('accepted', false))('accepts %s of the corpus', (_, text) => {
    expect([accepts(parse(text)), accepts.errors]).toEqual([true, null]);
  });

  it.each(refusedFiles)('refuses %s of the corpus', (_, text) => {
    expect(accepts(parse(text))).toBe(false);
  });

  it.each([
    'taskQeue: rpa',
    'taskQueue: [rpa]',
    'health: 8085',
    'logLevel: verbose',
    'shutdownGrace: 30',
    'maximumActivities: many',
    'connections: [a]',
    'connections: {a: {type: mainframe, url: https://a.example, auth: {kind: accessToken, accessToken: {env: T}}}}',
    'connections: {a: {url: https://a.example}}',
    'connections: {a: {auth: {kind: accessToken, accessToken: {env: T}}}}',
    'connections: {a: {url: https://a.example, auth: {kind: token}}}',
    'connections: {a: {url: https://a.example, auth: {kind: password, username: u}}}',
    'connections: {a: {url: https://a.example, auth: {kind: accessToken, accessToken: plain}}}',
    'connections: {a: {url: https://a.example, auth: {kind: accessToken, accessToken: {env: t}}}}',
    'connections: {a: {url: https://u:w@a.example, auth: {kind: accessToken, accessToken: {env: T}}}}',
    `connections: {a: {${site}, suffix: .jsp}}`,
    `connections: {a: {${site}, proxyUrl: "http://u:w@proxy.example"}}`,
    `connections: {a: {${site}, timeouts: {body: 5}}}`,
    `connections: {a: {${site}, timeouts: {total: 5s}}}`,
    `connections: {a: {${site}, maximumConnections: 0}}`,
    `connections: {a: {${site}, safetyNet: {killAfter: 5m}}}`,
    `connections: {a: {${link}, folder: Shared}}`,
    `connections: {a: {${link}, basePath: api}}`,
    `connections: {a: {${link}, suffix: jsp}}`,
    'destinations: {a: {type: s4}}',
    'destinations: {a: {type: s3}}',
    'destinations: {a: {type: folder}}',
    'destinations: {a: {type: s3, bucket: b, path: x}}',
    'destinations: {a: {type: s3, bucket: b, endpoint: here}}',
    'destinations: {a: {type: s3, bucket: b, accessKeyId: i}}',
    'destinations: {a: {type: s3, bucket: b, secretAccessKey: {env: T}}}',
  ])('refuses %s, as the loader does', (text) => {
    expect(accepts(parse(text))).toBe(false);
    const environment = text.includes('connections')
      ? { T: 'a-token' }
      : { T: 'a-token', UIPATH_URL: 'https://b.example', UIPATH_ACCESS_TOKEN: 'a-token' };
    expect(refusal({ ...environment, RPA_CONFIG: file(text, 'rpa.yaml') }).faults).toHaveLength(1);
  });

  it('describes every option, and shows no secret as a text', () => {
    const text = JSON.stringify(published);
    for (const { facts } of options) expect(text).toContain(JSON.stringify(facts.meaning ?? 'missing').slice(1, -1));
    expect(accepts({ connections: { default: { auth: { kind: 'accessToken', accessToken: 'plain' } } } })).toBe(false);
  });
});

it('the corpus has every variable and every option', () => {
  const cases = corpusOf('accepted');
  const set = new Set(cases.flatMap(({ environment }) => Object.keys(environment)));
  const secrets = options.filter(({ facts }) => facts.variable !== undefined && facts.secret !== undefined);
  const variables = options.flatMap(({ facts }) => facts.variable ?? []);
  expect(variables.filter((name) => !set.has(name))).toEqual([]);
  expect(secrets.map(({ facts }) => `${facts.variable ?? ''}_FILE`).filter((name) => !set.has(name))).toEqual([]);
  const given = new Set(cases.flatMap(({ file: text }) => pathsOf(parse(text ?? '') as unknown)));
  const paths = options.map(({ path }) => path.join('.'));
  expect(paths.filter((path) => !given.has(path))).toEqual([]);
});

/** Paths of all values, with `*` for names of connections and destinations. */
function pathsOf(value: unknown, path: readonly string[] = []): string[] {
  const isTree = typeof value === 'object' && value !== null;
  const below = isTree
    ? Object.entries(value).flatMap(([key, held]) => {
        const named = path.length === 1 && (path[0] === 'connections' || path[0] === 'destinations');
        return pathsOf(held, [...path, named ? '*' : key]);
      })
    : [];
  return [path.join('.'), ...below];
}
