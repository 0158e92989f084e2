import { ApiError } from '../../errors/api-error.js';
import { isRecord, property } from '../../json.js';
import type { WebhookDraft } from '../../webhooks/webhook-store.js';

/** Checks a WebhookDto from the wire; what it lacks is taken from `before` or, without that, refused. */
export function readWebhook(body: Record<string, unknown>, before?: WebhookDraft): WebhookDraft {
  return {
    name: text(body, 'Name', 128, before?.name),
    description: optionalText(body, 'Description', 256, before?.description ?? null),
    url: address(text(body, 'Url', 2000, before?.url)),
    secret: optionalText(body, 'Secret', 100, before?.secret ?? null),
    enabled: flag(body, 'Enabled', before?.enabled),
    subscribeToAllEvents: flag(body, 'SubscribeToAllEvents', before?.subscribeToAllEvents),
    allowInsecureSsl: flag(body, 'AllowInsecureSsl', before?.allowInsecureSsl),
    events: eventNames(property(body, 'Events')) ?? before?.events ?? [],
  };
}

function text(body: Record<string, unknown>, name: string, longest: number, otherwise?: string): string {
  const value = property(body, name) ?? otherwise;
  if (typeof value === 'string' && value !== '' && value.length <= longest) return value;
  throw new ApiError('InvalidField', `The ${name} field is required, with at most ${longest} characters.`);
}

function optionalText(
  body: Record<string, unknown>,
  name: string,
  longest: number,
  otherwise: string | null,
): string | null {
  const value = property(body, name);
  return value === undefined || value === null || value === '' ? otherwise : text(body, name, longest);
}

function flag(body: Record<string, unknown>, name: string, otherwise?: boolean): boolean {
  const value = property(body, name) ?? otherwise;
  if (typeof value === 'boolean') return value;
  throw new ApiError('InvalidField', `The ${name} field is required; it is true or false.`);
}

function address(url: string): string {
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw new ApiError('InvalidField', 'The field Url must be an absolute address of http or https.');
}

function eventNames(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new ApiError('InvalidField', 'The field Events must be a list.');
  return value.map((item: unknown) => {
    const name = isRecord(item) ? property(item, 'EventType') : undefined;
    if (typeof name === 'string' && name !== '' && name.length <= 50) return name;
    throw new ApiError('InvalidField', 'The EventType field is required, with at most 50 characters.');
  });
}
