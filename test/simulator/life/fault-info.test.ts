import { describe, expect, test } from 'vitest';
import type { ScenarioInput } from '../../../src/simulator/index.js';
import { simulate } from '../simulator-client.js';

type Behaviour = NonNullable<NonNullable<ScenarioInput['releases']>[number]['behaviour']>;
type Outcome = NonNullable<Behaviour['outcomes']>[number];

async function faulted(failure: object): Promise<Record<string, unknown>> {
  const outcomes = [{ end: 'Faulted', detail: 'No answer.', ...failure } as Outcome];
  const release = { name: 'R', folder: 'Shared', processKey: 'P', behaviour: { pending: 0, running: 0, outcomes } };
  const { start, job } = await simulate({ scenario: { folders: ['Shared'], releases: [release] } });
  return job((await start('R')).Id);
}

describe('a faulted job as real ones are', () => {
  test.each([
    ['full', expect.objectContaining({ category: 'System', detail: 'No answer.' })],
    ['empty', {}],
    ['none', null],
  ])('has the JobError: %s', async (jobError, expected) => {
    expect((await faulted({ jobError })).JobError).toEqual(expected);
  });

  test.each(['Robot', 'Orchestrator', 'System.TimeoutException', '', null])(
    'has the ErrorCode %j',
    async (errorCode) => {
      expect(await faulted({ jobError: 'empty', errorCode })).toMatchObject({ State: 'Faulted', ErrorCode: errorCode });
    },
  );

  test('names the exception in its Info', async () => {
    const { Info } = await faulted({ exception: 'System.TimeoutException' });
    expect(String(Info).split('\r\n').slice(0, 3)).toEqual([
      'Main.xaml: No answer.',
      '',
      'System.TimeoutException: No answer.',
    ]);
  });

  test('may have a long Info whose first line says nothing', async () => {
    const { Info } = await faulted({ exception: 'System.TimeoutException', wrapped: true, infoLength: 8_600 });
    const lines = String(Info).split('\r\n');
    expect(String(Info)).toHaveLength(8_600);
    expect(lines[0]).toBe('Exception has been thrown by the target of an invocation.');
    expect(lines[3]).toBe(' ---> System.TimeoutException: No answer.');
  });

  test('fails so where the input of the seeded release says so', async () => {
    const { start, job, clock } = await simulate();
    const input = { jobError: 'empty', errorCode: 'Orchestrator', exception: 'System.IO.IOException', infoLength: 200 };
    const [one, other] = [await start('Fails', input), await start('Fails', { ...input, jobError: 'odd', info: 'I' })];
    clock.advance(1_000);
    const { JobError, ErrorCode, Info } = await job(one.Id);
    expect([JobError, ErrorCode, String(Info).length]).toEqual([{}, 'Orchestrator', 200]);
    expect(Info).toContain('System.IO.IOException: ');
    expect(await job(other.Id)).toMatchObject({ JobError: { category: 'System' }, Info: 'I' });
  });
});
