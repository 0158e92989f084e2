import { banner, logLine } from './banner.js';
import { readCommandLine, type CommandLine } from './command-line.js';
import { startSimulator, type Simulator } from './start-simulator.js';

async function main(args: readonly string[]): Promise<void> {
  const simulator = await start(readCommandLine(args));
  process.stdout.write(`The simulated Orchestrator is ready. Its credentials are fake.\n${banner(simulator)}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
}

async function start(commandLine: CommandLine): Promise<Simulator> {
  try {
    return await startSimulator({ ...commandLine, log: (call) => process.stdout.write(logLine(call)) });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${commandLine.port} of ${commandLine.host} is in use; choose another with --port.`, {
      cause: error,
    });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
