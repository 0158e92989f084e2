import { ApiError } from '../errors/api-error.js';
import { cloudPath } from '../simulation.js';
import { blobRoutes } from '../operations/blobs/routes.js';
import { controlRoutes } from './control-routes.js';
import { identityRoutes } from '../operations/identity/routes.js';
import { infoLinkMissing, infoLinkPath, infoLinkRoutes } from '../operations/infolink/routes.js';
import { orchestratorRoutes } from '../operations/orchestrator-routes.js';
import { matchRoute, type RouteMatch } from './match-route.js';

export type FoundRoute = RouteMatch & {
  readonly area: 'control' | 'identity' | 'blobs' | 'infolink' | 'orchestrator';
  readonly basePath: string;
};

/** Finds what answers a path; undefined for every unknown address, which gets a login page. */
export function findRoute(method: string, path: string, apiVersion: number): FoundRoute | undefined {
  if (/^\/_sim(\/|$)/.test(path)) {
    return { ...required(matchRoute(controlRoutes, method, path)), area: 'control', basePath: '' };
  }
  if (path.startsWith(`${infoLinkPath}/`)) {
    return { ...infoLinkRoute(method, path), area: 'infolink', basePath: '' };
  }
  const identity = matchRoute(identityRoutes, method, path);
  if (identity !== undefined) return { ...identity, area: 'identity', basePath: '' };

  const blob = matchRoute(blobRoutes, method, path);
  if (blob !== undefined) return { ...blob, area: 'blobs', basePath: '' };

  const basePath = path.toLowerCase().startsWith(`${cloudPath.toLowerCase()}/`) ? cloudPath : '';
  const rest = path.slice(basePath.length);
  if (!/^\/(odata|api)\//i.test(rest)) return undefined;
  const routes = orchestratorRoutes.filter((route) => (route.since ?? 0) <= apiVersion);
  return { ...required(matchRoute(routes, method, rest)), area: 'orchestrator', basePath };
}

/** A web server's own page answers where InfoLink has no call. */
function infoLinkRoute(method: string, path: string): RouteMatch {
  const routes = infoLinkRoutes.filter((route) => route.method === method);
  return matchRoute(routes, method, path) ?? { route: infoLinkMissing, parameters: {} };
}

function required(match: RouteMatch | undefined): RouteMatch {
  if (match === undefined) throw new ApiError('NoSuchAddress');
  return match;
}
