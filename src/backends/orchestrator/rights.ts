/** What a call needs: one of these scopes, or a role with this permission (OpenAPI 20.0 states both for each call). */
export interface Right {
  call: RegExp;
  scopes: readonly string[];
  permission: string;
}

export const rights: readonly Right[] = [
  { call: /^POST .*\.StartJobs$/, scopes: ['OR.Jobs', 'OR.Jobs.Write'], permission: 'Jobs: Create' },
  { call: /^POST .*\.(StopJobs|ResumeJob)$/, scopes: ['OR.Jobs', 'OR.Jobs.Write'], permission: 'Jobs: Edit' },
  { call: /^POST \/odata\/Jobs/, scopes: ['OR.Jobs', 'OR.Jobs.Write'], permission: 'Jobs: View' },
  { call: /^GET \/odata\/Jobs/, scopes: ['OR.Jobs', 'OR.Jobs.Read'], permission: 'Jobs: View' },
  { call: /^GET \/odata\/Releases/, scopes: ['OR.Execution', 'OR.Execution.Read'], permission: 'Processes: View' },
  {
    call: /^GET \/odata\/Folders/,
    scopes: ['OR.Folders', 'OR.Folders.Read'],
    permission: 'Folders: View, or Subfolders: View',
  },
  { call: /^POST \/odata\/Attachments/, scopes: ['OR.Folders', 'OR.Folders.Write'], permission: '' },
  { call: /^GET \/odata\/Attachments/, scopes: ['OR.Folders', 'OR.Folders.Read'], permission: '' },
];

/** The sentence about a forbidden call; undefined if it is not known what the call needs. */
export function needsOf(method: string, path: string): string | undefined {
  const right = rights.find(({ call }) => call.test(`${method} ${path}`));
  if (!right) return undefined;
  const role = right.permission === '' ? '' : `, or OR.Default and a role with the permission ${right.permission}`;
  return `It needs the scope ${right.scopes.join(' or ')}${role}`;
}
