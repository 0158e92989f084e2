import { defaultJobOrder } from '../../../../src/contract/jobs/defaults.js';
import { describe, expect, it } from 'vitest';
import { orchestratorJobs } from '../../../../src/backends/orchestrator/jobs/job-lists.js';
import { walkJobs } from '../../../../src/backends/walk-jobs.js';
import type { OrchestratorClient } from '../../../../src/backends/orchestrator/index.js';
import { type JobExpand, type JobFilter } from '../../../../src/contract/jobs/job-filter.js';
import type { JobId } from '../../../../src/contract/jobs/job.js';
import type { ListedJob } from '../../../../src/contract/list-jobs.js';
import type { ScenarioInput, SimulatorOptions } from '../../../../src/simulator/index.js';
import { action, simulate } from '../../../simulator/simulator-client.js';
import { connect } from '../settings.js';

const folder = { id: 1 };

async function jobsOf(
  client: OrchestratorClient,
  filter: JobFilter,
  { orderBy = defaultJobOrder, expand = [] }: { orderBy?: string; expand?: JobExpand[] } = {},
): Promise<ListedJob[]> {
  const jobs: ListedJob[] = [];
  for await (const page of walkJobs(orchestratorJobs(client), folder, { filter, orderBy, expand }))
    jobs.push(...page.jobs);
  return jobs;
}

const logon = 'Logon failure: unknown user name or bad password';
const scenario: ScenarioInput = {
  seeds: true,
  robots: [
    { name: 'DocBot', id: 749, user: 'ACME\\doc', machine: 'VM-DOC', capacity: 100 },
    { name: 'MailBot', id: 759, capacity: 100 },
  ],
  releases: [
    { name: 'Read mail', folder: 'Shared', environment: { id: 312, name: 'Production' } },
    {
      name: 'Log on',
      folder: 'Shared',
      behaviour: { outcomes: [{ end: 'Faulted', category: 'User', detail: logon }] },
    },
    { name: 'Slow one', folder: 'Shared', behaviour: { running: '1h' } },
  ],
};

async function connected(options: SimulatorOptions = {}) {
  const test = await simulate({ scenario, ...options });
  return { ...test, client: connect(test.simulator.cloudUrl) };
}

describe('the filters of the public page on job requests', () => {
  async function withJobs(options: SimulatorOptions = {}) {
    const test = await connected(options);
    const { rows: releases } = await test.get('/odata/Releases');
    /** By the key of its release, which old servers take as well. */
    const on = (id: number, name: string): Record<string, unknown> => ({
      ReleaseName: undefined,
      ReleaseKey: releases.find(({ Name }) => Name === name)?.Key,
      Strategy: 'Specific',
      RobotIds: [id],
    });
    const first = await test.start('Read mail', {}, on(749, 'Read mail'));
    test.clock.advance(60_000);
    const half = new Date(test.clock.now()).toISOString();
    const second = await test.start('Echo', {}, on(749, 'Echo'));
    const third = await test.start('Slow one', {}, on(749, 'Slow one'));
    const fourth = await test.start('Log on', {}, on(759, 'Log on'));
    const fifth = await test.start('Fails', {}, on(759, 'Fails'));
    test.clock.advance(60_000);
    const id = Object.fromEntries(
      Object.entries({ first, second, third, fourth, fifth }).map(([name, { Id }]) => [name, Number(Id)]),
    );
    const idsOf = async (filter: JobFilter): Promise<JobId[]> =>
      (await jobsOf(test.client, filter)).map((job) => job.id);
    return { ...test, id, half, idsOf };
  }

  it('by robot id, and by robot name', async () => {
    const { id, idsOf } = await withJobs();
    expect(await idsOf({ robotId: 749 })).toEqual([id.third, id.second, id.first]);
    expect(await idsOf({ robot: 'DocBot' })).toEqual([id.third, id.second, id.first]);
    expect(await idsOf({ robot: ['DocBot', 'MailBot'] })).toHaveLength(5);
  });

  it('by robot id and state', async () => {
    const { id, idsOf } = await withJobs();
    expect(await idsOf({ robotId: 749, state: 'Successful' })).toEqual([id.second, id.first]);
    expect(await idsOf({ robotId: 759, state: ['Running', 'Faulted'] })).toEqual([id.fifth, id.fourth]);
  });

  it('by robot id and end date, and by start date', async () => {
    const { id, idsOf, half } = await withJobs();
    expect(await idsOf({ robotId: 749, ended: { before: half } })).toEqual([id.first]);
    expect(await idsOf({ robotId: 749, started: { from: half } })).toEqual([id.third, id.second]);
    expect(await idsOf({ robotId: 749, created: { before: half }, ended: { from: half } })).toEqual([]);
  });

  it('by environment, with the release expanded', async () => {
    const { id, client } = await withJobs({ apiVersion: 16 });
    for (const filter of [{ environmentId: 312 }, { environment: 'Production' }]) {
      const jobs = await jobsOf(client, filter, { expand: ['Release'] });
      expect(jobs).toMatchObject([
        { id: id.first, expanded: { release: { name: 'Read mail', environmentId: 312, environment: 'Production' } } },
      ]);
    }
  });

  it('by text of the error, with robot and release expanded', async () => {
    const { id, client } = await withJobs();
    const filter: JobFilter = { created: { from: '2017-01-01' }, state: 'Faulted', errorText: logon };
    const jobs = await jobsOf(client, filter, { expand: ['Robot', 'Release', 'Machine'] });
    expect(jobs).toMatchObject([
      {
        id: id.fourth,
        state: 'Faulted',
        robot: 'MailBot',
        folder: 'Shared',
        folderId: 1,
        source: 'Manual',
        priority: 'Normal',
        info: expect.stringContaining(logon) as string,
        expanded: {
          robot: { id: 759, name: 'MailBot', user: 'ACME\\MailBot', type: 'Unattended' },
          release: { name: 'Log on', processKey: 'Log.on', processVersion: '1.0.0' },
          machine: { name: 'VM-MailBot', type: 'Template' },
        },
      },
    ]);
  });

  it('by process, by reference, and by an expression of one’s own beside them', async () => {
    const { id, idsOf, start } = await withJobs();
    const { Id } = await start('Echo', {}, { Reference: "it's (mine" });
    expect(await idsOf({ process: 'Echo' })).toEqual([Id, id.second]);
    expect(await idsOf({ reference: "it's (mine" })).toEqual([Id]);
    expect(await idsOf({ process: 'Echo', odata: `Id lt ${Number(Id)} or Info eq 'x'` })).toEqual([id.second]);
  });
});

