import { describe, expect, it } from 'vitest';
import type { StartInfo } from '../../../src/backends/orchestrator/index.js';
import { simulate } from '../../simulator/simulator-client.js';
import { clientCredentials, connect } from './settings.js';

const echoInput = JSON.stringify({ text: "l'été", n: 1 });

async function connected(apiVersion = 20) {
  const test = await simulate({ apiVersion });
  return { ...test, client: connect(test.simulator.cloudUrl, clientCredentials) };
}

describe('folders and releases', () => {
  it('finds a folder by path, key and id', async () => {
    const { client } = await connected();
    const folder = await client.findFolder({ path: '/Finance/Accounts Payable/' });
    expect(folder).toMatchObject({ id: 3, path: 'Finance/Accounts Payable' });
    expect(await client.findFolder({ id: 3 })).toEqual(folder);
    expect(await client.findFolder({ key: folder.key ?? '' })).toEqual(folder);
  });

  it('finds a folder by key on a server without GetByKey', async () => {
    const { client } = await connected(13);
    const { key = '' } = await client.findFolder({ id: 2 });
    expect(await client.findFolder({ key })).toMatchObject({ id: 2 });
  });

  it('names near folders for one that does not exist', async () => {
    const { client } = await connected();
    await expect(client.findFolder({ path: 'Finance/Account Payable' })).rejects.toMatchObject({
      type: 'FolderNotFound',
      message: "No folder 'Finance/Account Payable', or no access to it. Near: Finance/Accounts Payable, Finance",
    });
    await expect(client.findFolder({ id: 99 })).rejects.toMatchObject({ type: 'FolderNotFound' });
    const key = '00000000-0000-4000-8000-000000000000';
    await expect(client.findFolder({ key })).rejects.toMatchObject({ type: 'FolderNotFound' });
  });

  it('finds a release by name, key and package', async () => {
    const { client } = await connected();
    const folder = await client.findFolder({ path: 'Shared' });
    const release = await client.findRelease(folder, { name: 'Echo' });
    expect(release).toMatchObject({ name: 'Echo', processKey: 'Echo.Process' });
    expect(await client.findRelease(folder, { key: release.key })).toEqual(release);
    expect(await client.findRelease(folder, { processKey: 'Echo.Process' })).toEqual(release);
  });

  it('names near releases for one that does not exist, and candidates for one that is not unique', async () => {
    const { client } = await connected();
    const shared = await client.findFolder({ path: 'Shared' });
    await expect(client.findRelease(shared, { name: 'Ecko' })).rejects.toMatchObject({
      type: 'ReleaseNotFound',
      message: "No process with name 'Ecko' in folder 'Shared'. Near: Echo",
    });
    const finance = await client.findFolder({ path: 'Finance' });
    const ambiguous = client.findRelease(finance, { processKey: 'Report.Daily' });
    await expect(ambiguous).rejects.toMatchObject({ type: 'ReleaseAmbiguous' });
    await expect(ambiguous).rejects.toThrow(/'Daily report' .*'Daily report \(old\)'.*releaseKey/);
  });
});

describe('jobs', () => {
  it.each([20, 17, 15, 13])('starts, follows and lists a job on a server of API version %s', async (apiVersion) => {
    const { client, clock } = await connected(apiVersion);
    const folder = await client.findFolder({ path: 'Shared' });
    const release = await client.findRelease(folder, { name: 'Echo' });
    const start: StartInfo = {
      ReleaseKey: release.key,
      Strategy: 'ModernJobsCount',
      JobsCount: 1,
      InputArguments: echoInput,
      Reference: 'rpa:r:1.0:w',
      BatchExecutionKey: '6f1d0f0e-6a1c-5d43-9a3e-1f6b8f0c2a58',
    };
    const [job] = await client.startJobs(folder, start);
    expect(job).toMatchObject({ state: 'Pending', process: 'Echo', reference: 'rpa:r:1.0:w' });
    expect(job?.link).toMatch(/\/jobs\(sidepanel:sidepanel\/jobs\/[\w-]+\/details\)\?fid=1$/);
    clock.advance(10_000);
    const id = job?.id ?? 0;
    const finished = await client.getJob(folder, id);
    expect(finished).toMatchObject({ id, state: 'Successful', output: { text: "l'été", n: 1 } });
    expect(finished.robot).toEqual(expect.any(String));
    const query = { filter: { reference: 'rpa:r:1.0:w' }, orderBy: 'Id desc', expand: [], top: 10 };
    const { rows } = await client.listJobPage(folder, query);
    expect(rows.map(({ job: row }) => row.id)).toEqual([id]);
    expect(rows[0]?.job.batchExecutionKey).toEqual(apiVersion < 15 ? expect.any(String) : start.BatchExecutionKey);
  });

  it('tells why a job faulted', async () => {
    const { client, clock, start } = await connected();
    const { Id } = await start('Fails', { category: 'User' });
    clock.advance(10_000);
    const job = await client.getJob({ id: 1 }, Number(Id));
    expect(job).toMatchObject({ state: 'Faulted', error: { category: 'User' } });
    expect(job.info).toEqual(expect.any(String));
  });

  it('stops by strategy, resumes by key, and says why a job waits', async () => {
    const { client, clock, start, job } = await connected();
    const folder = { id: 1 };
    const stubborn = Number((await start('Stubborn')).Id);
    clock.advance(2_000);
    await client.stopJobs(folder, [stubborn], 'SoftStop');
    expect((await job(stubborn)).State).toBe('Stopping');
    await client.stopJobs(folder, [stubborn], 'Kill');
    const suspended = await start('Suspends');
    clock.advance(5_000);
    expect((await job(suspended.Id)).State).toBe('Suspended');
    await client.resumeJob(folder, String(suspended.Key));
    expect((await job(suspended.Id)).State).not.toBe('Suspended');
    const waiting = Number((await start('Waits')).Id);
    expect(await client.validateExistingJob(folder, waiting)).toMatchObject({
      isValid: false,
      errorCodes: ['TemplateNoHostsAvailable'],
    });
  });

  it('knows no validation on an old server, and refuses fields it is too old for before it sends', async () => {
    const { client, simulator } = await connected(13);
    expect(await client.validateExistingJob({ id: 1 }, 1)).toBeUndefined();
    const start = client.startJobs({ id: 1 }, { ReleaseKey: 'k', Strategy: 'All', RunAsMe: true });
    await expect(start).rejects.toMatchObject({ type: 'NotSupportedByServer' });
    expect(simulator.calls().filter(({ operation }) => operation === 'StartJobs')).toEqual([]);
  });
});
