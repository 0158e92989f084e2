import { describe, expect, test } from 'vitest';
import { action, simulate } from '../../simulator-client.js';

const echoKey = '22222222-bbbb-4bbb-8bbb-000000000101';
const batch = '0B7C1F7E-3F43-4E6B-9D4A-6A4E9C1F0A11';

describe('StartJobs', () => {
  test('makes pending jobs that carry reference and batch, and answers 201', async () => {
    const { post } = await simulate();
    const startInfo = {
      ReleaseKey: echoKey,
      Strategy: 'ModernJobsCount',
      JobsCount: 2,
      Reference: 'order-1:extract:1',
      BatchExecutionKey: batch,
      JobPriority: 'High',
      InputArguments: '{"a":1}',
    };
    const { status, rows } = await post(action('StartJobs'), { startInfo });
    expect([status, rows.length]).toEqual([201, 2]);
    for (const row of rows) {
      expect(row).toMatchObject({
        State: 'Pending',
        Reference: 'order-1:extract:1',
        BatchExecutionKey: batch.toLowerCase(),
        JobPriority: 'High',
        InputArguments: '{"a":1}',
        ReleaseName: 'Echo',
        OrganizationUnitFullyQualifiedName: 'Shared',
      });
    }
    expect(rows[0]?.Key).not.toBe(rows[1]?.Key);
  });

  test('notes the job that the call was made in, by its header', async () => {
    const { post, start } = await simulate();
    const parent = await start('Slow');
    const startInfo = { ReleaseKey: echoKey };
    const headers = { 'X-UIPATH-JobKey': String(parent.Key) };
    const { rows } = await post(action('StartJobs'), { startInfo }, { headers });
    expect([parent.ParentJobKey, rows[0]?.ParentJobKey]).toEqual([null, parent.Key]);
  });

  test('knows no idempotency: the same call twice makes two jobs of one batch', async () => {
    const { start, get } = await simulate();
    await start('Echo', {}, { BatchExecutionKey: batch });
    await start('Echo', {}, { BatchExecutionKey: batch });
    expect((await get(`/odata/Jobs?$filter=BatchExecutionKey eq ${batch}`)).rows).toHaveLength(2);
  });

  test('gives jobs of one call a batch of their own when none is sent', async () => {
    const { post, start } = await simulate();
    const { rows } = await post(action('StartJobs'), { startInfo: { ReleaseName: 'Echo', Strategy: 'All' } });
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.BatchExecutionKey)).size).toBe(1);
    expect((await start('Echo')).BatchExecutionKey).not.toBe(rows[0]?.BatchExecutionKey);
  });

  test.each([
    [{}, 1],
    [{ Strategy: 'JobsCount', JobsCount: '2' }, 2],
    [{ strategy: 'ModernJobsCount', jobscount: 3 }, 3],
    [{ Strategy: 'Specific', RobotIds: [11, 12], JobsCount: 0 }, 2],
    [{ Strategy: 'RobotCount', NoOfRobots: 2 }, 2],
    [{ Strategy: 'All', JobsCount: 0 }, 3],
  ])('with %o makes %i job(s)', async (more, count) => {
    const { post } = await simulate();
    const { status, rows } = await post(action('StartJobs'), { StartInfo: { releasekey: echoKey, ...more } });
    expect([status, rows.length]).toEqual([201, count]);
  });

  test.each([
    [{ Strategy: 'ModernJobsCount' }, 'JobsCount must be between 1 and 10000'],
    [{ Strategy: 'Specific' }, 'RobotIds'],
    [{ Strategy: 'Some' }, 'Strategy must be one of'],
    [{ InputArguments: '{"a":' }, 'InputArguments must be a JSON object'],
    [{ InputArguments: `{"a":"${'x'.repeat(10_000)}"}` }, "maximum length of '10000'"],
    [{ Reference: 'r'.repeat(129) }, "maximum length of '128'"],
    [{ BatchExecutionKey: 'mine' }, 'BatchExecutionKey must be a GUID'],
    [{ SpecificPriorityValue: 101 }, 'between 1 and 100'],
    [{ Misspelt: 1 }, "'Misspelt' does not exist"],
  ])('refuses %o with 400', async (more, message) => {
    const { post, simulator } = await simulate();
    const { status, body } = await post(action('StartJobs'), { startInfo: { ReleaseKey: echoKey, ...more } });
    expect(status).toBe(400);
    expect(body.message).toContain(message);
    expect(simulator.jobs()).toEqual([]);
  });

  test.each(['', 'no JSON', '[]', '{}', '{"startInfo":null}'])('refuses the body %j with 400', async (text) => {
    const { send } = await simulate();
    const { status, body } = await send('POST', action('StartJobs'), { body: text });
    expect([status, body.message]).toEqual([400, 'startInfo must not be null']);
  });

  test('answers 404 and 1002 for a release of another folder', async () => {
    const { post } = await simulate();
    const { status, body } = await post(
      action('StartJobs'),
      { startInfo: { ReleaseKey: echoKey } },
      { folder: 'Finance' },
    );
    expect([status, body.errorCode]).toEqual([404, 1002]);
  });

  test.each([
    [14, 'BatchExecutionKey', batch, 400],
    [15, 'BatchExecutionKey', batch, 201],
    [17, 'ReleaseName', 'Echo', 400],
    [17, 'InputFile', batch, 400],
    [17, 'Reference', 'r', 201],
    [20, 'InputFile', batch, 404],
  ])('on API version %i takes %s or not', async (apiVersion, field, value, expected) => {
    const { post } = await simulate({ apiVersion });
    const startInfo = { ReleaseKey: echoKey, [field]: value };
    expect((await post(action('StartJobs'), { startInfo })).status).toBe(expected);
  });
});

