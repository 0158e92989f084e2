import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import { limits } from '../../contract/limits.js';
import type { HttpSettings, HttpTimeouts } from './http-settings.js';

const defaultTimeouts: HttpTimeouts = { connectMs: 10_000, headersMs: 30_000, bodyMs: 30_000 };
const defaultConnections = 64;

export function timeoutsOf(settings: HttpSettings): HttpTimeouts {
  return { ...defaultTimeouts, ...settings.timeouts };
}

/** The connection pool of a connection: bounded in number and time, through the corporate proxy, trusting a private CA. */
export function createDispatcher(settings: HttpSettings): Dispatcher {
  const { connectMs, headersMs, bodyMs } = timeoutsOf(settings);
  const ca = settings.certificateAuthority;
  // A CA given to TLS replaces the built-in ones, so both are given.
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const options = {
    connections: settings.maximumConnections ?? defaultConnections,
    connect: { timeout: connectMs, ...trust },
    headersTimeout: headersMs,
    bodyTimeout: bodyMs,
    maxHeaderSize: limits.replyHeadersBytes,
  };
  if (settings.proxyUrl !== undefined)
    return new ProxyAgent({ ...options, uri: settings.proxyUrl, requestTls: { timeout: connectMs, ...trust } });
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  const proxied = [HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy].some((url) => url !== undefined && url !== '');
  return proxied
    ? new EnvHttpProxyAgent({ ...options, requestTls: { timeout: connectMs, ...trust } })
    : new Agent(options);
}
