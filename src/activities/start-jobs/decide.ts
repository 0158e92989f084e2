/** What is known before the next step of a start. */
export interface StartSituation {
  /** Whether something that was sent may have created jobs that nobody saw. */
  doubt: boolean;
  /** True: nothing may be sent, only found. */
  lookOnly: boolean;
  /** Jobs that the start means to create; undefined when only the server knows (strategy All). */
  wanted: number | undefined;
  /** Whether a part of the jobs can be asked for (not with strategy Specific, which names robots). */
  divisible: boolean;
  /** The last look-up; undefined before the first. */
  lookUp: { found: number; windowPassed: boolean } | undefined;
  /** Whether the deadline of the start leaves time to send. */
  timeToSend: boolean;
}

export type StartDecision =
  /** Send a start of so many jobs; undefined: of as many as the strategy makes. */
  | { step: 'send'; count: number | undefined }
  /** What was found is the result. */
  | { step: 'adopt' }
  | { step: 'look' }
  /** Nobody can tell; nothing more is sent. */
  | { step: 'giveUp'; why: string };

/**
 * The one place that decides whether a start is sent. `docs/guarantees.md` shows it as a table, and a test holds
 * both together. It never lets more be sent than is wanted less what was found.
 */
export function decideStart(situation: StartSituation): StartDecision {
  const { doubt, lookOnly, wanted, divisible, lookUp, timeToSend } = situation;
  if (!doubt && !lookOnly) return { step: 'send', count: wanted };
  if (!lookUp) return { step: 'look' };
  const { found, windowPassed } = lookUp;
  if (wanted === undefined ? found > 0 : found >= wanted) return { step: 'adopt' };
  if (!windowPassed) return { step: 'look' };
  if (lookOnly) return { step: 'adopt' };
  if (!timeToSend) return { step: 'giveUp', why: 'the deadline of the start leaves no time to send again' };
  if (found === 0) return { step: 'send', count: wanted };
  if (!divisible)
    return { step: 'giveUp', why: `${found} of ${wanted ?? 0} jobs were found, and which are missing is not known` };
  return { step: 'send', count: (wanted ?? 0) - found };
}
