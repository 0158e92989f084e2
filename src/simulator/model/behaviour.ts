/** How the jobs of a release live. Pure data, so that it can be read from a file one day. */
export interface Behaviour {
  /** From creation to Running; `FOREVER` keeps the job Pending. */
  readonly pendingMs: number;
  /** From Running to the outcome, and again from each resume. */
  readonly runMs: number;
  /** `Suspended`: suspends at the end of the first run, succeeds at the end of the next. */
  readonly outcome: 'Successful' | 'Faulted' | 'Suspended';
  /** `ignored`: stays Stopping until its own outcome or a Kill. */
  readonly softStop: 'ignored' | { readonly afterMs: number; readonly end: 'Successful' | 'Stopped' };
  /** `Faulted` ends with the exit code that a killed robot leaves. */
  readonly kill: { readonly afterMs: number; readonly end: 'Stopped' | 'Faulted' };
  /** What the Validate calls say about it while it is Pending. */
  readonly pendingReasons: readonly string[];
}

export const FOREVER = Number.POSITIVE_INFINITY;

const echo: Behaviour = {
  pendingMs: 200,
  runMs: 800,
  outcome: 'Successful',
  softStop: 'ignored',
  kill: { afterMs: 500, end: 'Stopped' },
  pendingReasons: [],
};

/** The lives that the seeded releases lead. */
export const behaviours = {
  echo,
  fails: { ...echo, outcome: 'Faulted' },
  slow: { ...echo, runMs: 60_000, softStop: { afterMs: 800, end: 'Stopped' } },
  stubborn: { ...echo, runMs: 60_000, kill: { afterMs: 800, end: 'Faulted' } },
  suspends: { ...echo, outcome: 'Suspended', softStop: { afterMs: 500, end: 'Stopped' } },
  waits: { ...echo, pendingMs: FOREVER, pendingReasons: ['TemplateNoHostsAvailable'] },
} as const satisfies Record<string, Behaviour>;
