import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decideStart, type StartSituation } from '../../../src/activities/start-jobs/decide.js';

const situation = (given: Partial<StartSituation>): StartSituation => ({
  doubt: true,
  lookUpOnly: false,
  wanted: 3,
  divisible: true,
  lookUp: undefined,
  timeToSend: true,
  ...given,
});

/** Rows of the table in docs/guarantees.md, in its order. */
const rows: [string, StartSituation, string][] = [
  ['no, or every answer was a refusal', situation({ doubt: false }), 'send all'],
  ['yes', situation({}), 'look again'],
  ['yes, all found', situation({ lookUp: { found: 3, windowPassed: false } }), 'adopt'],
  ['yes, some found, window open', situation({ lookUp: { found: 1, windowPassed: false } }), 'look again'],
  ['yes, none found, window open', situation({ lookUp: { found: 0, windowPassed: false } }), 'look again'],
  ['yes, some found, window passed', situation({ lookUp: { found: 1, windowPassed: true } }), 'send the rest'],
  [
    'yes, some found, window passed, robots named',
    situation({ lookUp: { found: 1, windowPassed: true }, divisible: false }),
    'give up as unknown',
  ],
  ['yes, none found, window passed', situation({ lookUp: { found: 0, windowPassed: true } }), 'send all'],
  [
    'yes, not all found, window passed, no time left',
    situation({ lookUp: { found: 0, windowPassed: true }, timeToSend: false }),
    'give up as unknown',
  ],
  ['only looking, window passed', situation({ lookUpOnly: true, lookUp: { found: 1, windowPassed: true } }), 'adopt'],
];

const said = (given: StartSituation): string => {
  const decision = decideStart(given);
  if (decision.step === 'send') return decision.count === given.wanted ? 'send all' : 'send the rest';
  return { lookUp: 'look again', adopt: 'adopt', giveUp: 'give up as unknown' }[decision.step];
};

describe('the decision about a start', () => {
  it.each(rows)('doubt: %s', (_, given, expected) => expect(said(given)).toBe(expected));

  it('stands in docs/guarantees.md as it is here', () => {
    const page = readFileSync(new URL('../../../docs/guarantees.md', import.meta.url), 'utf8');
    const table = page.slice(page.indexOf('<!-- decision -->'), page.indexOf('<!-- /decision -->'));
    const cells = [...table.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)]
      .slice(1)
      .map(([, when, then]) => `${when}: ${then}`);
    expect(cells.filter((line) => !line.startsWith('-'))).toEqual(rows.map(([when, , then]) => `${when}: ${then}`));
  });

  const any = fc.record({
    doubt: fc.boolean(),
    lookUpOnly: fc.boolean(),
    wanted: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    divisible: fc.boolean(),
    lookUp: fc.option(fc.record({ found: fc.nat(120), windowPassed: fc.boolean() }), { nil: undefined }),
    timeToSend: fc.boolean(),
  });

  it('never sends while in doubt without having looked to the end of the window, nor more than is missing', () => {
    fc.assert(
      fc.property(any, (given) => {
        const decision = decideStart(given);
        if (decision.step !== 'send') return;
        expect(given.lookUpOnly).toBe(false);
        if (!given.doubt) return;
        expect(given.lookUp?.windowPassed).toBe(true);
        const found = given.lookUp?.found ?? 0;
        if (given.wanted === undefined) expect(found).toBe(0);
        else expect(decision.count).toBe(given.wanted - found);
      }),
    );
  });

  it('comes to an end once the window has passed', () => {
    fc.assert(
      fc.property(any, (given) => {
        if (given.lookUp?.windowPassed === true) expect(decideStart(given).step).not.toBe('lookUp');
      }),
    );
  });
});
