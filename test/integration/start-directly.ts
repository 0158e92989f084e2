import type { Simulator } from '../../src/simulator/index.js';
import { action } from '../simulator/simulator-client.js';

/** Starts jobs as somebody else than the worker would; gives their rows. */
export async function startDirectly(
  simulator: Simulator,
  ReleaseName: string,
  JobsCount = 1,
  { folder = 'Shared', input }: { folder?: string; input?: unknown } = {},
): Promise<{ Id: number; Key: string }[]> {
  const startInfo = {
    ReleaseName,
    Strategy: 'ModernJobsCount',
    JobsCount,
    InputArguments: JSON.stringify(input ?? {}),
  };
  const reply = await fetch(`${simulator.cloudUrl}${action('StartJobs')}`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer rt_sim-token',
      'x-uipath-folderpath': folder,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ startInfo }),
  });
  if (reply.status !== 201) throw new Error(`StartJobs: ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { value: { Id: number; Key: string }[] }).value;
}
