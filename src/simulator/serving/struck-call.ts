import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { changedReply } from '../faults/changed-reply.js';
import type { Fault } from '../faults/fault.js';
import type { Reply } from '../http/http-message.js';
import type { Simulation } from '../simulation.js';
import { faultReply } from './fault-reply.js';
import type { FoundRoute } from './find-route.js';
import type { Speaker } from './speaker.js';

/** How an operation is performed, where that is not as usual. */
export interface Manner {
  readonly hiddenMs?: number;
  readonly made?: number | undefined;
  /** The token was good when the call came, which may be long ago. */
  readonly authorized?: boolean;
}

export interface StruckCall {
  readonly simulation: Simulation;
  readonly found: FoundRoute;
  readonly fault: Fault;
  readonly speaker: Speaker;
  readonly signal: AbortSignal;
  readonly perform: (found: FoundRoute, manner?: Manner) => Promise<Reply>;
  /** The error for a call with an invalid token. */
  readonly refusal: () => Reply | undefined;
}

/** The answer to a call that a fault strikes; undefined: the connection is dropped. */
export async function struck(call: StruckCall): Promise<Reply | undefined> {
  const { found, fault, speaker, signal, perform } = call;
  const slow = fault.fault === 'delay';
  const wait = async (): Promise<void> => {
    if (fault.delayMs > 0) await sleep(fault.delayMs, undefined, { signal, ref: false });
  };
  if (fault.effectAfterMs !== undefined) return struckLate(call, fault.effectAfterMs, wait);
  if (fault.when === 'before') {
    await wait();
    return slow ? perform(found) : faultReply(fault, speaker);
  }
  if (fault.fault === 'otherJob') return otherJobsReply(call);
  const reply = await perform(found, { hiddenMs: fault.hiddenMs, made: fault.made });
  switch (fault.fault) {
    case 'hide':
      return reply;
    case 'slowBody':
      return { ...reply, delivery: { kind: 'slow', overMs: fault.delayMs, pieces: fault.pieces ?? 10 } };
    case 'truncate':
      return { ...reply, delivery: { kind: 'truncated' } };
    case 'rows':
    case 'change':
      await wait();
      return changedReply(reply, fault);
    default:
      await wait();
      return slow ? reply : faultReply(fault, speaker);
  }
}

/** The caller gets the fault now; the operation takes effect later, when the caller no longer waits for it. */
async function struckLate(call: StruckCall, afterMs: number, wait: () => Promise<void>): Promise<Reply | undefined> {
  const { simulation, found, fault, speaker, perform, refusal } = call;
  const refused = refusal();
  if (refused !== undefined) return refused;
  simulation.late.add(afterMs, () => void perform(found, { authorized: true }));
  await wait();
  return faultReply(fault, speaker);
}

/** Another job's row. Without another job in the folder, the same row under a key that no job has. */
async function otherJobsReply({ simulation, found, fault, perform }: StruckCall): Promise<Reply> {
  const { id, guid = '' } = found.parameters;
  const own = simulation.jobs.byId(Number(id)) ?? simulation.jobs.byKey(guid);
  const others = simulation.jobs.all().filter((job) => job !== own && job.folder === own?.folder);
  const other = others.findLast(
    (job) => fault.instead === undefined || fault.instead === String(job.id) || fault.instead === job.key,
  );
  if (other === undefined) return changedReply(await perform(found), { set: { Key: randomUUID() } });
  const parameters = { ...found.parameters, id: String(other.id), guid: other.key };
  return perform({ ...found, parameters });
}
