/** What a command ends with; scripts rely on these. */
export const ExitCode = {
  success: 0,
  /** The command was right and could not do what it says. */
  failure: 1,
  /** The command line itself is wrong: nothing was tried. */
  wrongUsage: 2,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
