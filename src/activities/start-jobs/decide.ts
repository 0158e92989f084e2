/** What is known before the next step of a start. */
export interface StartSituation {
  /** Whether an earlier request may have created jobs that no attempt has seen. */
  doubt: boolean;
  /** Whether the start may only look up jobs, not send. */
  lookUpOnly: boolean;
  /** Jobs that the start intends to create; undefined if only the server knows (strategy All). */
  wanted: number | undefined;
  /** Whether a part of the jobs can be requested (not with strategy Specific, which names robots). */
  divisible: boolean;
  /** The last look-up; undefined before the first. */
  lookUp: { found: number; windowPassed: boolean } | undefined;
  /** Whether the deadline of the start leaves time to send. */
  timeToSend: boolean;
}

export type StartDecision =
  /** Send a start of this many jobs; undefined: as many as the strategy creates. */
  | { step: 'send'; count: number | undefined }
  /** The jobs that were found are the result. */
  | { step: 'adopt' }
  | { step: 'lookUp' }
  /** The outcome is unknown; nothing more is sent. */
  | { step: 'giveUp'; why: string };

/**
 * The one place that decides whether a start is sent. `docs/guarantees.md` shows it as a table, and a test holds
 * both together. It never sends more than the wanted number minus the jobs that were found.
 */
export function decideStart(situation: StartSituation): StartDecision {
  const { doubt, lookUpOnly, wanted, divisible, lookUp, timeToSend } = situation;
  if (!doubt && !lookUpOnly) return { step: 'send', count: wanted };
  if (!lookUp) return { step: 'lookUp' };
  const { found, windowPassed } = lookUp;
  if (wanted === undefined ? found > 0 : found >= wanted) return { step: 'adopt' };
  if (!windowPassed) return { step: 'lookUp' };
  if (lookUpOnly) return { step: 'adopt' };
  if (!timeToSend) return { step: 'giveUp', why: 'the deadline of the start leaves no time to send again' };
  if (found === 0) return { step: 'send', count: wanted };
  if (!divisible)
    return { step: 'giveUp', why: `${found} of ${wanted ?? 0} jobs were found, and which are missing is not known` };
  return { step: 'send', count: (wanted ?? 0) - found };
}
