import { describe, expect, it } from 'vitest';
import { createLoadChain } from '../../src/activities/load-chain.js';

const job = { process: 'Post' };
const known = { name: 'known', steps: { a: { job } } };
const load = createLoadChain({ chains: { known }, searchAttributes: false });

describe('loadChain', () => {
  it('returns a chain by its name, with what its expressions read', async () => {
    expect(await load({ chain: 'known' })).toEqual({
      names: ['known'],
      searchAttributes: false,
      definition: known,
      reads: {},
    });
    for (const name of ['unknown', 'toString'])
      await expect(async () => load({ chain: name })).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('checks a chain that is given, and tells what its expressions read', async () => {
    const when = '{% $sum(steps.a.output.x[amount > $$.input.least]) > 1 %}';
    const inner = { name: 'inner', steps: { a: { job, when: '{% input.inner %}' } } };
    const steps = { a: { job }, b: { needs: ['a'], when, chain: { definition: inner } } };
    const { reads, faults } = await load({ chain: { name: 'given', steps } });
    expect(faults).toBeUndefined();
    expect(reads).toEqual({ [when]: [{ root: 'steps', step: 'a', part: 'x' }, { root: 'input' }] });
  });

  it('tells the first faults of a chain, however many and long they are', async () => {
    const steps = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, index) => [`${'x'.repeat(500)}${index}`, { [`y${index}`]: 1 }]),
    );
    const { faults } = await load({ chain: { name: 'given', steps } });
    expect(faults).toHaveLength(21);
    expect(faults?.at(-1)?.message).toMatch(/^has \d+ more faults$/);
    expect(JSON.stringify(faults).length).toBeLessThan(30_000);
  });

  it.each([
    ['a chain that is nested without end', JSON.parse(`${'{"steps":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown],
    ['an expression that is nested without end', step(`{% ${'('.repeat(15_000)}1${')'.repeat(15_000)} %}`)],
    ['an expression that is too long', step(`{% '${'x'.repeat(40_000)}' %}`)],
  ])('refuses %s', async (_, chain) => {
    const { faults } = await load({ chain });
    expect(faults).toHaveLength(1);
  });
});

function step(when: string): object {
  return { name: 'given', steps: { a: { job, when } } };
}
