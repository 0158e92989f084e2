import type { Attachment, JobAttachment } from '../model/attachment-store.js';
import type { EntityType, Row } from '../odata/entity-type.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { date, guid, number, text } from './property-types.js';
import { timestamp } from '../timestamp.js';

const fields: FieldTable<Attachment> = {
  Name: [text, ({ name }) => name],
  LastModificationTime: [date, () => null],
  LastModifierUserId: [number, () => null],
  CreationTime: [date, ({ createdAt }) => timestamp(createdAt)],
  CreatorUserId: [number, () => null],
  Id: [guid, ({ id }) => id],
};

export function attachmentRow(attachment: Attachment): Row {
  return rowOf(fields, attachment);
}

export function attachmentType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.AttachmentDto', fields, apiVersion);
}

/** In camelCase, unlike everything below `/odata`. */
export function jobAttachmentDto({ id, attachment, jobKey, category, createdAt }: JobAttachment): object {
  return {
    attachmentId: attachment.id,
    jobKey,
    category,
    attachmentName: attachment.name,
    lastModificationTime: null,
    lastModifierUserId: null,
    creationTime: timestamp(createdAt),
    creatorUserId: null,
    id,
  };
}
