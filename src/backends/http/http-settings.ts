/** How a connection reaches its back end over HTTP. */
export interface HttpSettings {
  timeouts?: Partial<HttpTimeouts>;
  /** Proxy URL; default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment. */
  proxyUrl?: string;
  /** PEM of a private certificate authority, trusted in addition to the system's. */
  certificateAuthority?: string;
  /** Greatest number of connections to one host. Default 64. */
  maximumConnections?: number;
}

export interface HttpTimeouts {
  /** TCP and TLS. Default 10,000. */
  connectMs: number;
  /** Until the reply's headers are complete. Default 30,000. */
  headersMs: number;
  /** Between two pieces of the reply's body. Default 30,000. */
  bodyMs: number;
}
