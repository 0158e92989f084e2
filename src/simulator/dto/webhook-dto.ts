import type { EntityType, Row } from '../odata/entity-type.js';
import type { Webhook } from '../webhooks/webhook.js';
import { entityTypeOf, rowOf, type FieldTable } from './field-table.js';
import { flag, guid, number, text } from './property-types.js';

const fields: FieldTable<Webhook> = {
  Key: [guid, ({ key }) => key],
  Name: [text, ({ name }) => name],
  Description: [text, ({ description }) => description],
  Url: [text, ({ url }) => url],
  Enabled: [flag, ({ enabled }) => enabled],
  // Secrets go in and never come out.
  Secret: [text, () => null],
  SubscribeToAllEvents: [flag, ({ subscribeToAllEvents }) => subscribeToAllEvents],
  AllowInsecureSsl: [flag, ({ allowInsecureSsl }) => allowInsecureSsl],
  Events: [text, ({ events }) => events.map((event) => ({ EventType: event }))],
  Id: [number, ({ id }) => id],
};

export function webhookRow(webhook: Webhook): Row {
  return rowOf(fields, webhook);
}

export function webhookType(apiVersion: number): EntityType {
  return entityTypeOf('UiPath.Server.Contracts.WebhookDto', fields, apiVersion);
}

const eventTypeFields: FieldTable<string> = {
  Name: [text, (name) => name],
  Group: [text, (name) => name.split('.')[0]],
};

export function eventTypeRow(name: string): Row {
  return rowOf(eventTypeFields, name);
}

export const eventTypeType = entityTypeOf('UiPath.Server.Contracts.WebhookEventTypeDto', eventTypeFields, 20);
