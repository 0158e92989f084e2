import { loadClientConnectConfig } from '@temporalio/envconfig';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { options } from '../../src/config/options.js';
import { variables } from '../../src/config/variables.js';
import { file, refusal } from '../config/fixture-files.js';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((text) => text.trim()),
  );

/** The only block of the page in that language. */
function block(language: string): string {
  const [only, ...more] = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  if (only?.[1] === undefined || more.length > 0) throw new Error(`the page has not one block of ${language}`);
  return only[1];
}

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
const variableRows = variables.map((variable) => [
  code(variable.name),
  code(variable.option),
  variable.meaning,
  variable.default ?? '',
  code(variable.example),
  variable.secret ? `or ${code(`${variable.name}_FILE`)}` : '',
]);

/** The options that no variable sets, each once, with the types and ways of authentication that have it. */
const fileOnly = options.filter(({ facts }) => facts.variable === undefined);
const nameOf = (path: readonly string[]): string => path.map((key) => (key === '*' ? 'NAME' : key)).join('.');
const optionRows = [...new Set(fileOnly.map(({ path }) => nameOf(path)))].map((name) => {
  const same = fileOnly.filter(({ path }) => nameOf(path) === name);
  const { meaning = '', default: usual = '', secret } = same[0]?.facts ?? {};
  const owners = same.map(({ alternatives }) => alternatives.map((one) => code(one.name)).join(' '));
  return [code(name), owners.join(', '), meaning, usual, secret ? 'yes' : ''];
});

/** Ways of authentication of a type, with the name that a row gives to each option. */
function authRows(type: string): string[][] {
  const ofType = options.filter(({ path, alternatives }) => path[2] === 'auth' && alternatives[0]?.name === type);
  const kinds = [...new Set(ofType.map(({ alternatives }) => alternatives[1]?.name))];
  return kinds.map((kind) => {
    const namesOf = (needed: boolean): string =>
      ofType
        .filter((option) => option.alternatives[1]?.name === kind && option.needed === needed)
        .map(({ path, facts }) => code(facts.variable ?? path.at(-1)))
        .join(', ');
    return [code(kind), namesOf(true), namesOf(false)];
  });
}

/** The example with files that exist here in place of those it names, and what it must refer to. */
function example(): { yaml: string; environment: NodeJS.ProcessEnv } {
  const yaml = block('yaml')
    .replace('/run/secrets/plant-password', file('of-file\n'))
    .replace('/etc/ssl/plant-root.pem', file(rootCertificates[0] ?? ''));
  return {
    yaml,
    environment: {
      RPA_CONFIG: file(yaml, 'rpa.yaml'),
      ACME_CLIENT_SECRET: 'of-environment',
      ACME_STORAGE_SECRET: 'of-storage',
      INFOLINK_API_KEY: 'key',
    },
  };
}

describe('docs/configuration.md', () => {
  it('shows every variable as its option says', () => {
    expect(rows.filter((row) => row.length === 6 && row[0]?.startsWith('`'))).toEqual(variableRows);
  });

  it('shows every option that only the file has', () => {
    expect(rows.filter((row) => row.length === 5 && row[0]?.startsWith('`'))).toEqual(optionRows);
  });

  it('shows every way of authentication with what it needs', () => {
    const withUse = rows.filter((row) => row.length === 4 && /^`(?!auth\.kind)/.test(row[0] ?? ''));
    expect(withUse.map((row) => row.slice(0, 3))).toEqual(authRows('orchestrator'));
    const ofInfoLink = authRows('infolink');
    expect(
      rows.filter((row) => row.length === 3).filter(([kind]) => ofInfoLink.some(([name]) => name === kind)),
    ).toEqual(ofInfoLink);
  });

  it('has a YAML example that is accepted without a warning', () => {
    const { environment } = example();
    const { connections, warnings, ...settings } = loadConfiguration(environment);
    expect(warnings).toEqual([]);
    expect(settings).toMatchObject({ taskQueue: 'rpa', shutdownGraceMs: 30_000, maximumActivities: 200 });
    expect(connections.default?.auth).toMatchObject({ kind: 'clientCredentials', clientSecret: 'of-environment' });
    expect(settings.destinations).toMatchObject({
      default: { type: 'folder', path: '/var/lib/temporal-rpa' },
      archive: { type: 's3', bucket: 'acme-rpa', credentials: { secretAccessKey: 'of-storage' } },
    });
    expect(connections.plant).toMatchObject({
      auth: { kind: 'password', password: 'of-file' },
      timeouts: { connectMs: 5_000, headersMs: 60_000, bodyMs: 60_000 },
      maximumConnections: 16,
    });
    expect(connections['master-data']).toMatchObject({ type: 'infolink', auth: { kind: 'apiKey', apiKey: 'key' } });
  });

  it('says truly how the environment overrides that file', () => {
    const { environment } = example();
    const overridden = loadConfiguration({ ...environment, RPA_LOG_LEVEL: 'debug', UIPATH_FOLDER_PATH: 'Shared' });
    expect(overridden).toMatchObject({ logLevel: 'debug', taskQueue: 'rpa' });
    expect(overridden.connections.default).toMatchObject({
      defaultFolder: 'Shared',
      auth: { kind: 'clientCredentials' },
    });
    const { connections } = loadConfiguration({ ...environment, UIPATH_ACCESS_TOKEN: 'token' });
    expect(connections.default?.auth).toEqual({ kind: 'accessToken', accessToken: 'token' });
  });

  it('shows the message that its faulty command gives', () => {
    const environment: NodeJS.ProcessEnv = {};
    for (const [, name = '', value] of block('sh').matchAll(/([A-Z_]+)=(\S+)/g)) environment[name] = value;
    expect(refusal(environment).message).toBe(block('text').trimEnd());
  });

  it('has a TOML profile that Temporal reads', () => {
    const overrideEnvVars = { TEMPORAL_CONFIG_FILE: file(block('toml'), 'temporal.toml') };
    expect(loadClientConnectConfig({ overrideEnvVars })).toMatchObject({
      namespace: 'finance.a1b2c',
      connectionOptions: { address: 'eu-central-1.aws.api.temporal.io:7233', apiKey: 'the key', tls: true },
    });
  });

  it('says truly that an empty API key counts as set', () => {
    const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: { TEMPORAL_API_KEY: '' } });
    expect(connectionOptions.tls).toBe(true);
  });
});
