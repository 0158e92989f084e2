import type { AuthKind } from './auth-kinds.js';

export interface Variable {
  name: string;
  /** Path of the option in the YAML file, for UIPATH_ variables below `connections.default`. */
  option?: string;
  /** The way of authentication that the option belongs to. */
  kind?: AuthKind;
  meaning: string;
  default?: string;
  example?: string;
  /** A secret can also be given as the name of a file, by the variable with `_FILE` appended. */
  secret?: true;
}

/** All variables that this program itself reads; docs/configuration.md shows this table. */
export const variables = [
  {
    name: 'RPA_CONFIG',
    meaning: 'Path of the YAML file with connections and settings',
    example: '/etc/temporal-rpa/rpa.yaml',
  },
  {
    name: 'RPA_TASK_QUEUE',
    option: 'taskQueue',
    meaning: 'Task queue of Temporal that the worker serves',
    default: 'rpa',
    example: 'rpa-finance',
  },
  {
    name: 'RPA_HEALTH_ADDRESS',
    option: 'health',
    meaning: 'Where `/healthz` and `/readyz` answer, as `host:port`; `off` for nowhere',
    default: '127.0.0.1:8085',
    example: '0.0.0.0:8085',
  },
  {
    name: 'RPA_LOG_LEVEL',
    option: 'logLevel',
    meaning: 'Least severe lines that are logged: `trace`, `debug`, `info`, `warn` or `error`',
    default: 'info',
    example: 'debug',
  },
  {
    name: 'RPA_SHUTDOWN_GRACE',
    option: 'shutdownGrace',
    meaning: 'How long activities may go on after SIGTERM or SIGINT; jobs of robots go on in any case',
    default: '10s',
    example: '30s',
  },
  {
    name: 'RPA_MAXIMUM_ACTIVITIES',
    option: 'maximumActivities',
    meaning: 'Activities that run at once; a waiting job holds none',
    default: '100',
    example: '400',
  },
  {
    name: 'RPA_WORKFLOW_BUNDLE',
    option: 'workflowBundle',
    meaning: 'Path of the bundled workflow code',
    default: 'the one that `npm run build` makes',
    example: '/app/dist/workflow-bundle.js',
  },
  {
    name: 'RPA_WORKFLOWS',
    option: 'workflows',
    meaning: "Path of the team's own workflow code, which runs beside that of this package; bundled at the start",
    example: '/app/workflows.js',
  },
  {
    name: 'RPA_CHAINS',
    option: 'chains',
    meaning: 'Folder with declared chains, which runs may name; each file that ends in `yaml`, `yml` or `json` is one',
    example: '/app/chains',
  },
  {
    name: 'RPA_DATA_FOLDER',
    option: 'destinations.default.path',
    meaning: 'Folder for data too large for a history; all workers must see the same one',
    default: '`data` below the working directory',
    example: '/var/lib/temporal-rpa',
  },
  {
    name: 'UIPATH_URL',
    option: 'url',
    meaning: 'Base URL of Orchestrator',
    example: 'https://cloud.uipath.com/acme/Production/orchestrator_',
  },
  {
    name: 'UIPATH_CLIENT_ID',
    option: 'auth.clientId',
    kind: 'clientCredentials',
    meaning: 'App ID of the external application',
    example: '7c3f1f6e-4f57-4d0c-9a43-0b5a8a1f2c11',
  },
  {
    name: 'UIPATH_CLIENT_SECRET',
    option: 'auth.clientSecret',
    kind: 'clientCredentials',
    secret: true,
    meaning: 'App secret of the external application',
  },
  {
    name: 'UIPATH_SCOPE',
    option: 'auth.scope',
    kind: 'clientCredentials',
    meaning: 'Scopes to ask for, space separated',
    default: 'OR.Jobs OR.Execution.Read OR.Folders.Read',
    example: 'OR.Jobs OR.Execution OR.Folders.Read',
  },
  {
    name: 'UIPATH_IDENTITY_URL',
    option: 'auth.identityUrl',
    kind: 'clientCredentials',
    meaning: 'Identity service',
    default: 'follows from the base URL',
    example: 'https://cloud.uipath.com/identity_',
  },
  {
    name: 'UIPATH_ACCESS_TOKEN',
    option: 'auth.accessToken',
    kind: 'accessToken',
    secret: true,
    meaning: 'A fixed token, such as a personal access token',
  },
  {
    name: 'UIPATH_USERNAME',
    option: 'auth.username',
    kind: 'password',
    meaning: 'User name on a standalone server',
    example: 'robot-starter',
  },
  {
    name: 'UIPATH_PASSWORD',
    option: 'auth.password',
    kind: 'password',
    secret: true,
    meaning: 'Password of that user',
  },
  {
    name: 'UIPATH_USER_KEY_CLIENT_ID',
    option: 'auth.clientId',
    kind: 'userKey',
    meaning: 'Client ID beside a user key of the legacy cloud',
  },
  {
    name: 'UIPATH_REFRESH_TOKEN',
    option: 'auth.refreshToken',
    kind: 'userKey',
    secret: true,
    meaning: 'User key of the legacy cloud',
  },
  {
    name: 'UIPATH_ACCOUNT_URL',
    option: 'auth.accountUrl',
    kind: 'userKey',
    meaning: 'Where a user key is exchanged for a token',
    default: 'https://account.uipath.com',
    example: 'https://account.uipath.com',
  },
  {
    name: 'UIPATH_TENANT_NAME',
    option: 'tenantName',
    meaning: 'Tenant; needed on standalone servers',
    example: 'Default',
  },
  {
    name: 'UIPATH_FOLDER_PATH',
    option: 'folder',
    meaning: 'Folder of jobs that name none',
    example: 'Finance/Accounts Payable',
  },
  {
    name: 'UIPATH_VISIBILITY_WINDOW',
    option: 'visibilityWindow',
    meaning: 'How long a start whose outcome is doubtful is looked for before it is sent again',
    default: '15s',
    example: '30s',
  },
  {
    name: 'UIPATH_CA_FILE',
    option: 'caFile',
    meaning: 'PEM file of a private certificate authority, trusted besides the public ones',
    example: '/etc/ssl/acme-root.pem',
  },
  {
    name: 'UIPATH_PROXY_URL',
    option: 'proxyUrl',
    secret: true,
    meaning: 'Proxy towards Orchestrator; may hold a user and a password',
    default: '`HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`',
    example: 'http://proxy.acme.example:3128',
  },
] as const satisfies readonly Variable[];

/** The variable that sets an option, of a way of authentication where two have the same. */
export function variableOf(option: string, kind?: AuthKind): VariableName | undefined {
  const table: readonly Variable[] = variables;
  return table.find((variable) => variable.option === option && variable.kind === kind)?.name as
    VariableName | undefined;
}

export type VariableName = (typeof variables)[number]['name'];
export type SecretVariableName = Extract<(typeof variables)[number], { secret: true }>['name'];
