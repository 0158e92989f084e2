export interface Output {
  write: (text: string) => unknown;
  /** Width of the terminal; undefined when it is not one. */
  readonly columns?: number | undefined;
}

/** All that a command touches of its process, so that tests run it without one. */
export interface CommandContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls back when the command is asked to end. Without a callback, a signal ends the process at once. */
  readonly onSignal: (end: (signal: string) => void) => void;
}
