import { execFile, type ExecFileException } from 'node:child_process';

export interface CommandOptions {
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
}

/** Runs a program to its end and gives its standard output; a failure says what the program last said. */
export function runCommand(command: string, commandArguments: string[], options: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      commandArguments,
      { env: options.environment, timeout: options.timeoutMs, maxBuffer: 16 * 1024 * 1024, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(failureText(error, stderr, options.timeoutMs), { cause: error }));
      },
    );
  });
}

function failureText(error: ExecFileException, stderr: string, timeoutMs: number): string {
  if (error.code === 'ENOENT') return 'not found';
  if (error.killed === true) return `no answer within ${timeoutMs / 1000} s`;
  const lastLine = stderr.trim().split('\n').at(-1)?.trim();
  return lastLine !== undefined && lastLine !== '' ? lastLine : `ended with ${error.code ?? error.message}`;
}
