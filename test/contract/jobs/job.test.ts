import { expect, it } from 'vitest';
import { finalStates, jobStates, phaseOf } from '../../../src/contract/jobs/job.js';
import { isFinal, jobStates as simulatedStates } from '../../../src/simulator/model/job-state.js';

const phasesOf = (...states: string[]): string[] => states.map((state) => phaseOf({ state }));

it('takes Stopping, Terminating and states it does not know for running while they have no end', () => {
  for (const state of ['Running', 'Stopping', 'Terminating', 'Killing', '', 'constructor'])
    expect(phaseOf({ state })).toBe('running');
});

it('takes an unknown state with an end time for an end, and no known one', () => {
  const endTime = '2026-11-23T08:00:00Z';
  for (const state of ['Cancelled', 'Unknown', '']) expect(phaseOf({ state, endTime })).toBe('final');
  expect(phaseOf({ state: 'Running', endTime })).toBe('running');
});

it('knows the three final states, and that a resumed job waits for a robot again', () => {
  expect(phasesOf('Successful', 'Faulted', 'Stopped')).toEqual(['final', 'final', 'final']);
  expect(phasesOf('Pending', 'Resumed', 'Suspended')).toEqual(['pending', 'pending', 'suspended']);
});

it('has the states of the simulator, in the order of their numbers, with the same ends', () => {
  expect(simulatedStates).toEqual(jobStates);
  expect(simulatedStates.filter(isFinal)).toEqual(finalStates);
});
