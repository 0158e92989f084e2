import { fileFaults } from '../data-reference.js';
import { limits } from '../limits.js';

/** What is wrong with the input of a job: too large for a history, or a file that is none. */
export function inputFaults(input: Record<string, unknown>): { path: string[]; message: string }[] {
  const bytes = new TextEncoder().encode(JSON.stringify(input)).length;
  if (bytes > limits.jobInputBytes)
    return [
      {
        path: [],
        message: `is ${bytes} bytes of JSON; above ${limits.jobInputBytes} keep it in a destination and give its reference, {"$file": …}`,
      },
    ];
  return fileFaults(input).map(({ path, message }) => ({ path: path.split('.'), message }));
}
