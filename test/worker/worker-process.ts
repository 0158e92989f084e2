import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { eventually } from '../eventually.js';

const program = fileURLToPath(new URL('../../dist/worker.js', import.meta.url));

export interface WorkerProcess {
  /** Everything that it wrote so far. */
  output: () => string;
  /** Lines of its log. */
  log: () => Record<string, unknown>[];
  /** Settles when it serves its task queue. */
  runs: () => Promise<void>;
  signal: (name: NodeJS.Signals) => void;
  /** Its exit code; null after a kill. */
  ended: Promise<number | null>;
}

/**
 * The worker as production runs it, with this environment alone; it ends with the test. A test that runs beside others
 * of its file passes the `onTestFinished` of its own context.
 */
export function startWorkerProcess(
  environment: Readonly<Record<string, string>>,
  atEnd = onTestFinished,
): WorkerProcess {
  if (!existsSync(program)) throw new Error('dist/worker.js is missing: run npm run build');
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, RPA_HEALTH_ADDRESS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const log = (): Record<string, unknown>[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const output = (): string => stdout + stderr;
  return {
    output,
    log,
    runs: () =>
      eventually('the worker runs', () => {
        if (child.exitCode !== null) throw new Error(`the worker ended:\n${output()}`);
        return stdout.includes('"Worker runs"');
      }),
    signal: (name) => void child.kill(name),
    ended,
  };
}
