import { defaultJobOrder } from '../../contract/jobs/defaults.js';
import type { Flags } from '../flags.js';
import { filterFlags } from './filter-flags.js';

/** What `jobs list` takes. */
export const listFlags: Flags = {
  connection: { field: 'connection', value: 'name', what: "connection of the configuration; default: 'default'" },
  ...filterFlags,
  'order-by': {
    field: 'orderBy',
    value: 'order',
    what: `such as 'EndTime desc'; default: '${defaultJobOrder}', the newest first`,
  },
  expand: {
    field: 'expand',
    kind: 'words',
    value: 'names',
    what: 'Robot, Release, Machine: read with each job, for --json; default: Robot',
  },
  limit: { field: 'limit', kind: 'number', what: 'maximum number of jobs; default: 100' },
  after: { field: 'after', value: 'next', what: 'continue after an earlier list: its `next`' },
  json: { field: 'json', kind: 'switch', what: 'print JSON: jobs, more, next' },
};
