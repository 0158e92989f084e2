import { askedSeldom, type ServerIdentity } from '../server-identity.js';
import { unlessUnknown } from './client.js';
import type { InfoLinkClient } from './types.js';

/** How many of the latest jobs a run keeps. */
const jobsKept = 3;

/**
 * InfoLink does not say which installation it is, but the IDs of its jobs are UUIDs: a server that knows the jobs that
 * were the latest when a run began is the one on which it began.
 */
export function installationIdentity(client: Pick<InfoLinkClient, 'latestJobs' | 'getJobStatus'>): ServerIdentity {
  return askedSeldom({
    lasting: false,
    landmarks: async () => (await client.latestJobs(jobsKept)).map(({ appId, jobId }) => `${appId}/${jobId}`),
    async has(landmarks) {
      for (const landmark of landmarks) {
        const [appId = '', jobId = ''] = landmark.split('/');
        if (await client.getJobStatus(appId, jobId).catch(unlessUnknown)) return true;
      }
      return landmarks.length === 0;
    },
  });
}
