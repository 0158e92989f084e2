import type { TemporalBinary } from './find-temporal.js';

export interface TemporalServer {
  /** `host:port` of gRPC. */
  address: string;
  uiUrl?: string;
  namespace: string;
  /** Absent if TEMPORAL_ADDRESS named a server that ran already. */
  binary?: TemporalBinary;
  /** Process id of the server, when it is ours. */
  pid?: number;
  /** Ends the server if it is ours. May be called more than once. */
  stop(): Promise<void>;
}
