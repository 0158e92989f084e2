import { v5 } from 'uuid';

/** Namespace of our keys. Never change it: a look-up after an upgrade must derive the same key. */
const namespace = '6f1d0f0e-6a1c-5d43-9a3e-1f6b8f0c2a57';

/** The BatchExecutionKey of a reference: the same on every attempt. */
export function batchExecutionKey(reference: string): string {
  return v5(reference, namespace);
}
