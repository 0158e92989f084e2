import { CommanderError } from 'commander';
import type { CommandContext } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { createProgram } from './program.js';

/** Runs `temporal-rpa` with these arguments and returns its exit code; never throws. */
export async function runCli(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  let code: ExitCode = ExitCode.success;
  const program = createProgram(context, (ended) => (code = ended));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its message; its code is 0 for help and the version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.success : ExitCode.wrongUsage;
    const { errorMessage } = await import('./error-message.js');
    context.stderr.write(`${errorMessage(error)}\n`);
    return ExitCode.failure;
  }
}
