import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/config/index.js';
import { faultsOf, file, refusal } from './fixture-files.js';

const url = 'https://cloud.uipath.com/acme/Production/orchestrator_';
const connection = { UIPATH_URL: url, UIPATH_ACCESS_TOKEN: 'rt_a-fixed-token' };

describe('loadConfiguration', () => {
  it('makes do with one connection and fills in every default', () => {
    expect(loadConfiguration(connection)).toEqual({
      connections: {
        default: { name: 'default', url, auth: { kind: 'accessToken', accessToken: 'rt_a-fixed-token' }, timeouts: {} },
      },
      destinations: { default: { type: 'folder', path: resolve('data') } },
      chains: {},
      taskQueue: 'rpa',
      healthAddress: { host: '127.0.0.1', port: 8085 },
      logLevel: 'info',
      shutdownGraceMs: 10_000,
      maximumActivities: 100,
      otherServers: 'refuse',
      workflowBundlePath: undefined,
      warnings: [],
    });
  });

  it('takes the settings of the worker from the environment', () => {
    const configuration = loadConfiguration({
      ...connection,
      RPA_TASK_QUEUE: 'rpa-finance',
      RPA_HEALTH_ADDRESS: '[::1]:9000',
      RPA_LOG_LEVEL: 'DEBUG',
      RPA_SHUTDOWN_GRACE: '1m',
      RPA_MAXIMUM_ACTIVITIES: '400',
      RPA_WORKFLOW_BUNDLE: '/app/bundle.js',
    });
    expect(configuration).toMatchObject({
      taskQueue: 'rpa-finance',
      healthAddress: { host: '::1', port: 9000 },
      logLevel: 'debug',
      shutdownGraceMs: 60_000,
      maximumActivities: 400,
      workflowBundlePath: '/app/bundle.js',
    });
  });

  it('has no health address when that is off, in the environment or in the file', () => {
    expect(loadConfiguration({ ...connection, RPA_HEALTH_ADDRESS: 'off' }).healthAddress).toBeUndefined();
    expect(loadConfiguration({ ...connection, RPA_CONFIG: file('health: off') }).healthAddress).toBeUndefined();
  });

  it('takes a variable that is empty for one that is not set', () => {
    expect(loadConfiguration({ ...connection, RPA_TASK_QUEUE: '', UIPATH_CLIENT_ID: ' ' }).taskQueue).toBe('rpa');
  });

  it('gives an object that nobody can change', () => {
    const { connections, warnings } = loadConfiguration(connection);
    expect([connections, connections.default, connections.default?.auth, warnings].every(Object.isFrozen)).toBe(true);
  });

  it('lets the environment override the file', () => {
    const path = file('taskQueue: of-file\nlogLevel: warn\n');
    const configuration = loadConfiguration({ ...connection, RPA_CONFIG: path, RPA_TASK_QUEUE: 'of-environment' });
    expect(configuration).toMatchObject({ taskQueue: 'of-environment', logLevel: 'warn' });
  });

  it('says what to set when there is nothing at all', () => {
    expect(faultsOf({})).toEqual([
      {
        option: 'connections',
        variable: 'UIPATH_URL',
        message: 'has no connection to an Orchestrator',
        remedy: 'Set UIPATH_URL and its credentials, or name a YAML file with connections by RPA_CONFIG.',
      },
    ]);
  });

  it('reports all faults at once, each on a line with option, variable and remedy', () => {
    const error = refusal({
      UIPATH_URL: 'ftp://acme.example',
      UIPATH_CLIENT_ID: 'an-id',
      UIPATH_CA_FILE: '/no/such/file.pem',
      RPA_LOG_LEVEL: 'wran',
      RPA_HEALTH_ADDRESS: '8085',
      RPA_SHUTDOWN_GRACE: '10',
      RPA_MAXIMUM_ACTIVITIES: '0',
    });
    expect(error.message).toBe(
      `The configuration has 7 faults:
  - health (RPA_HEALTH_ADDRESS) is not host:port. Write for example 127.0.0.1:8085, or 'off' for no health address.
  - logLevel (RPA_LOG_LEVEL) is not one of the choices. Write one of trace, debug, info, warn, error. Did you mean 'warn'?
  - shutdownGrace (RPA_SHUTDOWN_GRACE) is not a duration. Write a duration with its unit, such as '30s', '15m', '2h' or '3d'.
  - maximumActivities (RPA_MAXIMUM_ACTIVITIES) is not a whole number from 1. Write digits alone, for example 100.
  - connections.default.url (UIPATH_URL) is not an http or https URL. Write an absolute URL that begins with https:// (or http://).
  - connections.default.auth.clientSecret (UIPATH_CLIENT_SECRET) is missing, though UIPATH_CLIENT_ID is set. Set UIPATH_CLIENT_SECRET, or UIPATH_CLIENT_SECRET_FILE to the name of a file that holds it.
  - connections.default.caFile (UIPATH_CA_FILE) names a file that cannot be read (ENOENT). Name a PEM file that this process may read.`,
    );
  });

  it('warns of plain http to another machine, and not to this one', () => {
    const warningsFor = (address: string): readonly string[] =>
      loadConfiguration({ ...connection, UIPATH_URL: address }).warnings;
    expect(warningsFor('http://uipath.acme.example')).toEqual([
      'connections.default.url is plain http to uipath.acme.example: credentials travel unencrypted.',
    ]);
    for (const loopback of ['http://localhost:7171', 'http://127.0.0.1:7171', 'http://[::1]:7171'])
      expect(warningsFor(loopback)).toEqual([]);
  });

  it('warns of a variable that is not known but looks like one of ours', () => {
    expect(loadConfiguration({ ...connection, RPA_TASKQUEUE: 'x', UIPATH_ROBOT_LICENCE: 'y' }).warnings).toEqual([
      "The variable RPA_TASKQUEUE is not known. Did you mean 'RPA_TASK_QUEUE'?",
    ]);
  });
});
