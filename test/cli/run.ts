import { runCli } from '../../src/cli/run-cli.js';

export interface Said {
  stdout: string;
  stderr: string;
  code: number;
}

/** Runs `temporal-rpa` without a process, with this environment alone. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Said> {
  return startRun(args, environment).ended;
}

/** Runs a command that ends on a signal. */
export function startRun(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): { said: () => string; signal: () => void; ended: Promise<Said> } {
  const said = { stdout: '', stderr: '' };
  let signal = (): void => undefined;
  const ended = runCli(args, {
    environment,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
    onSignal: (end) => (signal = () => end('SIGTERM')),
  });
  return { said: () => said.stdout, signal: () => signal(), ended: ended.then((code) => ({ ...said, code })) };
}
