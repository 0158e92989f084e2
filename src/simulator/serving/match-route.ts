import { ApiError } from '../errors/api-error.js';
import type { Route } from '../operations/route.js';

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

const patterns = new WeakMap<Route, RegExp>();

/** Finds the route of a path; undefined if there is none, 405 when only the method is wrong. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  let pathKnown = false;
  for (const route of routes) {
    const match = patternOf(route).exec(path);
    if (match === null) continue;
    if (route.method === method) return { route, parameters: { ...match.groups } };
    pathKnown = true;
  }
  if (pathKnown) throw new ApiError('MethodNotAllowed');
  return undefined;
}

function patternOf(route: Route): RegExp {
  const known = patterns.get(route);
  if (known !== undefined) return known;
  const escaped = route.path.replace(/[.()$/]/g, String.raw`\$&`);
  const source = escaped
    .replace('{id}', String.raw`(?<id>\d+)`)
    .replace('{guid}', '(?<guid>[^)]*)')
    .replace('{token}', '(?<token>[^/]*)');
  const pattern = new RegExp(`^${source}/?$`, 'i');
  patterns.set(route, pattern);
  return pattern;
}
