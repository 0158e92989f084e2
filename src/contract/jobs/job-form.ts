import { z } from 'zod';
import { closestName } from '../near-names.js';

interface Form {
  shape: Record<string, unknown>;
}

interface Forms<O extends Form, I extends Form, T extends Form> {
  orchestrator: O;
  infolink: I;
  other: T;
}

/** The form that a job was meant to have, by the fields it has; for a mixture one that says so. */
export function formOf<O extends Form & z.ZodType, I extends Form & z.ZodType, T extends Form & z.ZodType>(
  job: unknown,
  { orchestrator, infolink, other }: Forms<O, I, T>,
): z.ZodType {
  if (typeof job !== 'object' || job === null) return orchestrator;
  const given = Object.keys(job);
  if (given.includes('backend')) return other;
  const fields = (form: Form): string[] => given.filter((name) => Object.hasOwn(form.shape, name));
  const [ofOrchestrator, ofInfoLink] = [fields(orchestrator), fields(infolink)];
  if (ofOrchestrator.length > 0 && ofInfoLink.length > 0) return mixture(ofOrchestrator, ofInfoLink);
  if (ofOrchestrator.length + ofInfoLink.length > 0) return ofInfoLink.length > 0 ? infolink : orchestrator;
  const like = (form: Form): number => given.filter((name) => closestName(name, Object.keys(form.shape))).length;
  return like(infolink) > like(orchestrator) ? infolink : orchestrator;
}

function mixture(ofOrchestrator: string[], ofInfoLink: string[]): z.ZodType {
  const error =
    `mixes fields of an Orchestrator job (${ofOrchestrator.join(', ')}) with those of an InfoLink job ` +
    `(${ofInfoLink.join(', ')}): give those of one`;
  return z.never({ error });
}
