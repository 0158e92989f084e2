import { showDetails } from '../shared/show.js';
import { fitting } from '../../contract/bounded.js';
import { limits } from '../../contract/limits.js';
import { parseStopJobsInput, type StopJobsReport, type StopJobsRequest } from '../../contract/stop-jobs.js';
import { searchActivities } from '../shared/activity-options.js';
import { asWorkflowFailure, invalidInput } from '../shared/failures.js';
import { BulkStop } from './bulk-stop.js';
import { stopByFolder } from '../shared/stop-by-folder.js';

/**
 * Stops jobs by keys, ids or a filter, and reports how each ended. A cancel ends the search; once stops have been
 * sent, the run continues until the end of the jobs is verified.
 */
export async function stopJobs(input: StopJobsRequest): Promise<StopJobsReport> {
  const parsed = parseStopJobsInput(input);
  if ('faults' in parsed) throw invalidInput('stopJobs', parsed.faults);
  const { connection, wanted, dryRun } = parsed.spec;
  showDetails('**Stop of jobs**: searching for them');
  const found = await searchActivities(`Connection ${connection}`)
    .findJobs({ connection, wanted })
    .catch((error: unknown) => Promise.reject(asWorkflowFailure(error, {}) as Error));
  const bulk = new BulkStop(parsed.spec, found);
  bulk.show(dryRun ? 'dry run: these would be stopped' : 'stopping');
  if (dryRun) return fitting(bulk.report(), limits.payloadBytes);
  await stopByFolder(bulk, bulk.open(), 'stopJobs was asked to stop it');
  const { ended, notConfirmed } = bulk.report().counts;
  bulk.show(`${ended} stopped${notConfirmed > 0 ? `, ${notConfirmed} not confirmed` : ''}`);
  return fitting(bulk.report(), limits.payloadBytes);
}
