import type { InfoLink } from './info-link.js';
import type { InfoLinkJobNow } from './job.js';

/** A job of the InfoLink as tests see it. */
export interface InfoLinkJobDto {
  readonly jobId: string;
  readonly appId: string;
  readonly opName: string;
  readonly scenario: string;
  readonly parameters: unknown;
  readonly status: InfoLinkJobNow['status'];
  /** ISO times on the simulator's clock. */
  readonly startTime: string;
  readonly endTime: string | null;
  readonly stopAsked: boolean;
}

export function infoLinkJobDtos(infoLink: InfoLink): InfoLinkJobDto[] {
  return infoLink.all().map((job) => {
    const { jobId, appId, opName, scenario, parameters, startedAt, stopAskedAt } = job;
    const { status, endedAt } = infoLink.stateOf(job);
    return {
      ...{ jobId, appId, opName, scenario, parameters, status },
      startTime: new Date(startedAt).toISOString(),
      endTime: endedAt === undefined ? null : new Date(endedAt).toISOString(),
      stopAsked: stopAskedAt !== undefined,
    };
  });
}
