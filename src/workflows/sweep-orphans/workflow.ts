import { jobLine } from '../shared/job-line.js';
import type { TrackedJob } from '../shared/tracked-job.js';
import { setCurrentDetails } from '@temporalio/workflow';
import type { FindOrphansResult } from '../../contract/activities.js';
import { phaseOf } from '../../contract/jobs/job.js';
import {
  parseSweepOrphansInput,
  type Orphan,
  type SweepOrphansInput,
  type SweepOrphansResult,
} from '../../contract/sweep-orphans.js';
import { searchActivities } from '../shared/activity-options.js';
import { asWorkflowFailure, invalidInput } from '../shared/failures.js';
import { stopByFolder } from '../shared/stop-by-folder.js';
import type { Stopping } from '../shared/stop-escalation.js';

type Found = FindOrphansResult['orphans'][number];

/** Finds unfinished jobs whose run is closed, reports them, and stops them if the input asks for it. */
export async function sweepOrphans(input: SweepOrphansInput = {}): Promise<SweepOrphansResult> {
  const parsed = parseSweepOrphansInput(input);
  if ('faults' in parsed) throw invalidInput('sweepOrphans', parsed.faults);
  const { connection, folders, stop, deletedRuns } = parsed.spec;
  setCurrentDetails('Searching for jobs that no run follows');
  const { orphans, capabilities, ...rest } = await searchActivities(`Connection ${connection}`)
    .findOrphans({ connection, ...(folders && { folders }) })
    .catch((error: unknown) => Promise.reject(asWorkflowFailure(error, {}) as Error));
  const jobs = orphans.map((orphan) => ({ orphan, tracked: trackedOf(orphan) }));
  const toStop = stop ? jobs.filter(({ orphan }) => deletedRuns === 'stop' || orphan.run !== 'Deleted') : [];
  const show = (activity: string): void => setCurrentDetails(describe(activity, jobs));
  show(`${orphans.length} of ${rest.looked} open jobs have no open run`);
  if (stop) {
    const tracked = toStop.map((item) => item.tracked);
    const observed: Stopping['observed'] = (job, seen) => void Object.assign(job, seen);
    const stopping: Stopping = {
      spec: { connection, stop },
      jobs: tracked,
      show,
      observed,
      ...(capabilities && { capabilities }),
    };
    await stopByFolder(
      stopping,
      toStop.map(({ orphan, tracked: job }) => ({ folder: orphan.folder, tracked: job })),
      'no run follows it',
    );
  }
  show('Finished');
  return {
    ...rest,
    orphans: jobs.map((item): Orphan => {
      const { folder, ...orphan } = item.orphan;
      return {
        ...orphan,
        folder: folder.path ?? folder.key ?? String(folder.id),
        job: item.tracked.job,
        ...(toStop.includes(item) && { stopped: item.tracked.phase === 'final' }),
      };
    }),
  };
}

interface Item {
  orphan: Found;
  tracked: TrackedJob;
}

const trackedOf = ({ job }: Found): TrackedJob => ({ job, phase: phaseOf(job), since: Date.now() });

/** The list for the UI: at most the first 50. */
function describe(activity: string, items: readonly Item[]): string {
  const shown = items.slice(0, 50).map(({ orphan, tracked }) => `${jobLine(tracked)} (run ${orphan.run})`);
  return [`**Orphans**: ${activity}`, '', ...shown, ...(items.length > 50 ? ['- …'] : [])].join('\n');
}
