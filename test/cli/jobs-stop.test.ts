import { describe, expect, it } from 'vitest';
import type { StopJobsReport } from '../../src/contract/stop-jobs.js';
import { eventually } from '../eventually.js';
import { startStack } from '../integration/stack.js';
import { startDirectly } from '../integration/start-directly.js';
import { run, type Said } from './run.js';

describe('temporal-rpa jobs stop', () => {
  it('tells what would be stopped, stops it, and says what could not be', async () => {
    const { simulator, environment } = await startStack();
    const jobs = (...args: string[]): Promise<Said> => run(['jobs', 'stop', ...args], environment);
    const [slow] = await startDirectly(simulator, 'Slow');
    await startDirectly(simulator, 'Echo');
    await eventually('they run', () => simulator.jobs().every(({ State }) => State !== 'Pending'));
    const id = String(slow?.Id);
    const preview = await jobs('--process', 'Slow', '--dry-run');
    expect(preview.stdout).toMatch(new RegExp(`^ID .*\\n${id}  wouldStop .*Running .*Slow .*Shared`));
    expect(preview.stderr).toMatch(/^Run stopJobs-\S+; it continues if you interrupt this command/);
    const report = await jobs('--id', id, '--folder', 'Shared', '--grace', '10s', '--json');
    expect(report.code).toBe(0);
    expect((JSON.parse(report.stdout) as StopJobsReport).jobs).toMatchObject([
      { id: slow?.Id, outcome: 'ended', by: 'SoftStop', state: 'Stopped' },
    ]);
    const refused = await jobs('--folder', 'Sharde');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain("\nFolderNotFound: No folder 'Sharde', or no access to it. Near: Shared\n");
  }, 60_000);

  it.each([
    [[], ['filter is missing: give one of keys, ids, filter']],
    [
      ['--id', 'x', '--grace', '5'],
      ['--id must be a whole number from 1', '--grace must be a duration'],
    ],
    [['--id', '1', '--state', 'Running'], ['--id does not go with filter: give one']],
    [
      ['--id', '1', '--folder', 'A', '--folder-id', '2'],
      ['--folder', 'give only one of folder'],
    ],
  ])('says what is wrong with %o', async (args, messages) => {
    const { code, stdout, stderr } = await run(['jobs', 'stop', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    for (const message of messages) expect(stderr).toContain(message);
  });
});