describe('a listing', () => {
  it('compares references here where the server cannot filter by them', async () => {
    const { simulator, client, start } = await connected();
    await start('Echo');
    const { Id } = await start('Echo', {}, { Reference: 'mine' });
    const body = { message: 'Invalid OData query options.', errorCode: 1000 };
    simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 400, body });
    expect((await jobsOf(client, { reference: 'mine' })).map((job) => job.id)).toEqual([Id]);
    const lists = (): number => simulator.calls().filter(({ operation }) => operation === 'Jobs.list').length;
    expect(lists()).toBe(2);
    // The refusal is remembered.
    expect((await jobsOf(client, { reference: 'mine' })).map((job) => job.id)).toEqual([Id]);
    expect(lists()).toBe(3);
  });

  it('does not take a refused expression for a refusal to filter by reference', async () => {
    const { simulator, client, start } = await connected();
    const { Id } = await start('Echo', {}, { Reference: 'mine' });
    await expect(jobsOf(client, { reference: 'mine', odata: 'Bogus eq 1' })).rejects.toThrow('Bogus');
    const before = simulator.calls().length;
    expect((await jobsOf(client, { reference: 'mine' })).map((job) => job.id)).toEqual([Id]);
    expect(simulator.calls()[before]?.query).toMatchObject({ $filter: "Reference eq 'mine'" });
  });

  it('gives only jobs that have not ended, and whose reference begins as asked', async () => {
    const { client, start, clock } = await connected();
    await start('Echo', {}, { Reference: 'ours:1' });
    const { Id } = await start('Slow one', {}, { Reference: 'ours:2' });
    await start('Slow one', {}, { Reference: 'theirs:1' });
    clock.advance(60_000);
    const { rows } = await client.listJobPage(folder, {
      filter: {},
      unfinished: true,
      referencePrefix: 'ours:',
      orderBy: defaultJobOrder,
      expand: [],
      top: 10,
    });
    expect(rows.map(({ job }) => job.id)).toEqual([Id]);
  });

  it('shows the folders of jobs where none is named', async () => {
    const { client, post } = await connected();
    for (const [place, ReleaseName] of [
      ['Shared', 'Echo'],
      ['Finance', 'Daily report'],
    ] as const)
      await post(action('StartJobs'), { startInfo: { ReleaseName } }, { folder: place });
    const { rows } = await client.listJobPage(undefined, { filter: {}, orderBy: 'Id asc', expand: [], top: 10 });
    expect(rows.map(({ job }) => job.folder)).toEqual(['Shared', 'Finance']);
  });

  it('keeps values of enums that it does not know', async () => {
    const { client, start, simulator } = await connected();
    await start('Echo');
    const row = { ...simulator.jobs()[0], State: 'Hibernating', SourceType: 77, JobPriority: 'Extreme' };
    simulator.addFault({ operation: 'Jobs.list', fault: 'status', status: 200, body: { value: [row] } });
    expect(await jobsOf(client, {})).toMatchObject([{ state: 'Hibernating', source: '77', priority: 'Extreme' }]);
  });
});

