import { expect, it } from 'vitest';
import { finalStates, jobStates, phaseOf } from '../../../src/contract/jobs/job.js';
import { isFinal, jobStates as simulatedStates } from '../../../src/simulator/model/job-state.js';

it('takes Stopping, Terminating and states it does not know for running, never for an end', () => {
  for (const state of ['Running', 'Stopping', 'Terminating', 'Killing', '', 'constructor'])
    expect(phaseOf(state)).toBe('running');
});

it('knows the three final states, and that a resumed job waits for a robot again', () => {
  expect(['Successful', 'Faulted', 'Stopped'].map(phaseOf)).toEqual(['final', 'final', 'final']);
  expect(['Pending', 'Resumed', 'Suspended'].map(phaseOf)).toEqual(['pending', 'pending', 'suspended']);
});

it('has the states of the simulator, in the order of their numbers, with the same ends', () => {
  expect(simulatedStates).toEqual(jobStates);
  expect(simulatedStates.filter(isFinal)).toEqual(finalStates);
});
