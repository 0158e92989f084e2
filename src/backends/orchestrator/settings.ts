import { z } from 'zod';
import { limits } from '../../contract/limits.js';
import {
  duration,
  name,
  password as typedPassword,
  secret,
  textWithout,
  token,
  url,
  wholeNumber,
} from '../../shared/settings/forms.js';
import { option } from '../../shared/settings/option.js';
import { notAscii, pastedText } from '../../shared/settings/refused-forms.js';
import { renamed } from '../../shared/settings/renamed.js';
import type { Report } from '../auth/refusals.js';
import { httpNames, httpOptions } from '../http/http-settings.js';
import { cloudPattern, identityServiceUrl, orchestratorUrl } from './base-url.js';

/** The least that a job needs (OpenAPI 20.0: OR.Jobs, OR.Execution.Read, OR.Folders.Read). */
export const defaultScope = 'OR.Jobs OR.Execution.Read OR.Folders.Read';
export const defaultAccountUrl = 'https://account.uipath.com';

/** The App ID of an external application. */
const applicationId = textWithout([
  ...pastedText,
  {
    // A UUID is longer; the client ID of the legacy cloud is one for all its users.
    pattern: '^[A-Za-z0-9]{32}$',
    fault: 'has the form of the client ID that belongs to a user key, not of an App ID',
    remedy:
      'Sign in with kind userKey (UIPATH_USER_KEY_CLIENT_ID and UIPATH_REFRESH_TOKEN), ' +
      'or write the App ID of an external application.',
  },
]);

const scopes = textWithout([
  ...pastedText,
  { pattern: '[,;]', fault: 'holds a comma or a semicolon', remedy: 'Separate scopes with spaces.' },
]);

const clientCredentials = z.strictObject({
  kind: z.literal('clientCredentials'),
  clientId: option(applicationId, {
    variable: 'UIPATH_CLIENT_ID',
    meaning: 'App ID of the external application',
    example: '7c3f1f6e-4f57-4d0c-9a43-0b5a8a1f2c11',
  }),
  clientSecret: option(secret, {
    variable: 'UIPATH_CLIENT_SECRET',
    meaning: 'App secret of the external application',
  }),
  scope: option(scopes, {
    variable: 'UIPATH_SCOPE',
    meaning: 'Scopes to ask for, separated by spaces',
    default: defaultScope,
    example: 'OR.Jobs OR.Execution OR.Folders.Read',
  }).optional(),
  identityUrl: option(identityServiceUrl, {
    variable: 'UIPATH_IDENTITY_URL',
    meaning: 'Identity service, with or without `/connect/token`',
    default: 'derived from the base URL',
    example: 'https://cloud.uipath.com/identity_',
  }).optional(),
});

const accessToken = z.strictObject({
  kind: z.literal('accessToken'),
  accessToken: option(token, {
    variable: 'UIPATH_ACCESS_TOKEN',
    meaning: 'A fixed token, such as a personal access token',
  }),
});

const password = z.strictObject({
  kind: z.literal('password'),
  username: option(name, {
    variable: 'UIPATH_USERNAME',
    meaning: 'User name on a standalone server',
    example: 'robot-starter',
  }),
  password: option(typedPassword, { variable: 'UIPATH_PASSWORD', meaning: 'Password of that user' }),
});

/** A refresh token of the user, exchanged at `/oauth/token`. */
const userKey = z.strictObject({
  kind: z.literal('userKey'),
  clientId: option(name, {
    variable: 'UIPATH_USER_KEY_CLIENT_ID',
    meaning: 'Client ID that belongs to a user key of the legacy cloud',
  }),
  refreshToken: option(token, { variable: 'UIPATH_REFRESH_TOKEN', meaning: 'User key of the legacy cloud' }),
  accountUrl: option(url, {
    variable: 'UIPATH_ACCOUNT_URL',
    meaning: 'Where a user key is exchanged for a token',
    default: defaultAccountUrl,
    example: defaultAccountUrl,
  }).optional(),
});

