import type { FaultInput } from '../../src/simulator/index.js';

export type Effect = 'happened' | 'did not happen';

/** One kind of answer to StartJobs, and how a run must end that gets it once. */
export interface StartReply {
  reply: string;
  fault: Omit<FaultInput, 'operation' | 'when'>;
  /** The end of the run when nothing was created by the call; when something was, it is `Successful` always. */
  end: string;
  /**
   * Absent: both. An answer of Orchestrator itself that it refused is believed when the call is repeated after it
   * (429, 409/1670), so it has no case in which the effect happened: docs/guarantees.md, assumption 2.
   */
  effects?: readonly Effect[];
  visibilityWindow?: string;
}

const status = (code: number, body?: unknown, headers?: Record<string, string>): StartReply['fault'] => ({
  fault: 'status',
  status: code,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});
const refusal = (code: number, errorCode: number, headers?: Record<string, string>): StartReply['fault'] =>
  status(code, { message: 'Refused for the test.', errorCode, traceId: 't' }, headers);
const believed: readonly Effect[] = ['did not happen'];
const throttled = (retryAfterForm: 'seconds' | 'date' | 'body'): StartReply => ({
  reply: `429, Retry-After as ${retryAfterForm}`,
  fault: { fault: 'throttle', retryAfterSeconds: 1, retryAfterForm },
  end: 'Successful',
  effects: believed,
});

export const startReplies: readonly StartReply[] = [
  { reply: '200 with a body that names no job', fault: status(200), end: 'Successful' },
  { reply: '400', fault: refusal(400, 1000), end: 'RequestRefused' },
  { reply: '401 once', fault: status(401), end: 'Successful' },
  { reply: '401 for ever', fault: { ...status(401), times: 100 }, end: 'AuthenticationFailed' },
  { reply: '403', fault: refusal(403, 0), end: 'PermissionDenied' },
  { reply: '404 once', fault: refusal(404, 1002), end: 'Successful' },
  { reply: '404 for ever', fault: { ...refusal(404, 1002), times: 100 }, end: 'ReleaseNotFound', effects: believed },
  { reply: '408', fault: status(408), end: 'Successful' },
  { reply: '409/1670', fault: refusal(409, 1670, { 'Retry-After': '1' }), end: 'Successful', effects: believed },
  { reply: '409/2818', fault: refusal(409, 2818), end: 'RequestRefused' },
  throttled('seconds'),
  throttled('date'),
  throttled('body'),
  {
    reply: '429, Retry-After as a date that has passed',
    fault: { fault: 'throttle', retryAfterSeconds: 0, retryAfterForm: 'date' },
    end: 'Successful',
    effects: believed,
  },
  { reply: '500', fault: status(500), end: 'Successful' },
  { reply: '502 HTML', fault: status(502), end: 'Successful' },
  { reply: '503 plain text', fault: { fault: 'text', status: 503 }, end: 'Successful' },
  { reply: '504', fault: status(504), end: 'Successful' },
  { reply: 'connection dropped', fault: { fault: 'drop' }, end: 'Successful' },
  { reply: 'no reply within the timeout', fault: { fault: 'drop', delayMs: 3_000 }, end: 'Successful' },
  {
    reply: 'body cut short',
    fault: status(201, '{"value":[{"Id":', { 'Content-Type': 'application/json' }),
    end: 'Successful',
  },
  { reply: '2xx HTML', fault: { fault: 'html' }, end: 'Successful' },
];
