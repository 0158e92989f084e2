import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';

const deliver = (inbox: unknown) => `/api/JobTriggers/DeliverPayload/${String(inbox)}`;
const payloadOf = (inbox: unknown) => `/api/JobTriggers/GetPayload/${String(inbox)}`;

describe('what a suspended job waits for', () => {
  test('is found by the job’s id, and delivered to its inbox: the job goes on with it', async () => {
    const { start, get, post, clock, job } = await simulate();
    const { Id } = await start('Suspends');
    clock.advance(1_000);
    const [trigger] = (await get(`/odata/JobTriggers?$filter=JobId eq ${String(Id)}&$top=1&$select=ItemKey`)).rows;
    const inbox = trigger?.ItemKey;
    expect((await get(payloadOf(inbox))).status).toBe(404);
    expect((await post(deliver(inbox), { payload: { approved: true } })).status).toBe(202);
    expect((await post(deliver(inbox), { payload: { approved: false } })).status).toBe(208);
    expect((await get(payloadOf(inbox))).body).toEqual({ payload: { approved: true } });
    clock.advance(1_000);
    expect(await job(Id)).toMatchObject({ State: 'Successful', OutputArguments: '{"approved":true}' });
  });

  test('is a time or an inbox, new or fired', async () => {
    const behaviour = { pending: 0, running: 0, suspensions: ['10s', 'never'] };
    const scenario = { folders: ['Shared'], releases: [{ name: 'R', folder: 'Shared', behaviour }] };
    const { start, get, clock } = await simulate({ scenario });
    const { Key } = await start('R');
    const path = `/odata/JobTriggers/UiPath.Server.Configuration.OData.GetByJobKey(jobKey=${String(Key)})`;
    const seen = async () => (await get(path)).rows.map(({ TriggerType, Status }) => [TriggerType, Status]);
    expect(await seen()).toEqual([['Timer', 'New']]);
    clock.advance(10_000);
    expect(await seen()).toEqual([
      ['Timer', 'Fired'],
      ['Inbox', 'New'],
    ]);
  });

  test('is unknown under any other id', async () => {
    const { post } = await simulate();
    expect((await post(deliver('22222222-bbbb-4bbb-8bbb-000000000101'), {})).status).toBe(404);
  });
});
