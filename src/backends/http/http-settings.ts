import { z } from 'zod';
import { defaultWindowMs } from '../../contract/limits.js';
import { duration, urlWithPassword, wholeNumber } from '../../shared/settings/forms.js';
import { option } from '../../shared/settings/option.js';
import { type Renamed, renamed } from '../../shared/settings/renamed.js';
import { certificate } from './certificate.js';

const timeouts = z
  .strictObject({
    connect: option(duration, { meaning: 'Until a connection is open, TLS included', default: '10s' }).optional(),
    headers: option(duration, { meaning: 'Until the headers of a reply are complete', default: '30s' }).optional(),
    body: option(duration, { meaning: 'Between two pieces of the body of a reply', default: '30s' }).optional(),
  })
  .transform(renamed({ connect: 'connectMs', headers: 'headersMs', body: 'bodyMs' }));

/** Names of these options in the settings. */
export const httpNames = {
  caFile: 'certificateAuthority',
  visibilityWindow: 'visibilityWindowMs',
  effectWindow: 'effectWindowMs',
} as const;

/** The options that connections of every type have, beside `type`, `url` and `auth`. */
export const httpOptions = {
  caFile: option(certificate, {
    meaning: 'PEM file of a private certificate authority, trusted in addition to the public ones',
    example: '/etc/ssl/acme-root.pem',
  }).optional(),
  proxyUrl: option(urlWithPassword, {
    meaning: 'Proxy to the back end; may hold a user and a password',
    default: '`HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`',
    example: 'http://proxy.acme.example:3128',
  }).optional(),
  maximumConnections: option(wholeNumber, {
    meaning: 'Most connections to one host at a time',
    default: '64',
    example: '16',
  }).optional(),
  visibilityWindow: option(duration, {
    meaning: 'How long a job that exists may be missing from lists',
    default: `${defaultWindowMs.visibility / 1_000}s`,
    example: '30s',
  }).optional(),
  effectWindow: option(duration, {
    meaning: 'How long after a start was sent the server may still act on it, whatever it answered',
    default: `${defaultWindowMs.effect / 1_000}s`,
    example: '2m',
  }).optional(),
  timeouts: timeouts.optional(),
};

/** How a connection reaches its back end over HTTP. */
export type HttpSettings = Omit<
  Renamed<z.output<z.ZodObject<typeof httpOptions>>, typeof httpNames>,
  'visibilityWindowMs' | 'effectWindowMs'
>;

export type HttpTimeouts = Required<z.output<typeof timeouts>>;
