import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ListJobsResult } from '../../src/contract/list-jobs.js';
import { CommandError } from '../../src/cli/flags.js';
import { list } from '../../src/cli/jobs/list.js';
import { action, simulate } from '../simulator/simulator-client.js';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

interface Said {
  stdout: string;
  stderr: string;
  code?: number;
}

/** A tenant with a job of each kind, and the command against it. Needs `npm run build` first, as `npm test` does. */
async function connected() {
  const test = await simulate();
  for (const release of ['Echo', 'Fails', 'Slow', 'Waits']) await test.start(release);
  test.clock.advance(5_000);
  const env = { UIPATH_URL: test.simulator.cloudUrl, UIPATH_ACCESS_TOKEN: 'rt_sim-token' };
  const jobs = (...args: string[]): Promise<Said> =>
    promisify(execFile)(process.execPath, [program, 'jobs', ...args], { env }).catch((error: unknown) => error as Said);
  return { ...test, jobs };
}

describe('temporal-rpa jobs list', () => {
  it('prints a table, the newest job first', async () => {
    const { jobs } = await connected();
    const { stdout, stderr, code } = await jobs('list');
    expect(code).toBeUndefined();
    expect(stderr).toBe('');
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual(['ID', 'STATE', 'PROCESS', 'FOLDER', 'ROBOT', 'CREATED', 'STARTED', 'ENDED', 'INFO']);
    expect(lines.slice(1, 5).map((cells) => cells.slice(0, 4))).toEqual([
      ['100004', 'Pending', 'Waits', 'Shared'],
      ['100003', 'Running', 'Slow', 'Shared'],
      ['100002', 'Faulted', 'Fails', 'Shared'],
      ['100001', 'Successful', 'Echo', 'Shared'],
    ]);
    expect(lines[3]?.at(-1)).toMatch(/^Main.xaml: The simulated process failed.*…$/);
  });

  it('prints JSON of what the filter leaves', async () => {
    const { jobs } = await connected();
    const args = ['--state', 'Faulted,Running', '--robot', 'acme-robot-01', '--order-by', 'Id asc'];
    const { stdout } = await jobs('list', ...args, '--expand', 'Robot,Release', '--json');
    const found = JSON.parse(stdout) as ListJobsResult;
    expect(found).toMatchObject({
      more: false,
      jobs: [
        { id: 100002, expanded: { robot: { id: 11 }, release: { name: 'Fails' } } },
        { id: 100003, expanded: { release: { name: 'Slow' } } },
      ],
    });
  });

  it('reads on from page to page, and says where to go on', async () => {
    const { jobs, post } = await connected();
    for (let count = 0; count < 1300; count += 650)
      await post(action('StartJobs'), {
        startInfo: { ReleaseName: 'Waits', Strategy: 'ModernJobsCount', JobsCount: 650 },
      });
    const { stdout, stderr } = await jobs('list', '--limit', '1200', '--order-by', 'Id asc');
    expect(stdout.split('\n')).toHaveLength(1202);
    expect(stderr).toContain("go on with --after 'Id asc|101200'");
    const rest = await jobs('list', '--limit', '1200', '--order-by', 'Id asc', '--after', 'Id asc|101200', '--json');
    expect((JSON.parse(rest.stdout) as ListJobsResult).jobs.map(({ id }) => id).slice(0, 2)).toEqual([101201, 101202]);
    expect(JSON.parse(rest.stdout)).toMatchObject({ more: false });
  });

  it('waits where Orchestrator limits the rate', async () => {
    const { jobs, simulator } = await connected();
    simulator.addFault({ operation: 'Jobs.list', fault: 'throttle', retryAfterSeconds: 1 });
    const { stdout, stderr } = await jobs('list', '--state', 'Running');
    expect(stderr).toContain('limits the rate');
    expect(stdout).toContain('100003');
  });

  it('says when no job matches', async () => {
    const { jobs } = await connected();
    expect(await jobs('list', '--process', "Bob's")).toMatchObject({ stdout: '', stderr: 'No job matches.\n' });
  });

  it.each([
    [['--sate', 'x', '--limit', '0'], ['--sate is no option here; did you mean --state?']],
    [
      ['--state', 'Runing', '--limit', 'x', '--robot-id', 'x'],
      [
        '--state must be one of',
        "did you mean 'Running'?",
        '--limit must be a whole number',
        '--robot-id must be the id of a robot',
      ],
    ],
    [
      ['--ended-from', '2026-11-02', '--ended-before', '2026-11-01'],
      ['--ended-from, --ended-before holds no time at all'],
    ],
    [['--folder'], ['--folder needs a value: path of the folder']],
    [['--reference', 'a', '--reference', 'b'], ['--reference is given 2 times, and takes one value']],
    [['Running'], ["'Running' stands alone"]],
    [['--order-by', 'EndTim'], ['--order-by must be one of Id, CreationTime, StartTime, EndTime, ReleaseName, with']],
    [['--after', 'Id asc|1'], ["--after must be the 'next' of an answer in the same order (Id desc)"]],
  ])('says what is wrong with %o', async (args, messages) => {
    const said = await list(args).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(CommandError);
    for (const message of messages) expect((said as Error).message).toContain(message);
  });

  it.each([
    [['--connection', 'defualt'], "--connection 'defualt' is not configured; did you mean 'default'?"],
    [['--folder', 'Sharde'], "FolderNotFound: No folder 'Sharde', or no access to it. Near: Shared"],
    [['--filter', 'Bogus eq 5'], 'RequestRefused: GET Jobs was answered 400'],
  ])('ends with one line for %o', async (args, message) => {
    const { jobs } = await connected();
    const { stdout, stderr, code } = await jobs('list', ...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('lists its options, and names the command that was meant', async () => {
    const { jobs } = await connected();
    expect((await jobs('list', '--help')).stdout).toContain('--ended-before');
    expect((await jobs()).stdout).toContain('  list');
    expect(await jobs('lst')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("did you mean 'list'?") as string,
    });
  });
});
