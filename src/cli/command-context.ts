export interface Output {
  write: (text: string) => unknown;
  /** Width of the terminal; undefined if the output is not one. */
  readonly columns?: number | undefined;
}

/** Everything a command uses of its process, so that tests can run it without one. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls back when a signal asks the command to end. Without a callback, a signal ends the process at once. */
  readonly onSignal: (end: (signal: string) => void) => void;
}
