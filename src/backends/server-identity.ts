import type { Where } from '../contract/activities.js';

/** How a run recognizes the server on which it began. The address proves nothing: hosts and paths get other names. */
export interface ServerIdentity {
  /** Names of things that no other server has, for a run to keep. Empty if the account sees none. */
  landmarks(): Promise<string[]>;
  /** Whether this server has one of these landmarks, or else the target. True if there is nothing to compare. */
  has(landmarks: readonly string[], where: Partial<Where>): Promise<boolean>;
  /** Whether the landmarks stay the same for weeks, so that workers can compare theirs at startup. */
  readonly lasting: boolean;
}

/** How long an answer of the server is used again. Unit: milliseconds. */
const keptMs = { yes: 5 * 60_000, no: 15_000 };
/** Answers that are kept before they are all dropped. */
const maximumAnswers = 1_000;

interface Answer<T> {
  value: Promise<T>;
  until: number;
}

/** An identity that asks its server again only after some minutes, and soon after a "no". */
export function askedSeldom(identity: ServerIdentity): ServerIdentity {
  const answers = new Map<string, Answer<boolean>>();
  let own: Answer<string[]> | undefined;
  const landmarks = (): Promise<string[]> => {
    if (own && own.until > Date.now()) return own.value;
    const asked = { value: identity.landmarks(), until: Date.now() + keptMs.yes };
    own = asked;
    // A failed call is the answer only for those who waited for it, and landmarks may appear at any time.
    asked.value.then(
      ({ length }) => length === 0 && (asked.until = 0),
      () => (asked.until = 0),
    );
    return asked.value;
  };
  return {
    lasting: identity.lasting,
    landmarks,
    async has(wanted, where) {
      const known = wanted.length === 0 ? [] : await landmarks();
      if (wanted.some((landmark) => known.includes(landmark))) return true;
      const { folder, release } = where;
      const question = JSON.stringify([wanted, folder, release]);
      const kept = answers.get(question);
      if (kept && kept.until > Date.now()) return kept.value;
      if (answers.size >= maximumAnswers) answers.clear();
      const asked = { value: identity.has(wanted, where), until: Date.now() + keptMs.yes };
      answers.set(question, asked);
      asked.value.then(
        (has) => (asked.until = Date.now() + (has ? keptMs.yes : keptMs.no)),
        () => answers.delete(question),
      );
      return asked.value;
    },
  };
}
