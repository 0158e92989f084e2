import { spawn } from 'node:child_process';
import { endWithThisProcess } from './end-with-this-process.js';

const tailLines = 20;

export interface ServerProcess {
  readonly pid: number | undefined;
  /** The last lines that the process wrote. */
  tail: () => string;
  /** Why the process is gone; undefined while it runs. */
  ended: () => string | undefined;
  /** Ends the process: SIGTERM, and SIGKILL after `graceMs`. */
  stop: (graceMs: number) => Promise<void>;
}

/**
 * Starts a program that lives no longer than this process. It has a process group of its own, so that Ctrl-C in a
 * terminal reaches the workers first and the server stays until they have finished.
 */
export function startServerProcess(
  command: string,
  commandArguments: string[],
  environment: NodeJS.ProcessEnv,
  log: ((line: string) => void) | undefined,
): ServerProcess {
  const child = spawn(command, commandArguments, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      const fresh = text.split('\n').filter((line) => line.trim() !== '');
      fresh.forEach((line) => log?.(line));
      lines.push(...fresh);
      lines.splice(0, Math.max(0, lines.length - tailLines));
    });
  }

  let ending: string | undefined;
  const gone = new Promise<void>((resolve) => {
    const settle = (reason: string): void => {
      ending ??= reason;
      resolve();
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `exit code ${String(code)}`));
  });
  const release = endWithThisProcess(child);
  void gone.then(release);

  return {
    pid: child.pid,
    tail: () => lines.join('\n'),
    ended: () => ending,
    stop: async (graceMs) => {
      if (ending === undefined) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await gone;
      clearTimeout(timer);
    },
  };
}
