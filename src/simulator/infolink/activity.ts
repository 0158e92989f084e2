import { infoLinkApps, infoLinkScenarios, type InfoLinkBehaviour } from './behaviour.js';
import { infoLinkCredentials } from './credentials.js';
import type { InfoLinkJob, InfoLinkJobNow } from './job.js';

/** A record of the activity log. */
export interface Activity {
  readonly appId: number;
  readonly appName: string;
  readonly initType: string;
  readonly actuallyRunning: boolean;
  readonly title: string;
  readonly userName: string;
  readonly userId: number;
  readonly jobId: string;
  readonly opName: string;
  readonly opType: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly status: string | null;
}

/** Times are in the zone of the API user, whom the simulator lets live five hours west of Greenwich. */
const zoneMs = -5 * 3_600_000;

export function activityOf(job: InfoLinkJob, { status, endedAt }: InfoLinkJobNow): Activity {
  const { runningStatus }: InfoLinkBehaviour = infoLinkScenarios[job.scenario];
  const isFinal = status !== 'running' && status !== 'lost';
  return {
    appId: Number(job.appId),
    appName: infoLinkApps[job.appId] ?? '',
    initType: 'api',
    actuallyRunning: status === 'running',
    title: job.scenario,
    userName: infoLinkCredentials.userName,
    userId: infoLinkCredentials.userId,
    jobId: job.jobId,
    opName: job.opName,
    opType: 'scenario',
    startTime: textOf(job.startedAt),
    endTime: isFinal && endedAt !== undefined ? textOf(endedAt) : null,
    status: isFinal ? status : (runningStatus ?? null),
  };
}

/** `yyyy-MM-dd HH:mm:ss.SSS` */
function textOf(time: number): string {
  return new Date(time + zoneMs).toISOString().replace('T', ' ').replace('Z', '');
}

/** Undefined for a text of another form. */
export function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(text)) return undefined;
  const time = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? undefined : time - zoneMs;
}
