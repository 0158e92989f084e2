import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorKinds } from '../../../src/simulator/errors/error-table.js';
import { ApiError } from '../../../src/simulator/errors/api-error.js';
import { errorBody } from '../../../src/simulator/errors/envelopes.js';
import { action, simulate } from '../simulator-client.js';
import { receive } from '../webhooks/receiver.js';
import { readReply } from './contract.js';
import { missing } from './shape.js';

interface Recorded {
  readonly response: { readonly status: number; readonly body: Record<string, unknown> };
}

const body = (name: string) => (readReply(name) as Recorded).response.body;
const echoKey = '22222222-bbbb-4bbb-8bbb-000000000101';

describe('what was recorded has a counterpart with the same fields and types:', () => {
  test('the folders of 2021', async () => {
    const { get } = await simulate({ apiVersion: 12 });
    const reply = await get('/odata/folders?$count=true');
    expect(missing(body('postman-get-folders-200'), reply.body)).toEqual([]);
  });

  test('jobs started in 2021, and no field more', async () => {
    const { post } = await simulate({ apiVersion: 12 });
    const startInfo = { ReleaseKey: echoKey, Strategy: 'ModernJobsCount', JobsCount: 1, InputArguments: '{}' };
    const reply = await post(action('StartJobs'), { startInfo });
    const recorded = body('postman-start-jobs-201');
    expect(missing(recorded, reply.body)).toEqual([]);
    expect(missing(reply.body, recorded)).toEqual([]);
  });

  test.each([
    ['docs-start-jobs-all-200', { Strategy: 'All', RobotIds: [], NoOfRobots: 0 }],
    ['docs-start-jobs-with-input-200', { Strategy: 'Specific', RobotIds: [11], InputArguments: '{"age":33}' }],
  ])('%s', async (name, more) => {
    const { post } = await simulate();
    const reply = await post(action('StartJobs'), { startInfo: { ReleaseKey: echoKey, ...more } });
    expect(missing(body(name), reply.body)).toEqual([]);
  });

  test('jobs of one robot', async () => {
    const { start, get, clock } = await simulate();
    await start('Echo');
    clock.advance(1_000);
    const reply = await get('/odata/Jobs?$top=3&$filter=Robot/Id eq 11&$count=true');
    expect(missing(body('docs-jobs-by-robot-200'), reply.body)).toEqual([]);
  });

  test('faulted jobs with robot and release', async () => {
    const { start, get, clock } = await simulate({ apiVersion: 13 });
    await start('Echo', undefined, { ReleaseName: undefined, ReleaseKey: '22222222-bbbb-4bbb-8bbb-000000000102' });
    clock.advance(1_000);
    const filter = "(CreationTime gt 2017-01-01T00:00:00.000Z and State eq '4' and indexof(Info,'failed') ne -1)";
    const reply = await get(`/odata/Jobs?$filter=${filter}&$expand=Robot,Release&$top=2&$count=true`);
    expect(reply.rows).toHaveLength(1);
    expect(missing(body('docs-jobs-faulted-expand-robot-release-200'), reply.body)).toEqual([]);
  });

  test('the steps of an export', async () => {
    const { send, get, clock } = await simulate();
    const { steps } = readReply('docs-export-sequence') as { steps: { response: { body: unknown } }[] };
    const first = await send('POST', `${action('Export')}?$top=1000`);
    clock.advance(4_000);
    const second = await get(`/odata/Exports(${String(first.body.Id)})`);
    const third = await get(
      `/odata/Exports(${String(first.body.Id)})/UiPath.Server.Configuration.OData.GetDownloadLink`,
    );
    const faults = [first, second, third].map((reply, step) => missing(steps[step]?.response.body, reply.body));
    expect(faults).toEqual([[], [], []]);
  });

  test('the events of webhooks', async () => {
    const [sim, receiver] = await Promise.all([simulate(), receive()]);
    const subscription = { Name: 'w', Enabled: true, SubscribeToAllEvents: true, AllowInsecureSsl: false };
    await sim.post('/odata/Webhooks', { ...subscription, Url: receiver.url });
    const more = { Strategy: 'Specific', RobotIds: [11], JobsCount: 0 };
    await sim.start('Echo', { product: 5000, sum: 150, diff: 50 }, { ...more, ReleaseKey: echoKey });
    await sim.start('Fails');
    const slow = await sim.start('Slow');
    sim.clock.advance(1_000);
    await sim.post(action('StopJobs'), { jobIds: [slow.Id], strategy: 'SoftStop' });
    sim.clock.advance(1_000);
    await receiver.wait(9);
    const recorded = readReply('webhook-job-events-2018') as Record<string, unknown>;
    for (const [type, event] of Object.entries(recorded)) {
      const sent = receiver.received.find((received) => received.event.Type === type)?.event;
      expect([type, missing(event, sent ?? 'never sent')]).toEqual([type, []]);
    }
  });

  test('the errors of Orchestrator; others are of other services', () => {
    interface RecordedError {
      readonly readable: string;
      readonly body: Record<string, unknown>;
    }
    const ours = errorKinds.map((kind) => errorBody(new ApiError(kind)));
    const recorded = readReply('orchestrator-error-envelopes') as RecordedError[];
    const ofOrchestrator = recorded.filter((error) => typeof error.body.errorCode === 'number');
    expect(ofOrchestrator).toHaveLength(9);
    for (const error of ofOrchestrator) {
      const counterpart = ours.some((reply) => Object.keys(reply).join() === Object.keys(error.body).join());
      expect([error.readable, counterpart]).toEqual([error.readable, true]);
    }
  });

  test('no recording is left out', () => {
    const names = readdirSync(new URL('../../fixtures/uipath/replies/', import.meta.url));
    expect(names).toHaveLength(9);
  });
});
