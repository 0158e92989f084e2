import type { Scope } from '../auth/scopes.js';

/** The qualified name of a bound function or action. */
export function bound(path: string, name: string): string {
  return `${path}/UiPath.Server.Configuration.OData.${name}`;
}

export function reading(area: Scope['area']): Scope {
  return { area, access: 'Read' };
}

export function writing(area: Scope['area']): Scope {
  return { area, access: 'Write' };
}
