import { firstFaults, type InputFault } from '../shared/input-fault.js';
import { limits } from './limits.js';

/** The faults that a failure lists: an input may be wrong in thousands of places. */
export const listedFaults = (faults: readonly InputFault[]): InputFault[] =>
  firstFaults(faults, limits.faults, limits.faultCharacters);
