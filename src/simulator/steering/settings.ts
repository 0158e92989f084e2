import { ControlError } from '../control/control-error.js';
import type { Credentials } from '../auth/credentials.js';
import type { Simulation } from '../simulation.js';

/** What `api-supported-versions` says: any text, null for no header, undefined for the version spoken. */
export function setVersionHeader(simulation: Simulation, text: string | null | undefined): void {
  if (typeof text === 'string' && !/^[\t\x20-\x7e]*$/.test(text))
    throw new ControlError('The version header must be printable ASCII text.');
  simulation.versionHeader = text;
}

export interface CredentialChange extends Partial<Credentials> {
  /** Ends the tokens handed out so far; default: they stay valid until they expire. */
  readonly revokeTokens?: boolean;
}

export function setCredentials({ signIns, tokens }: Simulation, change: CredentialChange): void {
  const { revokeTokens = false, ...changed } = change;
  signIns.credentials = { ...signIns.credentials, ...changed };
  tokens.setEndless([signIns.credentials.personalAccessToken]);
  if (revokeTokens) tokens.revoke();
}
