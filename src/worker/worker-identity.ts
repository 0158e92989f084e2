import { createHash } from 'node:crypto';

/** Fingerprints of the servers that the connections of a worker reach, by the name of the connection. */
export type Fingerprints = ReadonlyMap<string, readonly string[]>;

/** Histories contain the identity with each task, so it must stay short. Unit: characters. */
const maximumLength = 250;
const fingerprintLength = 4;

/** Short names of landmarks: enough to compare two workers, and nothing that tells what they stand for. */
export const fingerprintsOf = (landmarks: readonly string[]): string[] =>
  landmarks.map((landmark) => createHash('sha256').update(landmark).digest('base64url').slice(0, fingerprintLength));

/** Identity of a worker in Temporal, such as `12@host default=Zm9v.YmFy`. Connections that do not fit are left out. */
export function workerIdentity(process: string, servers: Fingerprints): string {
  let identity = process;
  for (const [name, fingerprints] of servers) {
    const longer = `${identity} ${encodeURIComponent(name)}=${fingerprints.join('.')}`;
    if (fingerprints.length > 0 && longer.length <= maximumLength) identity = longer;
  }
  return identity;
}

/** The connections of ours that reach another server than the worker with this identity does. */
export function connectionsElsewhere(identity: string, ours: Fingerprints): string[] {
  const theirs = new Map(
    identity.split(' ').flatMap((part): [string, string[]][] => {
      const [name, fingerprints] = part.split('=');
      return name === undefined || fingerprints === undefined ? [] : [[name, fingerprints.split('.')]];
    }),
  );
  return [...ours].flatMap(([name, own]) => {
    const other = theirs.get(encodeURIComponent(name));
    const elsewhere = other && own.length > 0 && !own.some((fingerprint) => other.includes(fingerprint));
    return elsewhere ? [name] : [];
  });
}
