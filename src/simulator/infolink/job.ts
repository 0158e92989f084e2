import { infoLinkScenarios, type InfoLinkBehaviour, type InfoLinkScenario } from './behaviour.js';

/** One execution of an operation. What it is doing follows from the time alone. */
export interface InfoLinkJob {
  readonly jobId: string;
  readonly appId: string;
  readonly opName: string;
  readonly scenario: InfoLinkScenario;
  readonly parameters: unknown;
  readonly startedAt: number;
  /** Until then no call finds it. */
  readonly visibleAt: number;
  stopAskedAt?: number;
}

/** What a job is at some time. */
export interface InfoLinkJobNow {
  readonly status: 'running' | InfoLinkBehaviour['end'];
  /** Of an end; undefined while it runs. */
  readonly endedAt?: number;
}

export function jobAt(job: InfoLinkJob, now: number, timeScale: number): InfoLinkJobNow {
  const { runMs, stopMs, end }: InfoLinkBehaviour = infoLinkScenarios[job.scenario];
  const endsAt = job.startedAt + runMs / timeScale;
  const stopsAt = (job.stopAskedAt ?? Number.POSITIVE_INFINITY) + stopMs / timeScale;
  if (Math.min(endsAt, stopsAt) > now) return { status: 'running' };
  return stopsAt < endsAt ? { status: 'stopped', endedAt: stopsAt } : { status: end, endedAt: endsAt };
}
