import { showDetails } from '../shared/show.js';
import { plain } from '../shared/job-line.js';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  type ExportClaim,
  type FinishRequest,
  quotaMessages,
  type QuotaState,
  type Reservation,
  type ReserveRequest,
} from '../../contract/export-quota.js';
import { ExportQuota, midnightAfter } from './quota-state.js';
import { limits } from '../../contract/limits.js';

const reserve = defineUpdate<Reservation, [ReserveRequest]>(quotaMessages.reserve);
const repeat = defineUpdate<Reservation, [ExportClaim]>(quotaMessages.repeat);
const requested = defineUpdate<undefined, [ExportClaim & { exportId: number }]>(quotaMessages.requested);
const finish = defineUpdate<undefined, [FinishRequest]>(quotaMessages.finish);
const quota = defineQuery<QuotaState>(quotaMessages.quota);

/**
 * Counts the exports of one tenant, which may make 100 a day, and lets runs that ask for the same export share one.
 * It starts with the first export and ends after midnight (UTC) once it has nothing left to track.
 */
export async function exportQuota(kept?: QuotaState): Promise<void> {
  const count = kept ? new ExportQuota(kept) : ExportQuota.empty(Date.now(), limits.exportsPerDay);
  const show = (): void => showDetails(describe(count.state));
  setHandler(
    reserve,
    (request) => {
      const answer = count.reserve(request, Date.now());
      show();
      return answer;
    },
    { description: 'Reserves an export' },
  );
  setHandler(
    repeat,
    (claim) => {
      const answer = count.repeat(claim, Date.now());
      show();
      return answer;
    },
    { description: 'Reserves one more export if the outcome of a request is unknown' },
  );
  setHandler(
    requested,
    ({ exportId, ...claim }) => {
      count.requested(claim, exportId);
      show();
      return undefined;
    },
    { description: 'Reports the id of a requested export' },
  );
  setHandler(
    finish,
    (request) => {
      count.finish(request, Date.now());
      show();
      return undefined;
    },
    { description: 'Reports how an export ended' },
  );
  setHandler(quota, () => count.state, { description: 'The exports of the current day' });
  for (;;) {
    const now = Date.now();
    const long = (): boolean => workflowInfo().continueAsNewSuggested;
    await condition(long, midnightAfter(now) - now);
    await condition(allHandlersFinished);
    if (count.turn(Date.now())) return;
    show();
    if (long()) await continueAsNew<typeof exportQuota>(count.state);
  }
}

function describe({ day, used, limit, running }: QuotaState): string {
  const lines = Object.values(running).map(({ owner, exportId }) => {
    const name = exportId === undefined ? 'An export' : `Export ${exportId}`;
    return `- ${name} ${owner ? `of run ${plain(owner.workflowId)}` : 'was given up'}`;
  });
  return [`**Exports on ${day}**: ${used} of ${limit}`, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}
