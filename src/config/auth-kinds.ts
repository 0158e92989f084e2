import type { OrchestratorAuth } from '../backends/orchestrator/types.js';

export type AuthKind = OrchestratorAuth['kind'];

/** The options of each way to prove who a connection is. */
export const authKinds = {
  clientCredentials: { needed: ['clientId', 'clientSecret'], optional: ['scope', 'identityUrl'] },
  accessToken: { needed: ['accessToken'], optional: [] },
  password: { needed: ['username', 'password'], optional: [] },
  userKey: { needed: ['clientId', 'refreshToken'], optional: ['accountUrl'] },
} as const satisfies Record<AuthKind, { needed: readonly string[]; optional: readonly string[] }>;

export const authKindNames = Object.keys(authKinds) as AuthKind[];

/** Options whose values a file may only refer to. */
export const secretOptions: ReadonlySet<string> = new Set(['clientSecret', 'accessToken', 'password', 'refreshToken']);

export const urlOptions: ReadonlySet<string> = new Set(['identityUrl', 'accountUrl']);

export function isAuthKind(text: string): text is AuthKind {
  return Object.hasOwn(authKinds, text);
}
