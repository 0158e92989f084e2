import Orchestrator from 'uipath-orchestrator';
import { expect, onTestFinished, test } from 'vitest';
import { credentials, startSimulator } from '../../../src/simulator/index.js';
import { action } from '../simulator-client.js';

type Reply = Record<string, unknown> & { readonly value: Record<string, unknown>[] };

async function connect(password: string = credentials.password) {
  const simulator = await startSimulator({ timeScale: 10 });
  onTestFinished(() => simulator.stop());
  const { hostname, port } = new URL(simulator.url);
  const { tenancyName, userName } = credentials;
  const client = new Orchestrator({
    tenancyName,
    usernameOrEmailAddress: userName,
    password,
    hostname,
    port: Number(port),
    isSecure: false,
  });
  const get = (path: string, query: Record<string, string> = {}) =>
    new Promise<Reply>((resolve, reject) =>
      client.get(path, query, (error, data) => (error === undefined ? resolve(data as Reply) : reject(error))),
    );
  const post = (path: string, body: object) =>
    new Promise<Reply>((resolve, reject) =>
      client.post(path, body, (error, data) => (error === undefined ? resolve(data as Reply) : reject(error))),
    );
  return { client, get, post };
}

test('the Node client of old logs in, finds folder and release, starts, follows and stops a job', async () => {
  const { client, get, post } = await connect();
  const folders = await get('/odata/Folders', { $filter: "FullyQualifiedName eq 'Shared'" });
  client.switchOrganizationUnitId(Number(folders.value[0]?.Id));
  const releases = await get('/odata/Releases', { $filter: "Name eq 'Slow'", $select: 'Key' });
  const started = await post(action('StartJobs'), {
    startInfo: { ReleaseKey: releases.value[0]?.Key, Strategy: 'ModernJobsCount', JobsCount: 1 },
  });
  const id = String(started.value[0]?.Id);
  const state = async () => (await get(`/odata/Jobs(${id})`)).State;
  await expect.poll(state, { timeout: 10_000 }).toBe('Running');
  await post(`/odata/Jobs(${id})/UiPath.Server.Configuration.OData.StopJob`, { strategy: 'SoftStop' });
  await expect.poll(state, { timeout: 10_000 }).toBe('Stopped');
});

test('it is told of a wrong password and of a folder that it did not name', async () => {
  const stranger = await connect('wrong');
  await expect(stranger.get('/odata/Folders')).rejects.toMatchObject({ statusCode: 400 });
  const { get } = await connect();
  await expect(get('/odata/Releases')).rejects.toMatchObject({ statusCode: 400 });
});
