/** How the jobs of a release behave. Pure data, which a scenario file can describe too. */
export interface Behaviour {
  /** From creation, and from each resume, until a robot may take the job; `FOREVER` keeps it Pending. */
  readonly pendingMs: number;
  /** What the Validate calls say about it while it is Pending. */
  readonly pendingReasons: readonly PendingReason[];
  /** How long each run lasts: to the next suspension, after the last one to the outcome. */
  readonly runMs: number;
  /** The job is Suspended once for each; `FOREVER` waits for a ResumeJob call. */
  readonly suspensionsMs: readonly number[];
  /** The first job with some input takes the first, the next job with equal input the second …; the last goes on. */
  readonly outcomes: readonly [Outcome, ...Outcome[]];
  /** `ignored`: stays Stopping until its own outcome or a Kill. */
  readonly softStop: 'ignored' | { readonly afterMs: number; readonly end: (typeof softStopEnds)[number] };
  /** `Faulted` ends with the exit code that a killed robot leaves; `FOREVER` sticks in Terminating. */
  readonly kill: { readonly afterMs: number; readonly end: (typeof killEnds)[number] };
}

export const softStopEnds = ['Successful', 'Stopped', 'Faulted'] as const;
export const killEnds = ['Stopped', 'Faulted'] as const;

export type Outcome = Success | Failure;

export interface Success {
  readonly end: 'Successful';
  /** A template of the input, see `fill-template.ts`. */
  readonly output: unknown;
  readonly outputAs: (typeof outputForms)[number];
}

/** `arguments`: in OutputArguments, and silently null if too long; `file`: in OutputFile; the last takes what fits. */
export const outputForms = ['arguments', 'file', 'fileWhenTooLong'] as const;

export interface Failure {
  readonly end: 'Faulted';
  /** The parts of JobError; texts may hold placeholders. */
  readonly category: string;
  readonly code?: string | undefined;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  /** Default: the detail and a stack. */
  readonly info?: string | undefined;
  readonly errorCode: string | null;
  /** `empty` and `none` are what real jobs carry: all public recordings have an empty JobError and no category. */
  readonly jobError: (typeof jobErrorForms)[number];
  /** The name of the exception in Info. */
  readonly exception: string;
  /** True: Info begins with the words of a wrapper; what happened comes later. */
  readonly wrapped: boolean;
  /** So long Info is; default: as short as it can be. */
  readonly infoLength?: number | undefined;
  /**
   * `category`, `jobError`, `errorCode`, `exception`, `info` and `infoLength` of the input decide how it fails, and
   * `succeedOnAttempt` from which attempt on it succeeds.
   */
  readonly inputDecides: boolean;
}

export const jobErrorForms = ['full', 'empty', 'none'] as const;
export const errorCategories = ['User', 'Deployment', 'System'] as const;

/** The contract's reasons why a job is pending. */
export const pendingReasons = [
  'RobotNotAssignedToFolder',
  'RobotNotFound',
  'RobotNoCredentials',
  'RobotBusy',
  'RobotConcurrencyLimit',
  'RobotNoMatchingUsernames',
  'RobotVersionTooLow',
  'TemplateNoRuntime',
  'TemplateNoHostsAvailable',
  'TemplateNoLicense',
  'TemplateFullCapacity',
  'TemplateNotAssignedToFolder',
  'TemplateMaintenanceMode',
  'DynamicJobAccountCredentialsInvalid',
  'DynamicJobForegroundAutomationTypeInvalid',
  'DynamicJobBackgroundAutomationTypeInvalid',
  'DynamicJobWindowsTargetFrameworkInvalid',
  'DynamicJobCrossPlatformTargetFrameworkInvalid',
  'DynamicJobConnectedMachinesInvalid',
  'DynamicJobConnectedMachinesUserCredentialsInvalid',
  'DynamicJobConnectedMachinesCrossPlatformRobotVersionInvalid',
  'DynamicJobConnectedMachinesWindowsRobotVersionInvalid',
] as const;
export type PendingReason = (typeof pendingReasons)[number];

export const FOREVER = Number.POSITIVE_INFINITY;

export const echoOutcome: Success = { end: 'Successful', output: '{{input}}', outputAs: 'arguments' };

export const plainFailure: Failure = {
  end: 'Faulted',
  category: 'System',
  title: 'Simulated failure',
  detail: 'The simulated process failed, as its release is meant to.',
  status: 500,
  errorCode: 'Robot',
  jobError: 'full',
  exception: 'System.InvalidOperationException',
  wrapped: false,
  inputDecides: false,
};

const echo: Behaviour = {
  pendingMs: 200,
  pendingReasons: [],
  runMs: 800,
  suspensionsMs: [],
  outcomes: [echoOutcome],
  softStop: 'ignored',
  kill: { afterMs: 500, end: 'Stopped' },
};

/** The behaviour of the seeded releases; a scenario's release behaves like `echo` by default. */
export const behaviours = {
  echo,
  fails: { ...echo, outcomes: [{ ...plainFailure, inputDecides: true }] },
  slow: { ...echo, runMs: 60_000, softStop: { afterMs: 800, end: 'Stopped' } },
  stubborn: { ...echo, runMs: 60_000, kill: { afterMs: 800, end: 'Faulted' } },
  suspends: { ...echo, suspensionsMs: [FOREVER], softStop: { afterMs: 500, end: 'Stopped' } },
  waits: { ...echo, pendingMs: FOREVER, pendingReasons: ['TemplateNoHostsAvailable'] },
} as const satisfies Record<string, Behaviour>;

/** The same behaviour, `factor` times as fast. */
export function scaleBehaviour(behaviour: Behaviour, factor: number): Behaviour {
  const { pendingMs, runMs, suspensionsMs, softStop, kill } = behaviour;
  return {
    ...behaviour,
    pendingMs: pendingMs / factor,
    runMs: runMs / factor,
    suspensionsMs: suspensionsMs.map((lastsMs) => lastsMs / factor),
    softStop: softStop === 'ignored' ? softStop : { ...softStop, afterMs: softStop.afterMs / factor },
    kill: { ...kill, afterMs: kill.afterMs / factor },
  };
}