describe('StartJobs refuses, as UiPath documents,', () => {
  const missing = { InputFile: batch };

  test.each([
    [{ JobPriority: 'High', SpecificPriorityValue: 70 }, [400, 0], 'InvalidArgument: JobPriority'],
    [{ ...missing, InputArguments: '{"a":1}' }, [400, 0], 'InvalidArgument: InputFile'],
    [{ ...missing, InputArguments: '' }, [404, 1002], 'Attachment does not exist'],
    [{ Attachments: [{ attachmentId: batch }] }, [404, 1002], 'Attachment does not exist'],
    [{ Strategy: 'Specific', RobotIds: [99] }, [404, 1002], 'Robot does not exist'],
  ])('%j', async (more, [status, errorCode], message) => {
    const { post, simulator } = await simulate();
    const reply = await post(action('StartJobs'), { startInfo: { ReleaseKey: echoKey, ...more } });
    expect(reply).toMatchObject({ status, body: { errorCode, message: expect.stringContaining(message) as string } });
    expect(simulator.jobs()).toEqual([]);
  });

  test('a robot that works in another folder only', async () => {
    const robots = [{ name: 'here' }, { name: 'elsewhere', id: 77, folders: ['Finance'] }];
    const { post } = await simulate({ scenario: { seeds: true, robots } });
    const startInfo = { ReleaseKey: echoKey, Strategy: 'Specific', RobotIds: [77] };
    const { status, body } = await post(action('StartJobs'), { startInfo });
    expect([status, body.errorCode, body.message]).toEqual([
      409,
      0,
      'InvalidStartJobRobotIds: a robot has no unattended user in the current folder.',
    ]);
  });
});

describe('ValidateDynamicJob and ValidateExistingJob', () => {
  const reasons = { IsValid: false, ErrorCodes: ['TemplateNoHostsAvailable'] };

  test('tell why Waits would and does stay pending', async () => {
    const { post, start, simulator } = await simulate();
    const dynamic = await post(action('ValidateDynamicJob'), { startInfo: { ReleaseName: 'Waits' } });
    expect(dynamic.body).toMatchObject(reasons);
    expect(simulator.jobs()).toEqual([]);
    const { Id } = await start('Waits');
    const path = `/odata/Jobs(${String(Id)})/UiPath.Server.Configuration.OData.ValidateExistingJob`;
    expect((await post(path, {})).body).toMatchObject(reasons);
  });

  test('find nothing wrong with Echo', async () => {
    const { post } = await simulate();
    const { body } = await post(action('ValidateDynamicJob'), { startInfo: { ReleaseName: 'Echo' } });
    expect(body).toMatchObject({ IsValid: true, Errors: [], ErrorCodes: [] });
  });

  test('do not exist before API version 15', async () => {
    const { post } = await simulate({ apiVersion: 14 });
    expect((await post(action('ValidateDynamicJob'), { startInfo: { ReleaseKey: echoKey } })).status).toBe(404);
  });
});
