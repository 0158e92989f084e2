import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConnectionForm } from '../../backends/connection-form.js';
import type { HttpTimeouts, OrchestratorSettings } from '../../backends/orchestrator/types.js';
import { backendTypes, type ConnectionSettings } from '../../backends/registry.js';
import { checkAuth, hasVariables } from './check-auth.js';
import { checkProxyUrl, checkUrl } from './check-url.js';
import { durationGroups, type ConnectionDraft } from '../connection-draft.js';
import type { Faults, Given } from '../faults.js';
import { errorCode } from '../read-secret-file.js';
import { checkDuration, checkWholeNumber } from './check-values.js';

/** What the client of a connection is made of; undefined, with faults, when something is wrong. */
export function checkConnection(
  draft: ConnectionDraft,
  faults: Faults,
  warnings: string[],
): ConnectionSettings | undefined {
  const before = faults.list.length;
  const { settings } = draft;
  if (settings.url === undefined) missingUrl(draft, faults);
  const url = checkUrl(settings.url, faults, warnings);
  const auth = checkAuth(draft, faults, warnings);
  const proxyUrl = checkProxyUrl(settings.proxyUrl, faults);
  const certificateAuthority = checkCertificate(settings.caFile, faults);
  const maximumConnections = checkWholeNumber(settings.maximumConnections, faults);
  const visibilityWindowMs = checkDuration(settings.visibilityWindow, faults);
  const listsPerMinute = checkWholeNumber(settings.listsPerMinute, faults);
  const exportsPerDay = checkWholeNumber(settings.exportsPerDay, faults);
  const timeouts: Partial<HttpTimeouts> = {};
  for (const name of durationGroups.timeouts) {
    const milliseconds = checkDuration(draft.durations.timeouts[name], faults);
    if (milliseconds !== undefined) timeouts[`${name}Ms`] = milliseconds;
  }
  const safetyNet = checkSafetyNet(draft, faults);
  const own = checkOwn(draft, faults);
  const tenantName = settings.tenantName?.value;
  const defaultFolder = settings.folder?.value;
  if (url === undefined || auth === undefined || faults.list.length > before) return undefined;
  const checked = {
    ...own,
    name: draft.name,
    url,
    auth,
    timeouts,
    ...(tenantName !== undefined && { tenantName }),
    ...(defaultFolder !== undefined && { defaultFolder }),
    ...(proxyUrl !== undefined && { proxyUrl }),
    ...(certificateAuthority !== undefined && { certificateAuthority }),
    ...(maximumConnections !== undefined && { maximumConnections }),
    ...(visibilityWindowMs !== undefined && { visibilityWindowMs }),
    ...(listsPerMinute !== undefined && { listsPerMinute }),
    ...(exportsPerDay !== undefined && { exportsPerDay }),
    ...(safetyNet && { safetyNet }),
  };
  // Each type of back end gets what its form says; the type of an Orchestrator goes without saying.
  return (draft.type === 'orchestrator' ? checked : { type: draft.type, ...checked }) as ConnectionSettings;
}

/** The settings of the form of its back end. */
function checkOwn({ type, own }: ConnectionDraft, faults: Faults): Record<string, string> {
  const { settings }: ConnectionForm = backendTypes[type].form;
  const values: Record<string, string> = {};
  for (const [name, given] of Object.entries(own)) {
    const checked = given.value === undefined ? undefined : settings[name]?.(given.value);
    if (!checked) continue;
    if ('value' in checked) values[name] = checked.value;
    else faults.add(given.origin, checked.fault, checked.remedy);
  }
  return values;
}

function checkSafetyNet({ origin, durations }: ConnectionDraft, faults: Faults): OrchestratorSettings['safetyNet'] {
  const { stopAfter, killAfter } = durations.safetyNet;
  const stopAfterMs = checkDuration(stopAfter, faults);
  const killAfterMs = checkDuration(killAfter, faults);
  if (killAfter && !stopAfter)
    faults.add(
      { ...origin, option: `${origin.option}.safetyNet.stopAfter` },
      'is missing, though safetyNet.killAfter is set',
      'Write after which run time Orchestrator soft-stops a job; the kill follows that.',
    );
  return stopAfterMs === undefined ? undefined : { stopAfterMs, ...(killAfterMs !== undefined && { killAfterMs }) };
}

function missingUrl(draft: ConnectionDraft, faults: Faults): void {
  const option = `${draft.origin.option}.url`;
  const isDefault = hasVariables(draft);
  const remedy = isDefault ? 'Set UIPATH_URL to the base URL of Orchestrator.' : `Write ${option}.`;
  faults.add({ ...draft.origin, option, ...(isDefault && { variable: 'UIPATH_URL' }) }, 'is missing', remedy);
}

function checkCertificate(file: Given<string> | undefined, faults: Faults): string | undefined {
  if (file?.value === undefined) return undefined;
  let pem: string;
  try {
    pem = readFileSync(file.value, 'utf8');
  } catch (error) {
    const message = `names a file that cannot be read (${errorCode(error)})`;
    faults.add(file.origin, message, 'Name a PEM file that this process may read.');
    return undefined;
  }
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    const remedy = 'Name a file that begins with -----BEGIN CERTIFICATE-----.';
    faults.add(file.origin, 'names a file that is not a PEM certificate', remedy);
    return undefined;
  }
}
