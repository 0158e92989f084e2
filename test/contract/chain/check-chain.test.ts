import { describe, expect, it } from 'vitest';
import { checkChain } from '../../../src/contract/chain/check-chain.js';

const job = { process: 'Echo' };
const chain = (steps: Record<string, unknown>, more: object = {}): unknown => ({ name: 'invoices', steps, ...more });
const faultsOf = (given: unknown): string[] => {
  const checked = checkChain(given);
  return 'faults' in checked ? checked.faults.map(({ path, message }) => `${path} ${message}`) : [];
};

describe('a chain', () => {
  it('may have every kind of step, and expressions wherever a value is', () => {
    const whole = chain(
      {
        extract: { job: { folder: 'Shared', process: 'Extract', input: { day: '{% input.day %}', count: 3 } } },
        post: {
          needs: ['extract'],
          when: '{% $count(steps.extract.output.invoices) > 0 %}',
          forEach: {
            items: '{% steps.extract.output.invoices[amount > $$.input.least] %}',
            concurrency: 5,
            onFailure: { tolerate: 2 },
          },
          job: { process: 'Post', input: '{% item %}', count: '{% item.count %}' },
          rerun: { maximumAttempts: 3, on: ['System'] },
          output: '{% {"number": item.number, "id": result.id, "place": index} %}',
          compensate: { job: { process: 'Cancel', input: { id: '{% result.id %}', step: '{% steps.post.state %}' } } },
        },
        review: {
          needs: ['post'],
          approval: {
            message: "{% 'Release ' & $count(steps.post.output) & ' payments?' %}",
            deadline: '2d',
            otherwise: 'rejected',
            reminder: { after: '1d', activity: { type: 'mail', taskQueue: 'mail', input: {} } },
          },
        },
        rest: { needs: ['review'], wait: '10m' },
        until: { needs: ['rest'], wait: '2026-11-24T08:00:00Z' },
        own: { needs: ['until'], workflow: { type: 'book', input: '{% steps.review.output.value %}' }, timeout: '1h' },
        sub: { chain: { definition: chain({ one: { job, onFailure: 'pause' } }) as object, input: '{% input %}' } },
        named: { chain: { name: 'other' }, onFailure: 'ignore' },
      },
      { output: '{% steps.own.output %}', connection: 'default', onCancel: 'keep' },
    );
    expect(faultsOf(whole)).toEqual([]);
  });

  it.each<[string, unknown, ...string[]]>([
    ['no object', 7, 'input must be a JSON object such as'],
    [
      'an unknown key',
      { name: 'a', step: {}, steps: { a: { job } } },
      "step is not a field here; did you mean 'steps'?",
    ],
    ['no step', chain({}), 'steps must have at least one step'],
    ['a bad name', chain({ 'my-step': { job } }), 'steps.my-step is not a valid step name'],
    [
      'an unknown key of a step',
      chain({ a: { job, need: ['b'] } }),
      "steps.a.need is not a field here; did you mean 'needs'?",
    ],
    ['no kind', chain({ a: {} }), 'steps.a must have one of job, activity, workflow, chain, approval, wait'],
    ['two kinds', chain({ a: { job, wait: '1m' } }), 'steps.a has job and wait, but must have one of'],
    [
      'an unknown step',
      chain({ extract: { job }, b: { job, needs: ['extrakt'] } }),
      "steps.b.needs.0 is not a step of this chain; did you mean 'extract'?",
    ],
    [
      'a circle',
      chain({ a: { job, needs: ['c'] }, b: { job, needs: ['a'] }, c: { job, needs: ['b'] } }),
      'steps.a.needs has a dependency cycle: a needs c needs b needs a',
    ],
    [
      'a fault of a job',
      chain({ a: { job: { process: 'A', count: 0 } } }),
      'steps.a.job.count must be a whole number from 1 to 100',
    ],
    ['a job without process', chain({ a: { job: {} } }), 'steps.a.job.process is missing'],
    ['job keys of another kind', chain({ a: { wait: '1m', rerun: {} } }), 'steps.a.rerun goes with a job only'],
    [
      'an expression that does not parse',
      chain({ a: { job, when: '{% 1 + %}' } }),
      'steps.a.when is not a JSONata expression',
    ],
    ['a condition that is no expression', chain({ a: { job, when: 'yes' } }), 'steps.a.when must be an expression'],
    [
      'half an expression',
      chain({ a: { job: { ...job, input: { t: 'Invoice {% input.n %}' } } } }),
      'steps.a.job.input.t must be an expression as a whole',
    ],
    [
      'an unknown name',
      chain({ a: { job, when: '{% inputs.b %}' } }),
      "steps.a.when reads 'inputs', which does not exist here; did you mean 'input'?",
    ],
    [
      'an item without forEach',
      chain({ a: { job: { ...job, input: '{% item %}' } } }),
      "steps.a.job.input reads 'item', which does not exist here",
    ],
    [
      'a step that is not upstream',
      chain({ a: { job }, b: { job, when: '{% $exists($map(input.x, function($v) { steps.a.output + $v })) %}' } }),
      'steps.b.when reads steps.a, which may not have ended by then: add it to needs',
    ],
    [
      'a step that is not upstream, by $$',
      chain({ a: { job }, b: { job, when: '{% $count(input.x[id = $$.steps.a.output]) > 0 %}' } }),
      'steps.b.when reads steps.a, which may not have ended by then',
    ],
    [
      'a step that is none',
      chain({ a: { job } }, { output: '{% steps.b.output %}' }),
      'output reads steps.b, but it is not a step of this chain',
    ],
    [
      'its own output',
      chain({ a: { job, when: '{% steps.a.output %}' } }),
      'steps.a.when reads steps.a, which may not',
    ],
    ['a wait of no time', chain({ a: { wait: 'soon' } }), 'steps.a.wait must be a duration'],
    [
      'compensation of a wait',
      chain({ a: { wait: '1s', compensate: { job } } }),
      'steps.a.compensate goes only with a step that is one of job, ',
    ],
    [
      'compensation by an approval',
      chain({ a: { job, compensate: { approval: {} } } }),
      'steps.a.compensate.approval is not a field here',
    ],
    [
      'a fault in a sub-chain',
      chain({ a: { chain: { definition: { name: 'b', steps: {} } } } }),
      'steps.a.chain.definition.steps must have at least one step',
    ],
    [
      'a sub-chain of both kinds',
      chain({ a: { chain: { name: 'b', definition: chain({ a: { job } }) } } }),
      'steps.a.chain must have either a name or a definition',
    ],
    [
      'too many steps',
      chain(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`s${n}`, { job }]))),
      'steps has 201 steps; at most 200',
    ],
    [
      'a policy that is none',
      chain({ a: { job, forEach: { items: [], onFailure: 'never' } } }),
      'steps.a.forEach.onFailure must be stop, continue, or {"tolerate"',
    ],
  ])('is refused with %s', (_, given, ...faults) => {
    const found = faultsOf(given);
    for (const fault of faults) expect(found.join('\n')).toContain(fault);
    expect(found).toHaveLength(faults.length);
  });

  it('tells all faults at once', () => {
    const found = faultsOf(chain({ a: { job: { count: 0 }, needs: ['x'], when: '{% ( %}' }, b: {} }));
    expect(found.length).toBeGreaterThanOrEqual(4);
  });

  it('may use a relative path that has the name of a step of the root', () => {
    expect(faultsOf(chain({ a: { job, when: '{% $count(input.orders[steps.x = 1]) > 0 %}' } }))).toEqual([]);
  });
});
