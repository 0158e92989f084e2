import { jobAttachmentDto } from '../../dto/attachment-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { json, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { isGuid, property } from '../../json.js';
import { bodyOf } from '../request-body.js';
import { attachmentOf } from './attachments.js';

export function listJobAttachments({ simulation, request }: Call): Reply {
  const links = simulation.attachments.ofJob(checkedKey(request.query.get('jobKey')));
  return json(200, links.map(jobAttachmentDto));
}

export function addJobAttachment(call: Call): Reply {
  const body = bodyOf(call.request, 'jobAttachment');
  const attachment = attachmentOf(call, property(body, 'attachmentId'));
  const category = property(body, 'category');
  const jobKey = checkedKey(property(body, 'jobKey'));
  const link = call.simulation.attachments.link(attachment, jobKey, typeof category === 'string' ? category : null);
  return json(201, jobAttachmentDto(link));
}

function checkedKey(key: unknown): string {
  if (!isGuid(key)) throw new ApiError('InvalidField', `The value '${String(key)}' is not a valid job key.`);
  return key;
}
