import { describe, expect, it } from 'vitest';
import { corpusOf, outcomeOf } from './corpus.js';

describe('the corpus of configurations', () => {
  it.each(corpusOf('accepted').map((one) => [one.name, one] as const))('%s gives the settings it gave', (_, one) => {
    expect(outcomeOf(one)).toEqual(one.expected);
  });

  it.each(corpusOf('refused').map((one) => [one.name, one] as const))('%s is refused with its faults', (_, one) => {
    const faults = outcomeOf(one);
    expect(faults).toEqual(one.expected);
    expect(JSON.stringify(faults)).not.toMatch(/s3cret|fake-(word|secret|token|key)/);
  });
});
