import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Activities } from '../../src/contract/activities.js';
import { configuredActivities, withOwnActivities } from '../../src/worker/own-activities.js';

const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-activities-'));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (name: string, code: string): Promise<object | undefined> => {
  const activitiesPath = join(folder, name);
  writeFileSync(activitiesPath, code);
  return configuredActivities({ activitiesPath });
};

describe('activities that the configuration names', () => {
  it('are what the module exports', async () => {
    const exported = await load('mail.mjs', 'export const mail = () => 1; export const limit = 5;');
    expect(exported).toMatchObject({ mail: expect.any(Function) as object, limit: 5 });
    expect(await configuredActivities({ activitiesPath: undefined })).toBeUndefined();
  });

  it('are refused with the path and the reason', async () => {
    await expect(load('none.mjs', 'export const limit = 5;')).rejects.toThrow('none.mjs export no function.');
    await expect(load('broken.mjs', 'throw new Error("no mail server");')).rejects.toThrow(
      'broken.mjs cannot be loaded: no mail server.',
    );
  });
});

describe("a team's activities beside ours", () => {
  const pollJob = (): void => undefined;
  const ours = { pollJob } as unknown as Activities;

  it('are registered if they are functions', () => {
    const mail = (): void => undefined;
    expect(withOwnActivities(ours, { mail, limit: 5 })).toEqual({ pollJob, mail });
    expect(withOwnActivities(ours)).toEqual({ pollJob });
  });

  it('are refused if they have a name of ours', () => {
    expect(() => withOwnActivities(ours, { pollJob, mail: pollJob })).toThrow(
      'The activities pollJob have names that temporal-rpa uses itself. Rename yours; these names are taken: pollJob.',
    );
  });
});
