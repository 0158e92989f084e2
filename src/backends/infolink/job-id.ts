import { v5 } from 'uuid';

/** Namespace of our IDs. Never change it: a look-up after an upgrade must derive the same ID. */
const namespace = '0b6c1d4e-8a52-5f37-9c0d-2e7f4a1b6d93';

/** The jobId of a reference, the same on every attempt: a UUID, because the ids in InfoLink's documents are. */
export function jobIdOf(reference: string): string {
  return v5(reference, namespace);
}
