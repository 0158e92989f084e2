import { cloudPattern } from './base-url.js';

/** The addresses derived from a base URL. */
export interface Addresses {
  /** Without trailing slash; `/odata/…` follows. */
  base: string;
  /** Token endpoint of the identity service beside that Orchestrator. */
  tokenUrl: string;
}

/** Suffixes of paths that people copy along with the base URL. */
const copiedSuffixes = /\/(odata|api|swagger)(\/.*)?$/i;
/** A page of Orchestrator follows in a browser's address, or the same part again. */
const orchestratorPart = /\/orchestrator_(?=\/|$).*$/i;
const organizationAndTenant = /^\/[^/]+\/[^/]+$/;
const inCloud = new RegExp(cloudPattern, 'u');

/**
 * Completes a base URL: what follows `orchestrator_` is cut, and in UiPath's cloud a missing `orchestrator_` is
 * appended. Cloud and Automation Suite have `/{org}/{tenant}/orchestrator_`; a standalone server has no path.
 */
export function addressesOf(url: string, identityUrl?: string): Addresses {
  const { origin, pathname, href } = new URL(url);
  const given = pathname
    .replace(/\/{2,}/g, '/')
    .replace(orchestratorPart, '/orchestrator_')
    .replace(copiedSuffixes, '')
    .replace(/\/$/, '');
  const isCloud = inCloud.test(href);
  const path = isCloud && organizationAndTenant.test(given) ? `${given}/orchestrator_` : given;
  const shared = isCloud || path.endsWith('/orchestrator_');
  const identity = identityUrl ?? `${origin}${shared ? '/identity_' : '/identity'}`;
  return { base: `${origin}${path}`, tokenUrl: withPath(identity, '/connect/token') };
}

/** Appends a path to an address unless it is already there. */
export function withPath(url: string, path: string): string {
  const trimmed = url.replace(/\/+$/, '');
  return trimmed.toLowerCase().endsWith(path) ? trimmed : `${trimmed}${path}`;
}

/** The organization and the tenant in a base URL; a standalone server names neither. */
export function partsOf(base: string): { organization?: string; tenant?: string } {
  const [organization, tenant, last] = new URL(base).pathname.split('/').slice(-3);
  if (last !== 'orchestrator_' || organization === undefined || tenant === undefined) return {};
  return { organization, tenant };
}

/** Where a person looks at a job (the form that UiPath's own command line prints). */
export function jobLink(base: string, key: string, folderId: number | undefined): string {
  const folder = folderId === undefined ? '' : `?fid=${folderId}`;
  return `${base}/jobs(sidepanel:sidepanel/jobs/${encodeURIComponent(key)}/details)${folder}`;
}

/** Identifies the tenant, whichever connection reaches it: in the cloud by the address, elsewhere by a header. */
export function tenantOf({ url, tenantName }: { url: string; tenantName?: string }): string {
  const address = addressesOf(url).base.replace(/^https?:\/\//, '');
  return address.includes('/') || tenantName === undefined ? address : `${address}/${tenantName}`;
}
