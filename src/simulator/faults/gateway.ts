import { randomBytes } from 'node:crypto';

/** Answers of a gateway in front of Orchestrator, which knows nothing of its envelopes. */
const titles: Readonly<Record<number, string>> = {
  502: '502 Bad Gateway',
  503: '503 Service Unavailable',
  504: '504 Gateway Timeout',
};

/** The headline of its page; undefined for a status that Orchestrator itself would answer with. */
export function gatewayTitle(status: number): string | undefined {
  return titles[status];
}

/** Its answer in plain text, of the kind that proxies give when the server behind them is gone. */
export function gatewayText(status: number): string {
  return status === 504
    ? 'upstream request timeout'
    : 'upstream connect error or disconnect/reset before headers. reset reason: connection termination';
}

/** The cloud's replies carry these (UiPath's Postman collection, 2021), Orchestrator's own headers are missing. */
export function gatewayHeaders(): Record<string, string> {
  return { Server: 'cloudflare', 'CF-RAY': `${randomBytes(8).toString('hex')}-VIE` };
}
