import { showDetails } from '../shared/show.js';
import { plain } from '../shared/job-line.js';
import { CancellationScope, isCancellation, sleep, workflowInfo } from '@temporalio/workflow';
import type { PrepareExportResult } from '../../contract/export-activities.js';
import {
  type ExportJobsInput,
  type ExportJobsResult,
  type ExportJobsSpec,
  parseExportJobsInput,
} from '../../contract/export-jobs.js';
import type { ExportClaim, FinishRequest } from '../../contract/export-quota.js';
import { detailsOf } from '../../contract/failure-details.js';
import { FailureType } from '../../contract/failure-types.js';
import { retriedActivities, pollActivities, startActivities, transferActivities } from '../shared/activity-options.js';
import { applicationFailureOf, asWorkflowFailure, deadlinePassed, failure, invalidInput } from '../shared/failures.js';

/** How long requests to the quota or to Orchestrator are retried. */
const askForMs = 10 * 60_000;

/** Exports jobs to a file in a destination: requests the export once, waits for it, and downloads it completely. */
export async function exportJobs(input: ExportJobsInput = {}): Promise<ExportJobsResult> {
  const parsed = parseExportJobsInput(input);
  if ('faults' in parsed) throw invalidInput('exportJobs', parsed.faults);
  const { spec } = parsed;
  try {
    const result = await exportOrShare(spec);
    const { rows, file, exportId, shared } = result;
    show(`${rows} jobs, ${file.bytes} bytes in ${file.destination}/${file.name}${shared ? ', shared' : ''}`, exportId);
    return result;
  } catch (error) {
    show(isCancellation(error) ? 'Cancelled' : 'Failed');
    if (deadlinePassed(error))
      throw failure(
        FailureType.ExportFailed,
        `The export did not finish in time: ${applicationFailureOf(error)?.message ?? 'no answer'}`,
        {},
      );
    throw asWorkflowFailure(error, {});
  }
}

async function exportOrShare(spec: ExportJobsSpec): Promise<ExportJobsResult> {
  const { connection, query, destination, file } = spec;
  show('Preparing');
  const place = { ...(destination !== undefined && { destination }), ...(file !== undefined && { file }) };
  const plan = await retriedActivities(askForMs, `Connection ${connection}`).prepareExport({
    connection,
    query,
    ...place,
  });
  const { workflowId, runId } = workflowInfo();
  const claim: ExportClaim = { key: plan.key, owner: { workflowId, runId } };
  for (let instead: string | undefined; ;) {
    const { quota, limit } = plan;
    const asked = { quota, limit, ...claim, ...(instead !== undefined && { instead }) };
    const reserved = await retriedActivities(askForMs, 'Reserve an export in the quota').reserveExport(asked);
    if (reserved.kind === 'granted') {
      const result = await makeExport(spec, plan, claim, reserved.exportId);
      if (result) return result;
    } else if (reserved.kind === 'full') await overQuota(spec, reserved);
    else {
      show(`Run ${plain(reserved.owner.workflowId)} makes the same export; waiting for its file`);
      const summary = `Follow the same export of ${reserved.owner.workflowId}`;
      const { result } = await pollActivities(spec.deadline, summary).followSharedExport({ owner: reserved.owner });
      if (result) return { ...result, shared: true };
      instead = reserved.owner.runId;
    }
  }
}

async function overQuota(spec: ExportJobsSpec, { until, limit }: { until: string; limit: number }): Promise<void> {
  const used = `All ${limit} exports of the day are used up until ${until}`;
  if (spec.overQuota === 'fail') throw failure(FailureType.ExportQuotaExceeded, used, { limit, until });
  show(`${used}; waiting`);
  await sleep(Math.max(1_000, Date.parse(until) - Date.now()), { summary: 'Until the quota resets' });
}

/** Makes the export as its owner; undefined if Orchestrator reports that none are left, so that the quota decides. */
async function makeExport(
  spec: ExportJobsSpec,
  plan: PrepareExportResult,
  claim: ExportClaim,
  known: number | undefined,
): Promise<ExportJobsResult | undefined> {
  const { connection, query, deadline } = spec;
  const { quota, folder, landmarks } = plan;
  const server = landmarks ? { landmarks } : {};
  const until = Date.now() + deadline;
  const leftMs = (): number => until - Date.now();
  const finish = (end: FinishRequest['end']): Promise<void> =>
    CancellationScope.nonCancellable(() =>
      retriedActivities(askForMs, 'Report to the export quota').finishExport({ quota, ...claim, end }),
    );
  let exportId = known;
  try {
    if (exportId === undefined) {
      show('Requesting');
      const request = { connection, quota, ...claim, query, ...(folder && { folder }), ...server };
      ({ exportId } = await startActivities(leftMs(), 'Request an export').requestExport(request));
    }
    show('Waiting for Orchestrator', exportId);
    const polling = pollActivities(leftMs(), `Wait for export ${exportId}`);
    const { name } = await polling.pollExport({ connection, exportId, ...server });
    show('Downloading', exportId);
    const { destination, file } = spec;
    const place = { ...(destination !== undefined && { destination }), ...(file !== undefined && { file }) };
    const kept = await transferActivities(leftMs(), `Download export ${exportId}`).downloadExport({
      connection,
      exportId,
      name,
      ...place,
      ...server,
    });
    await finish('done');
    return { outcome: 'Exported', ...kept, exportId, shared: false };
  } catch (error) {
    const failed = applicationFailureOf(error);
    const type = failed?.type;
    const exhausted = type === FailureType.ExportQuotaExceeded;
    const { sent } = detailsOf(failed);
    const refused = exportId === undefined && (sent === 'refused' || sent === 'nothing');
    // Other runs cannot use an export that Orchestrator failed to make.
    const useless = type === FailureType.ExportFailed;
    await finish(exhausted ? 'exhausted' : refused ? 'refused' : useless ? 'done' : 'abandoned');
    if (exhausted) return undefined;
    throw error;
  }
}

function show(activity: string, exportId?: number): void {
  showDetails(`**Export${exportId === undefined ? '' : ` ${exportId}`}**: ${activity}`);
}
