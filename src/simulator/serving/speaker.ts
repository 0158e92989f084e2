import { storageError } from '../blobs/storage-error.js';
import { ApiError } from '../errors/api-error.js';
import type { ErrorKind } from '../errors/error-table.js';
import { errorBody, plainBody } from '../errors/envelopes.js';
import { json, type Reply } from '../http/http-message.js';
import { refusal } from '../infolink/replies.js';

/** The server whose error format a fault uses, unless a gateway answers. */
export interface Speaker {
  /** Put on each of its replies. */
  readonly headers: Readonly<Record<string, string>>;
  /** False: its own errors replace the pages of gateways too. */
  readonly behindGateway: boolean;
  readonly error: (status: number, message: string, kind?: ErrorKind) => Reply;
}

export function orchestratorSpeaker(headers: Readonly<Record<string, string>>): Speaker {
  const body = (message: string, kind: ErrorKind | undefined): Record<string, unknown> =>
    kind === undefined ? plainBody(message, 0) : errorBody(new ApiError(kind));
  return { headers, behindGateway: true, error: (status, message, kind) => json(status, body(message, kind)) };
}

export const infoLinkSpeaker: Speaker = { headers: {}, behindGateway: true, error: refusal };

const storageMessage = 'The simulated storage failed, as it was asked to.';

export const storageSpeaker: Speaker = {
  headers: {},
  behindGateway: false,
  error: (status) => storageError(status, 'SimulatedFault', storageMessage),
};
