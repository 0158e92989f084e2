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
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(signal));
    },
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => stream.write(text),
    ...(stream.isTTY && { columns: stream.columns }),
  };
}
