import type { Route } from '../route.js';
import { reading, writing } from '../route-parts.js';
import { createAttachment, deleteAttachment, getAttachment, listAttachments } from './attachments.js';
import { addJobAttachment, listJobAttachments } from './job-attachments.js';

const since = 20;
const read = { method: 'GET', scope: reading('OR.Folders'), folder: 'optional', since } as const;
const write = { scope: writing('OR.Folders'), folder: 'optional', since } as const;
const one = '/odata/Attachments({guid})';

export const attachmentRoutes: readonly Route[] = [
  { ...read, path: '/odata/Attachments', operation: 'Attachments.list', handle: listAttachments },
  { ...read, path: one, operation: 'Attachments.get', handle: getAttachment },
  { ...write, method: 'POST', path: '/odata/Attachments', operation: 'Attachments.create', handle: createAttachment },
  { ...write, method: 'DELETE', path: one, operation: 'Attachments.delete', handle: deleteAttachment },
  {
    ...read,
    path: '/api/JobAttachments/GetByJobKey',
    scope: reading('OR.Jobs'),
    operation: 'JobAttachments.list',
    handle: listJobAttachments,
  },
  {
    ...write,
    method: 'POST',
    path: '/api/JobAttachments/Post',
    scope: writing('OR.Jobs'),
    operation: 'JobAttachments.create',
    handle: addJobAttachment,
  },
];
