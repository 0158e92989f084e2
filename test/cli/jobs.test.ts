import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ListJobsResult } from '../../src/contract/list-jobs.js';
import { action, simulate } from '../simulator/simulator-client.js';
import { run, type Said } from './run.js';

/** A tenant with a job of each kind, and the command against it. */
async function connected() {
  const test = await simulate();
  for (const release of ['Echo', 'Fails', 'Slow', 'Waits']) await test.start(release);
  test.clock.advance(5_000);
  const environment = { UIPATH_URL: test.simulator.cloudUrl, UIPATH_ACCESS_TOKEN: 'rt_sim-token' };
  const jobs = (...args: string[]): Promise<Said> => run(['jobs', ...args], environment);
  return { ...test, jobs };
}

describe('temporal-rpa jobs list', () => {
  it('prints a table, the newest job first', async () => {
    const { jobs } = await connected();
    const { stdout, stderr, code } = await jobs('list');
    expect(code).toBe(0);
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
    expect(stderr).toContain("continue with --after 'Id asc|101200'");
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

  it('says which connection cannot list jobs, and why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'temporal-rpa-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const auth = { kind: 'apiKey', apiKey: { env: 'LINK_KEY' } };
    const file = join(folder, 'rpa.yaml');
    writeFileSync(
      file,
      JSON.stringify({ connections: { link: { type: 'infolink', url: 'http://127.0.0.1:1', auth } } }),
    );
    const said = await run(['jobs', 'list', '--connection', 'link'], { RPA_CONFIG: file, LINK_KEY: 'a' });
    expect(said).toMatchObject({ stdout: '', code: 1 });
    expect(said.stderr).toContain("--connection 'link' is of type infolink, which cannot list jobs");
  });

  it('says when no job matches', async () => {
    const { jobs } = await connected();
    expect(await jobs('list', '--process', "Bob's")).toMatchObject({ stdout: '', stderr: 'No job matches.\n' });
    expect(await jobs('list', '--folder', 'Shared', '--process', 'Ecko')).toMatchObject({
      stdout: '',
      stderr: "No process with name 'Ecko' in folder 'Shared'. Near: Echo\nNo job matches.\n",
    });
  });

  it.each([
    [
      ['--sate', 'x', 'y', '--folder', '--json=1', '--limit', '0'],
      [
        "unknown option '--sate'\n(Did you mean --state?)",
        "'y' is not an option",
        '--folder needs a value',
        '--json takes no value',
      ],
    ],
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
      ['--ended-from, --ended-before is an empty range'],
    ],
    [['--folder'], ['--folder needs a value: path of the folder']],
    [['--reference', 'a', '--reference', 'b'], ['--reference is given 2 times but takes one value']],
    [['Running'], ["'Running' is not an option"]],
    [['--order-by', 'EndTim'], ['--order-by must be one of Id, CreationTime, StartTime, EndTime, ReleaseName, with']],
    [['--after', 'Id asc|1'], ["--after must be the 'next' of an answer in the same order (Id desc)"]],
  ])('says what is wrong with %o', async (args, messages) => {
    const { code, stdout, stderr } = await run(['jobs', 'list', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    for (const message of messages) expect(stderr).toContain(message);
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
      code: 2,
      stderr: expect.stringContaining("unknown command 'lst'\n(Did you mean list?)") as string,
    });
  });
});
