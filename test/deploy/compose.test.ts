import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfiguration } from '../../src/config/index.js';
import { parseDuration } from '../../src/shared/durations.js';
import { searchAttributes } from '../../src/contract/search-attributes.js';
import { file } from '../config/fixture-files.js';
import { unknownVariables } from './known-variables.js';
import { repositoryFile } from './repository-file.js';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
  entrypoint?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  ports?: string[];
  profiles?: string[];
  restart?: string;
  secrets?: string[];
  stop_grace_period?: string;
  volumes?: string[];
}

interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
}

const { services, secrets } = parse(repositoryFile('docker-compose.yml'), { merge: true }) as Compose;
const { version } = JSON.parse(repositoryFile('package.json')) as { version: string };
const all = Object.entries(services);
const workers = ['worker', 'simulator-worker'] as const;

function service(name: string): Service {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** `${NAME:-default}` as Compose replaces it. */
function interpolated(values: Record<string, string>, variables: NodeJS.Dict<string>): Record<string, string> {
  const value = (name: string, otherwise: string): string => {
    const given = variables[name];
    return given === undefined || given === '' ? otherwise : given;
  };
  const replace = (text: string): string =>
    text.replace(/\$\{([A-Z_]+):-([^}]*)\}/g, (_, name: string, otherwise: string) => value(name, otherwise));
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, replace(text)]));
}

describe('docker-compose.yml', () => {
  it('pins every image, server and admin tools to the same version, ours to that of the package', () => {
    for (const [, { image }] of all) expect(image).toMatch(/^[a-z/-]+:\d+(\.\d+)*$/);
    const tag = (name: string): string | undefined => service(name).image.split(':')[1];
    expect([tag('set-up-schema'), tag('set-up-namespace')]).toEqual([tag('temporal'), tag('temporal')]);
    for (const [, { image, build }] of all) expect(image === `temporal-rpa:${version}`).toBe(build !== undefined);
  });

  it('opens ports to this machine only', () => {
    const ports = all.flatMap(([, { ports: published = [] }]) => published);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('starts again what ends by itself', () => {
    for (const [, { restart }] of all) expect(restart).toMatch(/^(unless-stopped|on-failure:\d+)$/);
  });

  it('mounts files that exist', () => {
    const mounted = all
      .flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''))
      .filter((source) => source.startsWith('./'));
    expect(mounted).toHaveLength(5);
    for (const source of mounted) expect(existsSync(new URL(`../../${source}`, import.meta.url)), source).toBe(true);
  });

  it.each(workers)('sets only variables of %s that are known', (name) => {
    expect(unknownVariables(Object.keys(service(name).environment ?? {}))).toEqual([]);
  });

  it.each(workers)('has %s wait for the namespace and gives it more time to end than it takes', (name) => {
    const { depends_on: dependsOn, environment = {}, stop_grace_period: stopGracePeriod = '' } = service(name);
    expect(dependsOn).toMatchObject({ 'set-up-namespace': { condition: 'service_completed_successfully' } });
    const graceMs = parseDuration(environment.RPA_SHUTDOWN_GRACE ?? '') ?? Infinity;
    // After the grace, the worker waits 5 s more before it leaves an activity behind.
    expect(parseDuration(stopGracePeriod)).toBeGreaterThan(graceMs + 5_000);
  });

  it('waits, from one step of the set-up to the next, for what each needs', () => {
    const waits = all.flatMap(([name, { depends_on: dependsOn = {} }]) =>
      Object.entries(dependsOn).map(([other, { condition }]) => ({ name, other, condition })),
    );
    for (const { name, other, condition } of waits) {
      const ends = service(other).restart !== 'unless-stopped';
      expect(condition, `${name} on ${other}`).toBe(ends ? 'service_completed_successfully' : 'service_healthy');
      if (!ends) expect(service(other).healthcheck, other).toBeDefined();
    }
  });

  it('has a configuration of the simulated Orchestrator that the worker accepts', () => {
    const environment = interpolated(service('simulator-worker').environment ?? {}, {});
    const { connections, taskQueue } = loadConfiguration(environment);
    expect(connections.default?.url).toContain('//simulator:7171/');
    expect(service('simulator').command).toEqual(expect.arrayContaining(['--port', '7171']));
    expect(taskQueue).not.toBe(interpolated(service('worker').environment ?? {}, {}).RPA_TASK_QUEUE);
  });

  it('has, with deploy/env.example filled in, a configuration that the worker accepts', () => {
    const variables = parseEnv(repositoryFile('deploy/env.example'));
    expect(service('worker').profiles).toContain(variables.COMPOSE_PROFILES);
    const environment = interpolated(service('worker').environment ?? {}, { ...variables, UIPATH_CLIENT_ID: 'an-id' });
    expect(service('worker').secrets).toEqual(Object.keys(secrets));
    expect(environment.UIPATH_CLIENT_SECRET_FILE).toBe('/run/secrets/uipath');
    const { connections, warnings } = loadConfiguration({ ...environment, UIPATH_CLIENT_SECRET_FILE: file('secret') });
    expect(connections.default?.auth).toMatchObject({ kind: 'clientCredentials', clientSecret: 'secret' });
    expect(warnings).toEqual([]);
  });

  it('keeps the secret where git does not see it', () => {
    const ignored = repositoryFile('.gitignore').split('\n');
    for (const secret of Object.values(secrets)) expect(ignored).toContain(secret.file.replace(/^\.\/|[^/]+$/g, ''));
  });
});

describe('the search attributes', () => {
  it.each(['deploy/temporal/set-up-namespace.sh', 'docs/deployment.md'])(
    'are created by %s as in the contract',
    (path) => {
      const created = [...repositoryFile(path).matchAll(/--name (\w+) --type (\w+)/g)].map(([, name, type]) => [
        name,
        type,
      ]);
      expect(created).toEqual(Object.entries(searchAttributes));
    },
  );
});
