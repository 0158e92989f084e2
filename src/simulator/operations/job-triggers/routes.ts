import type { Route } from '../route.js';
import { bound, reading, writing } from '../route-parts.js';
import { deliverPayload, getPayload, listTriggers, listTriggersOfJob } from './job-triggers.js';

const since = 20;
const list = { method: 'GET', scope: reading('OR.Jobs'), folder: 'required', since } as const;
const inbox = { folder: 'optional', since } as const;

/** The other way to resume a job, beside ResumeJob: put something into the inbox that it waits for. */
export const jobTriggerRoutes: readonly Route[] = [
  { ...list, path: '/odata/JobTriggers', operation: 'JobTriggers.list', handle: listTriggers },
  {
    ...list,
    path: bound('/odata/JobTriggers', 'GetByJobKey(jobKey={guid})'),
    operation: 'JobTriggers.list',
    handle: listTriggersOfJob,
  },
  {
    ...inbox,
    method: 'POST',
    path: '/api/JobTriggers/DeliverPayload/{token}',
    scope: writing('OR.Jobs'),
    operation: 'JobTriggers.deliver',
    handle: deliverPayload,
  },
  {
    ...inbox,
    method: 'GET',
    path: '/api/JobTriggers/GetPayload/{token}',
    scope: reading('OR.Jobs'),
    operation: 'JobTriggers.payload',
    handle: getPayload,
  },
];
