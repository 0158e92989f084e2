import { loadChains, type ChainSource } from './chains/load-chains.js';
import type { Configuration } from './configuration.js';
import { deepFreeze } from './deep-freeze.js';
import type { Draft } from './draft.js';
import { ConfigurationError, type Faults } from './faults.js';
import { faultsOfIssue, type Writing } from './faults-of-issue.js';
import { plainHttpWarnings } from './plain-http-warnings.js';
import { configurationSchema } from './settings.js';

/** The remedy if no connection is configured. */
const noConnection = {
  file: 'Set UIPATH_URL and its credentials, or name a YAML file with connections by RPA_CONFIG.',
  code: 'Give at least one, for example connections: { default: { url, auth } }.',
};

/** Makes the configuration from a draft. Throws all faults at once, including those already found. */
export function checkDraft(
  draft: Draft,
  chainSource: ChainSource | undefined,
  { faults, warnings, writing }: { faults: Faults; warnings: readonly string[]; writing: Writing },
): Configuration {
  const parsed = configurationSchema.safeParse(draft.value);
  for (const issue of parsed.error?.issues ?? []) faults.list.push(...faultsOfIssue(issue, draft, writing));
  const chains = loadChains(chainSource, faults);
  const { connections = {}, destinations = {}, healthAddress, ...settings } = parsed.data ?? ({} as never);
  if (Object.keys(connections).length === 0 && faults.list.length === 0)
    faults.add(
      { option: 'connections', ...(writing === 'file' && { variable: 'UIPATH_URL' }) },
      'has no connection to an Orchestrator',
      noConnection[writing],
    );
  if (faults.list.length > 0) throw new ConfigurationError(faults.list);
  return deepFreeze({
    ...settings,
    connections,
    destinations,
    chains,
    healthAddress: healthAddress ?? undefined,
    workflowBundlePath: settings.workflowBundlePath,
    workflowsPath: settings.workflowsPath,
    activitiesPath: settings.activitiesPath,
    warnings: [...warnings, ...plainHttpWarnings(draft)],
  });
}
