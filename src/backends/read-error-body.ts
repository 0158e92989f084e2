import { limits } from '../contract/limits.js';
import { cut } from '../shared/cut.js';
import { parseJson } from '../shared/json.js';
import { boundedWait } from './retry-after.js';

/** What an error body says, whatever its shape. */
export interface ErrorBody {
  /** Readable text; empty when the body holds none. */
  message: string;
  errorCode?: number;
  traceId?: string;
  /** From `retry_after` in the body, as gateways in front of Orchestrator send it (seconds). */
  retryAfterMs?: number;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && value !== '');
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Names under which Orchestrator, its identity service and its gateways put the message. */
const messageNames = [
  'message',
  'Message',
  'errorMessage',
  'error_description',
  'title',
  'detail',
  'description',
  'error',
];

/** Reads the body of an error reply. Never throws: empty, HTML, `null`, a number or a wrong shape all give an answer. */
export function readErrorBody(body: string): ErrorBody {
  let parsed: unknown;
  try {
    parsed = parseJson(body, limits.jsonDepth);
  } catch {
    return { message: readableText(body) };
  }
  if (!isFields(parsed)) return { message: typeof parsed === 'string' ? parsed : '' };
  const errorCode = Number(parsed.errorCode ?? (isFields(parsed.error) ? parsed.error.code : undefined));
  const retryAfterMs = isTime(parsed.retry_after) ? boundedWait(Number(parsed.retry_after) * 1000) : undefined;
  const traceId = textOf(parsed.traceId);
  return {
    message: cut(sentences([...new Set(messagesOf(parsed))]), limits.messageCharacters),
    ...(Number.isInteger(errorCode) && { errorCode }),
    ...(traceId !== '' && { traceId: cut(traceId, limits.nameCharacters) }),
    ...(retryAfterMs !== undefined && retryAfterMs > 0 && { retryAfterMs }),
  };
}

/** Texts one behind the other, each as a sentence of its own. */
function sentences(texts: readonly string[]): string {
  return texts.map((text, at) => (at < texts.length - 1 && !/[.!?:;,]$/.test(text) ? `${text}.` : text)).join(' ');
}

function messagesOf(fields: Fields): string[] {
  const own = messageNames.map((name) => textOf(fields[name])).filter((text) => text !== '');
  const nested = [fields.error, fields.result].filter(isFields).flatMap(messagesOf);
  const details = textOf(fields.details);
  return [
    ...own,
    ...nested,
    ...(details === '' ? [] : [details]),
    ...validationTexts(fields.details),
    ...validationTexts(fields.errors),
  ];
}

/** Texts of a list of faults, or of a map from field to faults. */
function validationTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(validationTexts);
  if (!isFields(value)) return [];
  const own = messagesOf(value);
  return own.length > 0
    ? own
    : Object.entries(value).flatMap(([name, texts]) => validationTexts(texts).map((text) => `${name}: ${text}`));
}

/** A page's title, or the beginning of a text, on one line. */
export function readableText(body: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  const text = title ?? body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
  return cut(text.replace(/\s+/g, ' ').trim(), limits.shortTextCharacters);
}
