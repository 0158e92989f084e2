import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Said } from './run.js';

/** The command as it is built: needs `npm run build` first. */
export const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Runs Node with these arguments, such as {@link program} and its own. */
export async function runNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Said> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      env: { ...process.env, ...environment },
    });
    return { stdout, stderr, code: 0 };
  } catch (error) {
    return error as Said;
  }
}
