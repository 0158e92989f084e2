/** How the jobs of an InfoLink scenario behave. */
export interface InfoLinkBehaviour {
  /** `FOREVER` for a job that never ends by itself. */
  readonly runMs: number;
  /** `lost`: it no longer runs, but its status never becomes a final one. */
  readonly end: 'completed' | 'completedWithError' | 'stopped' | 'lost';
  /** From stopJob until it has stopped; `FOREVER` for one that never heeds it. */
  readonly stopMs: number;
  /** `result.status` while it runs. Absent: the field is missing, for the documents name no value. */
  readonly runningStatus?: string;
}

const FOREVER = Number.POSITIVE_INFINITY;
const usual: InfoLinkBehaviour = { runMs: 1_000, end: 'completed', stopMs: 2_000 };

/** The scenarios that every app has, by name. */
export const infoLinkScenarios = {
  Echo: usual,
  Table: usual,
  Fails: { ...usual, end: 'completedWithError' },
  Stops: { ...usual, end: 'stopped' },
  Slow: { ...usual, runMs: 60_000 },
  Endless: { ...usual, runMs: FOREVER },
  Stubborn: { ...usual, runMs: FOREVER, stopMs: FOREVER },
  Lost: { ...usual, end: 'lost' },
  Odd: { ...usual, runningStatus: 'awaiting merge' },
} as const satisfies Record<string, InfoLinkBehaviour>;
export type InfoLinkScenario = keyof typeof infoLinkScenarios;

export function isInfoLinkScenario(name: string): name is InfoLinkScenario {
  return Object.hasOwn(infoLinkScenarios, name);
}

/** The apps, by id. */
export const infoLinkApps: Readonly<Record<string, string>> = { '7': 'Customers', '8': 'Products' };
