import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { action, simulate } from '../simulator-client.js';

interface Recorded {
  readonly contentType: string;
  readonly job: Readonly<Record<string, unknown>>;
}

const recorded = JSON.parse(
  readFileSync(new URL('../../fixtures/start-jobs-reply.json', import.meta.url), 'utf8'),
) as Recorded;

/** Fixed values the recording shows; the rest of its values are kinds such as "guid". */
const kinds: readonly unknown[] = ['guid', 'time', 'text', 'number', 'number or null', 'text or null'];

describe('the reply of StartJobs', () => {
  test.each([12, 20])('on API version %i has every property of the recorded reply', async (apiVersion) => {
    const { post } = await simulate({ apiVersion });
    const startInfo = {
      ReleaseKey: '22222222-bbbb-4bbb-8bbb-000000000101',
      Strategy: 'ModernJobsCount',
      JobsCount: 1,
      InputArguments: '{}',
    };
    const { status, headers, rows, body } = await post(action('StartJobs'), { startInfo });
    expect([status, headers['content-type']]).toEqual([201, recorded.contentType]);
    expect(Object.keys(body)).toEqual(['@odata.context', 'value']);
    for (const [name, value] of Object.entries(recorded.job)) {
      expect(rows[0]).toHaveProperty(name);
      if (!kinds.includes(value)) expect([name, rows[0]?.[name]]).toEqual([name, value]);
    }
  });
});
