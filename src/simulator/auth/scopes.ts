/** What a call needs: the whole area, or its read or write half. */
export interface Scope {
  readonly area: 'OR.Jobs' | 'OR.Execution' | 'OR.Folders' | 'OR.Monitoring' | 'OR.Webhooks';
  readonly access: 'Read' | 'Write';
}

const areas = [
  'OR.Administration',
  'OR.Analytics',
  'OR.Assets',
  'OR.Audit',
  'OR.BackgroundTasks',
  'OR.Execution',
  'OR.Folders',
  'OR.Hypervisor',
  'OR.Jobs',
  'OR.License',
  'OR.Machines',
  'OR.ML',
  'OR.Monitoring',
  'OR.Queues',
  'OR.Robots',
  'OR.Settings',
  'OR.Tasks',
  'OR.TestDataQueues',
  'OR.TestSetExecutions',
  'OR.TestSets',
  'OR.TestSetSchedules',
  'OR.Users',
  'OR.Webhooks',
];
const known = new Set(['OR.Default', ...areas.flatMap((area) => [area, `${area}.Read`, `${area}.Write`])]);

/** Says what is wrong with a requested list of scopes; undefined if it can be granted. */
export function scopeFault(scopes: readonly string[]): string | undefined {
  if (scopes.length === 0) return 'The scope parameter is missing.';
  const unknownScope = scopes.find((scope) => !known.has(scope));
  if (unknownScope !== undefined) return `The scope '${unknownScope}' is not known.`;
  const tripled = areas.find((area) =>
    [area, `${area}.Read`, `${area}.Write`].every((scope) => scopes.includes(scope)),
  );
  return tripled === undefined ? undefined : `${tripled} cannot be asked for together with both of its halves.`;
}

/** `OR.Default` stands for the roles of the caller, which here allow everything. */
export function allows(scopes: readonly string[], { area, access }: Scope): boolean {
  return ['OR.Default', area, `${area}.${access}`].some((scope) => scopes.includes(scope));
}
