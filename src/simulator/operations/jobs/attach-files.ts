import { isRecord, property } from '../../json.js';
import type { AttachmentStore } from '../../model/attachment-store.js';
import type { Job } from '../../model/job.js';
import type { StartInfo } from './read-start-info.js';

/** Notes which files came with a job: its input file and those of `Attachments`. */
export function attachFiles(attachments: AttachmentStore, job: Job, { InputFile, Attachments }: StartInfo): void {
  const given = (Array.isArray(Attachments) ? Attachments : []).filter(isRecord);
  const files = [
    { id: InputFile, category: 'Input' },
    ...given.map((item) => ({ id: property(item, 'attachmentId'), category: property(item, 'category') })),
  ];
  for (const { id, category } of files) {
    const attachment = typeof id === 'string' ? attachments.get(id) : undefined;
    if (attachment !== undefined) attachments.link(attachment, job.key, typeof category === 'string' ? category : null);
  }
}
