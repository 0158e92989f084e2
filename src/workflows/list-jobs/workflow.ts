import { showDetails } from '../shared/show.js';
import { type ListJobsInput, type ListJobsResult, parseListJobsInput } from '../../contract/list-jobs.js';
import { retriedActivities } from '../shared/activity-options.js';
import { asWorkflowFailure, invalidInput } from '../shared/failures.js';

/** Job lists wait for the rate limit and for any Retry-After of Orchestrator. */
const withinMs = 5 * 60_000;

/** Lists jobs: one page of at most 1,000, and the cursor of the next. */
export async function listJobs(input: ListJobsInput = {}): Promise<ListJobsResult> {
  const parsed = parseListJobsInput(input);
  if ('faults' in parsed) throw invalidInput('listJobs', parsed.faults);
  try {
    const result = await retriedActivities(withinMs, `Connection ${parsed.spec.connection}`).listJobs(parsed.spec);
    showDetails(`**List of jobs**: ${result.jobs.length}${result.more ? ', and more behind them' : ''}`);
    return result;
  } catch (error) {
    throw asWorkflowFailure(error, {});
  }
}
