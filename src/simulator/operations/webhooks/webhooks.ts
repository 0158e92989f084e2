import { webhookRow, webhookType } from '../../dto/webhook-dto.js';
import { ApiError } from '../../errors/api-error.js';
import { empty, odata, type Reply } from '../../http/http-message.js';
import type { Call } from '../route.js';
import { projectRow } from '../../odata/apply-query.js';
import type { Webhook } from '../../webhooks/webhook.js';
import { context, entityReply, listReply } from '../collection.js';
import { bodyOf } from '../request-body.js';
import { readWebhook } from './read-webhook.js';

export function listWebhooks(call: Call): Reply {
  const { webhooks, apiVersion } = call.simulation;
  const rows = webhooks.store.all().map((webhook) => webhookRow(webhook));
  return listReply(call, 'Webhooks', webhookType(apiVersion), rows);
}

export function getWebhook(call: Call): Reply {
  return reply(call, webhookOf(call));
}

export function createWebhook(call: Call): Reply {
  const { webhooks, apiVersion } = call.simulation;
  const webhook = webhooks.store.create(readWebhook(bodyOf(call.request, 'webhook')));
  return odata(201, {
    '@odata.context': `${context(call, 'Webhooks')}/$entity`,
    ...projectRow(webhookRow(webhook), webhookType(apiVersion)),
  });
}

export function replaceWebhook(call: Call): Reply {
  const draft = readWebhook(bodyOf(call.request, 'webhook'));
  return reply(call, call.simulation.webhooks.store.update(webhookOf(call), draft));
}

/** Fields that are not named keep their values. */
export function patchWebhook(call: Call): Reply {
  const webhook = webhookOf(call);
  const draft = readWebhook(bodyOf(call.request, 'webhook'), webhook);
  return reply(call, call.simulation.webhooks.store.update(webhook, draft));
}

export function deleteWebhook(call: Call): Reply {
  call.simulation.webhooks.store.delete(webhookOf(call).id);
  return empty(204);
}

export function webhookOf({ simulation, parameters }: Call): Webhook {
  const webhook = simulation.webhooks.store.get(Number(parameters.id));
  if (webhook === undefined) throw new ApiError('NotFound', 'Webhook does not exist.');
  return webhook;
}

function reply(call: Call, webhook: Webhook): Reply {
  return entityReply(call, 'Webhooks', webhookType(call.simulation.apiVersion), webhookRow(webhook));
}
