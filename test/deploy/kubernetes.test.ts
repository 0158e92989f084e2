import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfiguration } from '../../src/config/index.js';
import { file } from '../config/fixture-files.js';
import { unknownVariables } from './known-variables.js';
import { repositoryFile } from './repository-file.js';

interface Probe {
  httpGet: { path: string; port: string };
}

interface Deployment {
  spec: {
    template: {
      spec: {
        terminationGracePeriodSeconds: number;
        containers: {
          image: string;
          env: { name: string; value: string }[];
          ports: { name: string; containerPort: number }[];
          startupProbe: Probe;
          livenessProbe: Probe;
          readinessProbe: Probe;
          resources: object;
          volumeMounts: { name: string; mountPath: string }[];
        }[];
      };
    };
  };
}

const { spec } = (parse(repositoryFile('deploy/kubernetes.yaml')) as Deployment).spec.template;
const { version } = JSON.parse(repositoryFile('package.json')) as { version: string };
const [container] = spec.containers;
if (container === undefined) throw new Error('deploy/kubernetes.yaml has no container');
const environment = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));

describe('deploy/kubernetes.yaml', () => {
  it('sets only variables that are known', () => {
    expect(unknownVariables(Object.keys(environment))).toEqual([]);
    expect(container.image).toBe(`registry.example.com/temporal-rpa:${version}`);
  });

  it('has a configuration that the worker accepts, with the secret as a file of the mounted folder', () => {
    const [mount] = container.volumeMounts;
    expect(environment.UIPATH_CLIENT_SECRET_FILE).toBe(`${mount?.mountPath}/uipath-client-secret`);
    const configuration = loadConfiguration({ ...environment, UIPATH_CLIENT_SECRET_FILE: file('secret') });
    expect(configuration.warnings).toEqual([]);
    // After the grace, the worker waits 5 s more before it leaves an activity behind.
    expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThan(configuration.shutdownGraceMs + 5_000);
    expect(container.ports).toEqual([{ name: 'health', containerPort: configuration.healthAddress?.port }]);
  });

  it('probes what the worker answers', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const probes = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
    expect(probes.map(({ path }) => path)).toEqual(['/healthz', '/healthz', '/readyz']);
    for (const { port } of probes) expect(port).toBe('health');
  });
});
