import { createOrchestratorClient } from '../../src/backends/orchestrator/index.js';
import { credentials, type Simulator } from '../../src/simulator/index.js';

/** Starts jobs of the process Echo as somebody else would, without marks of ours. */
export async function startStrangers({ cloudUrl: url }: Pick<Simulator, 'cloudUrl'>, count: number): Promise<void> {
  const { clientId, clientSecret } = credentials;
  const auth = { kind: 'clientCredentials', clientId, clientSecret } as const;
  const client = createOrchestratorClient({ name: 'stranger', url, auth });
  try {
    const folder = await client.findFolder({ path: 'Shared' });
    const { key } = await client.findRelease(folder, { name: 'Echo' });
    await client.startJobs(folder, { ReleaseKey: key, Strategy: 'ModernJobsCount', JobsCount: count });
  } finally {
    await client.close();
  }
}
