import { cut } from '../shared/cut.js';
import type { InputFault } from '../shared/input-fault.js';
import { limits } from './limits.js';

/**
 * The faults that a failure lists, each with bounded texts: an input may be wrong in thousands of places. The last entry
 * counts the others.
 */
export function listedFaults(faults: readonly InputFault[]): InputFault[] {
  const shown = faults.slice(0, limits.faults).map(({ path, message }) => ({
    path: cut(path, limits.faultCharacters),
    message: cut(message, limits.faultCharacters),
  }));
  const others = faults.length - shown.length;
  return others === 0 ? shown : [...shown, { path: 'input', message: `has ${others} more faults` }];
}
