/** The addresses derived from a base URL. */
export interface Addresses {
  /** Without trailing slash; `/odata/…` follows. */
  base: string;
  /** Token endpoint of the identity service beside that Orchestrator. */
  tokenUrl: string;
}

/** Suffixes of paths that people copy along with the base URL. */
const copiedSuffixes = /\/(odata|api|swagger)(\/.*)?$/i;

/**
 * Corrects a base URL: doubled slashes, a doubled `orchestrator_` and a copied `/odata` are common in public samples.
 * Cloud and Automation Suite have `/{org}/{tenant}/orchestrator_`; a standalone server has no path.
 */
export function addressesOf(url: string, identityUrl?: string): Addresses {
  const { origin, pathname } = new URL(url);
  const path = pathname
    .replace(/\/{2,}/g, '/')
    .replace(copiedSuffixes, '')
    .replace(/(\/orchestrator_)+(?=\/|$)/gi, '/orchestrator_')
    .replace(/\/$/, '');
  const shared = /\/orchestrator_$/i.test(path);
  const identity = identityUrl ?? `${origin}${shared ? '/identity_' : '/identity'}`;
  return { base: `${origin}${path}`, tokenUrl: withPath(identity, '/connect/token') };
}

/** Appends a path to an address unless it is already there. */
export function withPath(url: string, path: string): string {
  const trimmed = url.replace(/\/+$/, '');
  return trimmed.toLowerCase().endsWith(path) ? trimmed : `${trimmed}${path}`;
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
