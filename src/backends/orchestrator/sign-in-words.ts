import { optionName, type SignInHints } from '../auth/sign-in-hints.js';
import { addressesOf, partsOf, withPath } from './addresses.js';
import { defaultAccountUrl, defaultScope, type OrchestratorAuth, type OrchestratorSettings } from './settings.js';

/** What messages say about the address and the sign-in of a connection. */
export interface SignInWords extends SignInHints {
  /** Something other than Orchestrator answered. */
  url: string;
  /** Orchestrator refused a token: which one, and what that usually means. `madeAt` of a token that was issued to us. */
  refusedToken: (token: string, madeAt?: number) => string;
  /** What the token may do, to follow a call that was forbidden. */
  granted: string;
}

type Name = (option: string, variable: string) => string;

export function signInWords({ name: connection, url, auth, tenantName }: OrchestratorSettings): SignInWords {
  const name: Name = (option, variable) => optionName(connection, option, variable);
  const { base } = addressesOf(url);
  const { organization, tenant } = partsOf(base);
  const place =
    organization === undefined
      ? `${base}, tenant ${tenantName === undefined ? 'not given' : `'${tenantName}'`}`
      : `organization '${organization}', tenant '${tenant ?? ''}'`;
  const wrongTenant =
    organization === undefined
      ? `that ${name('tenantName', 'UIPATH_TENANT_NAME')} is ${tenantName === undefined ? 'missing' : 'wrong'}`
      : `that ${name('url', 'UIPATH_URL')} names the wrong organization or tenant`;
  return {
    url:
      organization === undefined
        ? `Check ${name('url', 'UIPATH_URL')}: in the cloud and in Automation Suite it ends with ` +
          '/{organization}/{tenant}/orchestrator_; on a standalone server it is the address of the server.'
        : `Check ${name('url', 'UIPATH_URL')}: it names ${place}.`,
    ...hintsOf(auth, url, name),
    refusedToken: (token, madeAt) =>
      `${originOf(auth, url, name, token, madeAt)}, and used for ${place}. This usually means ` +
      `${wrongTenant}, or that ${ownerOf(auth)}`,
    granted: grantOf(auth, name),
  };
}

function hintsOf(auth: OrchestratorAuth, url: string, name: Name): SignInHints {
  const at = `Tried at ${signInAddress(auth, url)}`;
  switch (auth.kind) {
    case 'clientCredentials': {
      const identity = name('auth.identityUrl', 'UIPATH_IDENTITY_URL');
      const client = name('auth.clientId', 'UIPATH_CLIENT_ID');
      return {
        elsewhere:
          auth.identityUrl === undefined
            ? `This address follows from ${name('url', 'UIPATH_URL')}: correct that, or set ${identity} if the identity service is elsewhere.`
            : `Correct ${identity}, or remove it: the address then follows from ${name('url', 'UIPATH_URL')}.`,
        refused: (code) =>
          code === 'invalid_scope'
            ? `${at} with the scopes '${auth.scope ?? defaultScope}': grant them to the application, or correct ${name('auth.scope', 'UIPATH_SCOPE')}`
            : `${at} with client '${auth.clientId}': check ${client} and ${name('auth.clientSecret', 'UIPATH_CLIENT_SECRET')}`,
      };
    }
    case 'userKey': {
      const account = name('auth.accountUrl', 'UIPATH_ACCOUNT_URL');
      return {
        elsewhere:
          auth.accountUrl === undefined
            ? `Set ${account} if user keys are exchanged elsewhere.`
            : `Correct ${account}, or remove it: it then is ${defaultAccountUrl}.`,
        refused: () =>
          `${at} with client '${auth.clientId}': check ${name('auth.clientId', 'UIPATH_USER_KEY_CLIENT_ID')} and ` +
          name('auth.refreshToken', 'UIPATH_REFRESH_TOKEN'),
      };
    }
    case 'password':
      return {
        elsewhere: `Correct ${name('url', 'UIPATH_URL')}: only a standalone server takes a user name and a password there.`,
        refused: () =>
          `${at} as '${auth.username}': check ${name('auth.username', 'UIPATH_USERNAME')}, ` +
          `${name('auth.password', 'UIPATH_PASSWORD')} and ${name('tenantName', 'UIPATH_TENANT_NAME')}`,
      };
    case 'accessToken':
      return { elsewhere: '', refused: () => '' };
  }
}

/** Where a token comes from. */
export function signInAddress(auth: OrchestratorAuth, url: string): string {
  if (auth.kind === 'userKey') return withPath(auth.accountUrl ?? defaultAccountUrl, '/oauth/token');
  const { base, tokenUrl } = addressesOf(url, auth.kind === 'clientCredentials' ? auth.identityUrl : undefined);
  return auth.kind === 'password' ? `${base}/api/Account/Authenticate` : tokenUrl;
}

function originOf(auth: OrchestratorAuth, url: string, name: Name, token: string, madeAt?: number): string {
  if (auth.kind === 'accessToken') {
    const ended = expiryOf(token);
    const state = ended === undefined ? '' : ` (${ended <= Date.now() ? 'expired' : 'valid until'} ${timeOf(ended)})`;
    return `The token is that of ${name('auth.accessToken', 'UIPATH_ACCESS_TOKEN')}${state}`;
  }
  const who = auth.kind === 'password' ? `user '${auth.username}'` : `client '${auth.clientId}'`;
  const when = madeAt === undefined ? '' : ` at ${timeOf(madeAt)}`;
  return `The token was made${when} by ${signInAddress(auth, url)} for ${who} (${auth.kind})`;
}

function ownerOf(auth: OrchestratorAuth): string {
  switch (auth.kind) {
    case 'clientCredentials':
      return 'the application belongs to another organization';
    case 'accessToken':
      return 'the token has expired, was revoked or belongs to another organization: make a new one and restart the worker';
    case 'password':
      return 'the user belongs to another tenant';
    case 'userKey':
      return 'the user key belongs to another organization';
  }
}

function grantOf(auth: OrchestratorAuth, name: Name): string {
  if (auth.kind === 'clientCredentials')
    return `The token was asked for with the scopes '${auth.scope ?? defaultScope}' of ${name('auth.scope', 'UIPATH_SCOPE')}`;
  return auth.kind === 'accessToken'
    ? `The token is that of ${name('auth.accessToken', 'UIPATH_ACCESS_TOKEN')}`
    : 'The roles of the user decide';
}

const timeOf = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** When a token that is a JWT ends; undefined of any other. */
function expiryOf(token: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const seconds = (claims as { exp?: unknown } | null)?.exp;
    return typeof seconds === 'number' && seconds > 0 && seconds < 1e11 ? seconds * 1000 : undefined;
  } catch {
    return undefined;
  }
}