/** How a connection authenticates. */
const auth = option(
  z.discriminatedUnion('kind', [
    clientCredentials.transform(renamed({})),
    accessToken.transform(renamed({})),
    password.transform(renamed({})),
    userKey.transform(renamed({})),
  ]),
  { unknownName: 'is not a known authentication kind' },
);

const safetyNet = z
  .strictObject({
    stopAfter: option(duration, { meaning: 'Run time after which Orchestrator soft-stops a job' }).optional(),
    killAfter: option(duration, { meaning: 'How long after that it kills the job' }).optional(),
  })
  .refine(({ stopAfter, killAfter }) => killAfter === undefined || stopAfter !== undefined, {
    path: ['stopAfter'],
    error: 'is missing, though safetyNet.killAfter is set',
    params: { remedy: 'Write after which run time Orchestrator soft-stops a job; the kill follows that.' },
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .meta({ dependentRequired: { killAfter: ['stopAfter'] } })
  // Without a soft stop the safety net does nothing.
  .transform(({ stopAfter, killAfter }) =>
    stopAfter === undefined
      ? undefined
      : { stopAfterMs: stopAfter, ...(killAfter !== undefined && { killAfterMs: killAfter }) },
  );

/** The schema of a connection to Orchestrator in the configuration. */
export const orchestratorSettings = z
  .strictObject({
    type: z.literal('orchestrator').optional(),
    url: option(orchestratorUrl, {
      variable: 'UIPATH_URL',
      meaning: 'Base URL of Orchestrator',
      example: 'https://cloud.uipath.com/acme/Production/orchestrator_',
      variableRemedy: 'Set UIPATH_URL to the base URL of Orchestrator.',
    }),
    auth,
    ...httpOptions,
    caFile: option(httpOptions.caFile, { variable: 'UIPATH_CA_FILE' }),
    proxyUrl: option(httpOptions.proxyUrl, { variable: 'UIPATH_PROXY_URL' }),
    visibilityWindow: option(httpOptions.visibilityWindow, { variable: 'UIPATH_VISIBILITY_WINDOW' }),
    effectWindow: option(httpOptions.effectWindow, { variable: 'UIPATH_EFFECT_WINDOW' }),
    tenantName: option(textWithout([...pastedText, notAscii]), {
      variable: 'UIPATH_TENANT_NAME',
      meaning: 'Tenant; needed on standalone servers',
      example: 'Default',
    }).optional(),
    folder: option(name, {
      variable: 'UIPATH_FOLDER_PATH',
      meaning: 'Folder of jobs that do not name one',
      example: 'Finance/Accounts Payable',
    }).optional(),
    listsPerMinute: option(wholeNumber, {
      meaning: 'Jobs lists that this worker asks for in a minute; the cloud allows a tenant 100',
      default: String(limits.defaultListsPerMinute),
      example: '40',
    }).optional(),
    exportsPerDay: option(wholeNumber, {
      meaning: 'Exports that the runs of this worker may make in a day of UTC; the cloud allows a tenant 100',
      default: String(limits.exportsPerDay),
      example: '60',
    }).optional(),
    safetyNet: safetyNet.optional(),
  })
  .refine(({ url: given, auth: { kind } }) => kind !== 'password' || !new RegExp(cloudPattern, 'u').test(given), {
    path: ['auth', 'username'],
    error: "signs in with a user name and a password, which UiPath's cloud does not accept",
    params: {
      remedy:
        'Sign in with kind clientCredentials (UIPATH_CLIENT_ID and UIPATH_CLIENT_SECRET of an external application) ' +
        'or kind accessToken (UIPATH_ACCESS_TOKEN, a personal access token).',
    },
  })
  .meta({
    anyOf: [
      { properties: { url: { not: { type: 'string', pattern: cloudPattern } } } },
      { properties: { auth: { type: 'object', properties: { kind: { not: { const: 'password' } } } } } },
    ],
  })
  .transform(renamed({ ...httpNames, folder: 'defaultFolder' }));

/** `name` is that of the connection, for messages; `report` receives news about it. */
export type OrchestratorSettings = z.output<typeof orchestratorSettings> & { name: string; report?: Report };

export type OrchestratorAuth = OrchestratorSettings['auth'];
