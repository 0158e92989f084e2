import type { OperationName } from '../operation-names.js';
import type { Folder } from '../model/folder.js';
import type { Simulation } from '../simulation.js';
import type { Scope } from '../auth/scopes.js';
import type { HttpRequest, Reply } from '../http/http-message.js';

/** One request that has found its route. */
export interface Call {
  readonly simulation: Simulation;
  readonly request: HttpRequest;
  readonly route: Route;
  /** The values in the path: of `Jobs({id})`, `id`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The address below which Orchestrator was called, for `@odata.context`. */
  readonly baseUrl: string;
  /** The folder that the headers name, on routes that take one. */
  readonly folder: Folder | undefined;
  /** Jobs that this call starts are missing from lists for at least so long. */
  readonly hiddenMs: number;
  /** At most so many jobs are made, whatever is asked for; undefined: all of them. */
  readonly made: number | undefined;
  /** Ends a wait when the simulator stops. */
  readonly signal: AbortSignal;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path, with `{id}` for a number and `{guid}` for a GUID; matched in any case. */
  readonly path: string;
  readonly operation?: OperationName;
  /** First API version that has it. */
  readonly since?: number;
  /** The scope it needs, or any token; absent for calls that need no token. */
  readonly scope?: Scope | 'any';
  /** Applications with client credentials are refused. */
  readonly usersOnly?: boolean;
  readonly folder?: 'required' | 'optional';
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}
