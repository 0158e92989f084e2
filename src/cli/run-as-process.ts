import type { CommandContext, Output } from './command-context.js';
import { ExitCode } from './exit-code.js';
import { runCli } from './run-cli.js';

/** Runs `temporal-rpa` as this process, which ends with the command. */
export async function runAsProcess(args: readonly string[]): Promise<never> {
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) stream.on('error', onOutputError);
  // A command may wait for something that does not keep the process alive, such as its turn to send a request.
  const awake = setInterval(() => undefined, 60_000);
  const code = await runCli(args, processContext());
  clearInterval(awake);
  for (const stream of streams) await new Promise<void>((written) => stream.write('', () => written()));
  // Otherwise idle connections would keep the process alive.
  process.exit(code);
}

/** npm passes a Ctrl-C on to a process that the terminal has already told: within this time it is the same one. */
const sameSignalMs = 500;

/** A reader that leaves early (`| head`) ends the output, not the command. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The output cannot be written: ${error.message}\n`);
  process.exit(ExitCode.failure);
}

function processContext(): CommandContext {
  return {
    environment: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    onSignal(end) {
      let first: number | undefined;
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.on(signal, () => {
          if (first === undefined) {
            first = Date.now();
            end(signal);
          } else if (Date.now() - first > sameSignalMs) process.exit(ExitCode.failure);
        });
    },
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => stream.write(text),
    ...(stream.isTTY && { columns: stream.columns }),
  };
}
