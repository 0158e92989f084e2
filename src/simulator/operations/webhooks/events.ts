import { eventTypeRow, eventTypeType } from '../../dto/webhook-dto.js';
import { odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { envelope } from '../../webhooks/event-body.js';
import { jobEvents } from '../../webhooks/webhook.js';
import { listReply } from '../collection.js';
import { webhookOf } from './webhooks.js';

export function listEventTypes(call: Call): Reply {
  return listReply(call, 'WebhookEventTypes', eventTypeType, jobEvents.map(eventTypeRow));
}

/** Sends a `ping` to the webhook, and shows it to the caller without waiting for the receiver. */
export function pingWebhook(call: Call): Reply {
  const { webhooks, clock } = call.simulation;
  const event = envelope('ping', clock.now());
  webhooks.send(webhookOf(call), event);
  return odata(202, {
    '@odata.context': `${call.baseUrl}/odata/$metadata#UiPath.Server.Configuration.OData.PingEventDto`,
    ...event,
  });
}
