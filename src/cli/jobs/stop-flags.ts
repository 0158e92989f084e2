import { stopDefaults } from '../../contract/jobs/defaults.js';
import { limits } from '../../contract/limits.js';
import type { Flags } from '../flags.js';
import { filterFlags } from './filter-flags.js';

/** What `jobs stop` takes. */
export const stopFlags: Flags = {
  connection: { field: 'connection', value: 'name', what: "connection of the worker; default: 'default'" },
  key: { field: 'keys', kind: 'words', value: 'key', what: 'key of a job; may be repeated' },
  id: { field: 'ids', kind: 'numbers', value: 'id', what: 'ID of a job; may be repeated' },
  ...filterFlags,
  'dry-run': { field: 'dryRun', kind: 'switch', what: 'only report what would be stopped' },
  grace: {
    field: 'stop.grace',
    value: 'duration',
    what: `time between SoftStop and Kill; default: ${stopDefaults.grace}`,
  },
  confirm: {
    field: 'stop.confirm',
    value: 'duration',
    what: `how long to wait for the end of a job after the Kill; default: ${stopDefaults.confirm}`,
  },
  limit: {
    field: 'limit',
    kind: 'number',
    what: `maximum number of jobs, the newest first; default: ${limits.stoppedJobs}`,
  },
  json: { field: 'json', kind: 'switch', what: 'print the report as JSON' },
};
