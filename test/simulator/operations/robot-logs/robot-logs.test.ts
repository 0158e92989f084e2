import { describe, expect, test } from 'vitest';
import { simulate } from '../../simulator-client.js';

describe('the logs of robots', () => {
  test('tell of a job by its bare key when it began and how it ended', async () => {
    const { start, get, clock } = await simulate();
    const { Key } = await start('Echo');
    await start('Fails');
    clock.advance(1_000);
    const { rows } = await get(`/odata/RobotLogs?$filter=JobKey eq ${String(Key)}&$orderby=TimeStamp`);
    expect(rows.map(({ Level, Message }) => [Level, Message])).toEqual([
      ['Info', 'Echo execution started'],
      ['Info', 'Echo execution ended'],
    ]);
    expect(rows[0]).toMatchObject({ JobKey: Key, ProcessName: 'Echo', RobotName: 'acme-robot-01' });
    expect(JSON.parse(String(rows[0]?.RawMessage))).toMatchObject({ jobId: Key, level: 'Information' });
  });

  test('carry the fault of a job, and are counted', async () => {
    const { start, get, clock } = await simulate();
    await start('Fails');
    await start('Waits');
    clock.advance(1_000);
    const { rows } = await get("/odata/RobotLogs?$filter=Level eq 'Error'&$count=true");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.Message).toContain('System.InvalidOperationException');
    const count = await get('/odata/RobotLogs/UiPath.Server.Configuration.OData.GetTotalCount');
    expect(count.body.value).toBe(2);
  });
});
