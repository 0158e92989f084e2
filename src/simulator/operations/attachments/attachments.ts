import { attachmentRow, attachmentType } from '../../dto/attachment-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { empty, odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isGuid, property } from '../../json.js';
import type { Attachment } from '../../model/attachment-store.js';
import { projectRow } from '../../odata/apply-query.js';
import { readQueryOptions } from '../../odata/query-options.js';
import type { BlobFileAccess } from '../../blobs/blob-store.js';
import { context, listReply } from '../collection.js';
import { bodyOf } from '../request-body.js';

const longestName = 256;

/** Makes an attachment without content, and a link to send the content to. */
export function createAttachment(call: Call): Reply {
  const { simulation, request } = call;
  const body = bodyOf(request, 'attachment');
  const name = property(body, 'Name');
  if (typeof name !== 'string' || name === '' || name.length > longestName) {
    throw new ApiError('InvalidField', `The Name field is required, with at most ${longestName} characters.`);
  }
  const attachment = simulation.attachments.create(name);
  const [jobKey, category] = [property(body, 'JobKey'), property(body, 'AttachmentCategory')];
  if (isGuid(jobKey)) {
    simulation.attachments.link(attachment, jobKey, typeof category === 'string' ? category : null);
  }
  const access = simulation.blobs.writing(simulation.url, (content) => (attachment.content = content));
  return reply(call, 201, attachment, access);
}

export function listAttachments(call: Call): Reply {
  const { attachments, apiVersion } = call.simulation;
  const rows = attachments.all().map((attachment) => attachmentRow(attachment));
  return listReply(call, 'Attachments', attachmentType(apiVersion), rows);
}

/** One attachment with a link to fetch its content from. */
export function getAttachment(call: Call): Reply {
  const { simulation } = call;
  const attachment = attachmentOf(call, call.parameters.guid);
  return reply(
    call,
    200,
    attachment,
    simulation.blobs.reading(simulation.url, () => attachment.content),
  );
}

export function deleteAttachment(call: Call): Reply {
  call.simulation.attachments.delete(attachmentOf(call, call.parameters.guid));
  return empty(204);
}

export function attachmentOf({ simulation }: Call, id: unknown): Attachment {
  if (!isGuid(id)) throw new ApiError('InvalidField', `The value '${String(id)}' is not a valid attachment id.`);
  const attachment = simulation.attachments.get(id);
  if (attachment === undefined) throw new ApiError('NotFound', 'Attachment does not exist.');
  return attachment;
}

function reply(call: Call, status: number, attachment: Attachment, access: BlobFileAccess): Reply {
  const entity = attachmentType(call.simulation.apiVersion);
  const options = readQueryOptions(call.request.query);
  return odata(status, {
    '@odata.context': `${context(call, 'Attachments')}/$entity`,
    ...projectRow(attachmentRow(attachment), entity, options),
    BlobFileAccess: access,
  });
}
