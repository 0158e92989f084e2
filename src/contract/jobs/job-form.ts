import { z } from 'zod';
import { closestName } from '../../shared/near-names.js';
import { infoLinkJob, infoLinkOrder } from './infolink-job.js';
import type { JobOrder } from './job-order.js';
import { orchestratorJob, orchestratorOrder } from './orchestrator-job.js';
import { otherJob, otherOrder } from './other-job.js';

/** A job of any back end; its fields show which one. */
export const jobSchema = z.union([orchestratorJob, infoLinkJob, otherJob]);
export type JobInput = z.input<typeof jobSchema>;

/** What a job of any form asks of its back end. */
export function orderOf(job: z.output<typeof jobSchema>): JobOrder {
  if ('appId' in job) return infoLinkOrder(job);
  return 'backend' in job ? otherOrder(job) : orchestratorOrder(job);
}

/**
 * The form that a job was meant to have, by the fields it has; for a mixture one that says so. Of three forms at once
 * a fault would say only that none of them fits.
 */
export function formOf(job: unknown): z.ZodType {
  if (typeof job !== 'object' || job === null) return orchestratorJob;
  const given = Object.keys(job);
  if (given.includes('backend')) return otherJob;
  const fields = ({ shape }: { shape: object }): string[] => given.filter((name) => Object.hasOwn(shape, name));
  const [ofOrchestrator, ofInfoLink] = [fields(orchestratorJob), fields(infoLinkJob)];
  if (ofOrchestrator.length > 0 && ofInfoLink.length > 0) return mixture(ofOrchestrator, ofInfoLink);
  if (ofOrchestrator.length + ofInfoLink.length > 0) return ofInfoLink.length > 0 ? infoLinkJob : orchestratorJob;
  const like = ({ shape }: { shape: object }): number =>
    given.filter((name) => closestName(name, Object.keys(shape))).length;
  return like(infoLinkJob) > like(orchestratorJob) ? infoLinkJob : orchestratorJob;
}

function mixture(ofOrchestrator: string[], ofInfoLink: string[]): z.ZodType {
  const error =
    `mixes fields of an Orchestrator job (${ofOrchestrator.join(', ')}) with those of an InfoLink job ` +
    `(${ofInfoLink.join(', ')}): give those of one`;
  return z.never({ error });
}
