import { fileFaults } from '../data-reference.js';

/** Longest input that a run may carry itself, in bytes of JSON: on its way it is quoted, and a payload holds 2 MB. */
const maximumInlineBytes = 1_000_000;

/** What is wrong with the input of a job: too large for a history, or a file that is none. */
export function inputFaults(input: Record<string, unknown>): { path: string[]; message: string }[] {
  const bytes = new TextEncoder().encode(JSON.stringify(input)).length;
  if (bytes > maximumInlineBytes)
    return [
      {
        path: [],
        message: `is ${bytes} bytes of JSON; above ${maximumInlineBytes} keep it in a destination and give its reference, {"$file": …}`,
      },
    ];
  return fileFaults(input).map(({ path, message }) => ({ path: path.split('.'), message }));
}
