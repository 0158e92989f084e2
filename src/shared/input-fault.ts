import { cut } from './cut.js';

/** One fault of an input: where it is, and what would be right. */
export interface InputFault {
  /** Dotted path of the field, for example `job.count`. */
  path: string;
  /** What is wrong and which form is allowed. */
  message: string;
}

/** The first faults of an input, each with bounded texts; the last entry counts the others. */
export function firstFaults(faults: readonly InputFault[], most: number, characters: number): InputFault[] {
  const shown = faults.slice(0, most).map(({ path, message }) => ({
    path: cut(path, characters),
    message: cut(message, characters),
  }));
  const others = faults.length - shown.length;
  return others === 0 ? shown : [...shown, { path: 'input', message: `has ${others} more faults` }];
}
