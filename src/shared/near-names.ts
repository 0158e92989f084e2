import { distance } from 'fastest-levenshtein';

/** The candidate most like a name, when one is near enough to be meant. */
export function closestName(name: string, candidates: readonly string[]): string | undefined {
  return nearNames(name, candidates, 1)[0];
}

/** The end of a message about an unknown name: the name that was probably meant, or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const near = closestName(name, candidates);
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

/** The same question as a sentence, for a remedy; undefined if no candidate is near enough. */
export function didYouMeanSentence(name: string, candidates: readonly string[]): string | undefined {
  const near = closestName(name, candidates);
  return near === undefined ? undefined : `Did you mean '${near}'?`;
}

const longestName = 300;

/** Candidates that a mistyped name may have meant, nearest first. */
export function nearNames(name: string, candidates: readonly string[], most = 5): string[] {
  // Nobody mistypes a name of this length, and a comparison of two long ones takes very long.
  if (name.length > longestName) return [];
  const wanted = name.toLowerCase();
  const score = (candidate: string): number => {
    const text = candidate.toLowerCase();
    const edits = distance(wanted, text);
    // A part of a name is less near than a slip of the finger.
    return text.includes(wanted) || wanted.includes(text) ? Math.min(edits, 1.5) : edits;
  };
  return candidates
    .filter(({ length }) => length <= longestName)
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .filter(({ score }) => score <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
