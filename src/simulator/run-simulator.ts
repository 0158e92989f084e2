import { banner, logLine } from './banner.js';
import type { CommandLine } from './command-line.js';
import { startSimulator } from './start-simulator.js';

/** What the simulator uses of its process. */
export interface SimulatorProcess {
  readonly stdout: { write: (text: string) => unknown };
  readonly stderr: { write: (text: string) => unknown };
  readonly onSignal: (end: () => void) => void;
}

/** Serves until a signal ends it; returns the exit code. */
export async function runSimulator(
  commandLine: CommandLine,
  { stdout, stderr, onSignal }: SimulatorProcess,
): Promise<0 | 1> {
  try {
    const simulator = await startSimulator({ ...commandLine, log: (call) => void stdout.write(logLine(call)) });
    // Before the first output, because a caller that waits for it may send a signal at once.
    const askedToEnd = new Promise<void>((end) => onSignal(end));
    stdout.write(`The simulated Orchestrator is ready. Its credentials are fake.\n${banner(simulator)}`);
    await askedToEnd;
    await simulator.stop();
    return 0;
  } catch (error) {
    stderr.write(`${messageOf(error, commandLine)}\n`);
    return 1;
  }
}

function messageOf(error: unknown, { port, host }: CommandLine): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return `Port ${port} of ${host} is in use; choose another with --port.`;
  return error.message;
}
