import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { CommandError } from '../../src/cli/flags.js';
import { stop } from '../../src/cli/jobs/stop.js';
import type { StopJobsReport } from '../../src/contract/stop-jobs.js';
import { eventually, startStack } from '../integration/stack.js';
import { startDirectly } from '../integration/start-directly.js';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Needs `npm run build` first, as `npm test` does. */
describe('temporal-rpa jobs stop', () => {
  it('tells what would be stopped, stops it, and says what could not be', async () => {
    const { simulator, taskQueue } = await startStack();
    const env = {
      UIPATH_URL: simulator.cloudUrl,
      UIPATH_ACCESS_TOKEN: 'rt_sim-token',
      RPA_TASK_QUEUE: taskQueue,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: inject('temporalNamespace'),
    };
    const jobs = (...args: string[]): Promise<{ stdout: string; stderr: string; code?: number }> =>
      promisify(execFile)(process.execPath, [program, 'jobs', 'stop', ...args], { env }).catch(
        (error: unknown) => error as { stdout: string; stderr: string; code: number },
      );
    const [slow] = await startDirectly(simulator, 'Slow');
    await startDirectly(simulator, 'Echo');
    await eventually('they run', () => simulator.jobs().every(({ State }) => State !== 'Pending'));
    const id = String(slow?.Id);
    const preview = await jobs('--process', 'Slow', '--dry-run');
    expect(preview.stdout).toMatch(new RegExp(`^ID .*\\n${id}  wouldStop .*Running .*Slow .*Shared`));
    expect(preview.stderr).toMatch(/^Run stopJobs-\S+; it goes on when this command is interrupted/);
    const report = await jobs('--id', id, '--folder', 'Shared', '--grace', '10s', '--json');
    expect(report.code).toBeUndefined();
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
    const said = await stop(args).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(CommandError);
    for (const message of messages) expect((said as Error).message).toContain(message);
  });
});
