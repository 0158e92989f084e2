import type { Route } from '../route.js';
import { bound, reading, writing } from '../route-parts.js';
import { listEventTypes, pingWebhook } from './events.js';
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, patchWebhook, replaceWebhook } from './webhooks.js';

const read = { method: 'GET', scope: reading('OR.Webhooks') } as const;
const scope = writing('OR.Webhooks');
const one = '/odata/Webhooks({id})';

export const webhookRoutes: readonly Route[] = [
  { ...read, path: '/odata/Webhooks', operation: 'Webhooks.list', handle: listWebhooks },
  { ...read, path: one, operation: 'Webhooks.get', handle: getWebhook },
  {
    ...read,
    path: bound('/odata/Webhooks', 'GetEventTypes'),
    operation: 'Webhooks.eventTypes',
    handle: listEventTypes,
  },
  { method: 'POST', scope, path: '/odata/Webhooks', operation: 'Webhooks.create', handle: createWebhook },
  { method: 'PUT', scope, path: one, operation: 'Webhooks.update', handle: replaceWebhook },
  { method: 'PATCH', scope, path: one, operation: 'Webhooks.update', handle: patchWebhook },
  { method: 'DELETE', scope, path: one, operation: 'Webhooks.delete', handle: deleteWebhook },
  { method: 'POST', scope, path: bound(one, 'Ping'), operation: 'Webhooks.ping', handle: pingWebhook },
];