describe('paging', () => {
  /** A tenant with 2,600 jobs of three kinds; some have ended, some run, some wait. */
  async function many() {
    const test = await connected();
    const begin = async (ReleaseName: string, JobsCount: number): Promise<void> => {
      const { status } = await test.post(action('StartJobs'), {
        startInfo: { ReleaseName, Strategy: 'ModernJobsCount', JobsCount },
      });
      expect(status).toBe(201);
    };
    for (let count = 0; count < 2600; count += 200) {
      await begin(['Echo', 'Slow one', 'Waits', 'Log on'][(count / 200) % 4] ?? '', 200);
      test.clock.advance(700);
    }
    return { ...test, begin };
  }

  it.each([
    'Id asc',
    'Id desc',
    'CreationTime asc',
    'CreationTime desc',
    'StartTime desc',
    'EndTime asc',
    'ReleaseName asc',
  ])('by %s gives each of 2,600 jobs once while new jobs come', async (orderBy) => {
    const { client, simulator, clock, begin } = await many();
    clock.advance(120_000);
    const before = simulator.jobs().map(({ Id }) => Id);
    const found: ListedJob[] = [];
    for await (const { jobs } of walkJobs(orchestratorJobs(client), folder, { filter: {}, orderBy, expand: [] })) {
      found.push(...jobs);
      await begin('Waits', 30);
      clock.advance(1_000);
    }
    const ids = found.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(before.filter((id) => !ids.includes(id))).toEqual([]);
    const fields: Record<string, (job: ListedJob) => string | number | undefined> = {
      Id: ({ id }) => id,
      CreationTime: ({ creationTime }) => creationTime,
      StartTime: ({ startTime }) => startTime,
      EndTime: ({ endTime }) => endTime,
      ReleaseName: ({ process }) => process,
    };
    const valueOf = fields[orderBy.split(' ')[0] ?? ''];
    const values = found.map((job) => valueOf?.(job) ?? '');
    const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(values).toEqual(orderBy.endsWith('desc') ? sorted.reverse() : sorted);
  });

  it('loses none when jobs stop to match while it goes on', async () => {
    const { client, simulator, clock, post } = await connected();
    for (let count = 0; count < 12; count += 1) {
      const ReleaseName = count % 2 === 0 ? 'Slow one' : 'Echo';
      await post(action('StartJobs'), { startInfo: { ReleaseName, Strategy: 'ModernJobsCount', JobsCount: 200 } });
    }
    clock.advance(500);
    const running = { filter: { state: 'Running' } as const, orderBy: 'Id asc', expand: [] };
    const found = new Set<JobId>();
    let pages = 0;
    for await (const { jobs } of walkJobs(orchestratorJobs(client), folder, running)) {
      for (const { id } of jobs) found.add(id);
      if (pages++ === 0) clock.advance(5_000);
    }
    const stillRunning = simulator.jobs().filter(({ State }) => State === 'Running');
    expect(stillRunning).toHaveLength(1200);
    expect(stillRunning.filter(({ Id }) => !found.has(Id))).toEqual([]);
  });

  it('reads no more pages than it needs', async () => {
    const { client, simulator, post } = await connected();
    await post(action('StartJobs'), {
      startInfo: { ReleaseName: 'Waits', Strategy: 'ModernJobsCount', JobsCount: 30 },
    });
    const jobs: ListedJob[] = [];
    for await (const page of walkJobs(orchestratorJobs(client), folder, {
      filter: {},
      orderBy: 'Id desc',
      expand: [],
      limit: 12,
    }))
      jobs.push(...page.jobs);
    expect(jobs).toHaveLength(12);
    expect(simulator.calls().filter(({ operation }) => operation === 'Jobs.list')).toHaveLength(1);
  });
});
