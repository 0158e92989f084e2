import { jobLine, plain } from '../shared/job-line.js';
import type { TrackedJob } from '../shared/tracked-job.js';
import { showDetails } from '../shared/show.js';
import type { FindOrphansInput, FindOrphansResult, SearchPlace } from '../../contract/activities.js';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
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
  showDetails('Searching for jobs that no run follows');
  const { orphans, capabilities, ...rest } = await search({ connection, ...(folders && { folders }) });
  const jobs = orphans.map((orphan) => ({ orphan, tracked: trackedOf(orphan) }));
  const ours = ({ orphan }: Item): boolean =>
    orphan.restarted !== true && (deletedRuns === 'stop' || orphan.run !== 'Deleted');
  const toStop = stop ? jobs.filter(ours) : [];
  const show = (activity: string): void => showDetails(describe(activity, jobs));
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
  const result: SweepOrphansResult = {
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
  return fitting(result, limits.payloadBytes);
}

/**
 * Searches all folders. Each activity takes some minutes, so an attempt that fails repeats little, and some ten thousand
 * folders cost about a hundred events at the rate of lists that Orchestrator allows.
 */
async function search(input: FindOrphansInput): Promise<Omit<FindOrphansResult, 'next'>> {
  const activities = searchActivities(`Connection ${input.connection}`);
  const whole: FindOrphansResult = { looked: 0, orphans: [], more: false };
  let after: SearchPlace | undefined;
  do {
    const behind = after === undefined ? {} : { after, found: whole.orphans.length };
    const { next, orphans, looked, more, capabilities } = await activities
      .findOrphans({ ...input, ...behind })
      .catch((error: unknown) => Promise.reject(asWorkflowFailure(error, {}) as Error));
    whole.orphans.push(...orphans);
    whole.looked += looked;
    whole.more ||= more;
    if (capabilities) whole.capabilities = capabilities;
    if (next !== undefined) showDetails(`Searching for jobs that no run follows, up to folder ${plain(next.folder)}`);
    after = next;
  } while (after !== undefined);
  return whole;
}

interface Item {
  orphan: Found;
  tracked: TrackedJob;
}

const trackedOf = ({ job }: Found): TrackedJob => ({ job, phase: phaseOf(job), since: Date.now() });

/** The list for the UI: only the first ones. */
function describe(activity: string, items: readonly Item[]): string {
  const shown = items
    .slice(0, limits.shownJobs)
    .map(
      ({ orphan, tracked }) =>
        `${jobLine(tracked)} (run ${orphan.run}${orphan.restarted === true ? ', restarted by a person' : ''})`,
    );
  return [`**Orphans**: ${activity}`, '', ...shown, ...(items.length > limits.shownJobs ? ['- …'] : [])].join('\n');
}
